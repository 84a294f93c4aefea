package org.vigie.admin;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Item;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicReader;

/// The archive: all accepted items of a cluster.
///
/// @param connection to the cluster
public record ItemArchive(KafkaConnection connection) {
  /// Every version of every item, in the order of each outlet. Records that cannot be read are
  /// skipped; the streams write them as dead letters.
  public List<Item> readItems() {
    List<Item> items = new ArrayList<>();
    TopicReader reader = new TopicReader(connection);
    KafkaCall.run(
        () ->
            reader.read(
                Catalogue.live().items(),
                entry -> {
                  Item item = entry.value();
                  if (item != null) {
                    items.add(item);
                  }
                },
                rejected -> {}));
    return items;
  }
}
