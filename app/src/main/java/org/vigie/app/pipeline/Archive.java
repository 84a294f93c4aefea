package org.vigie.app.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.vigie.model.Item;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicReader;

/// All accepted items of a cluster.
///
/// @param connection the cluster
public record Archive(KafkaConnection connection) {
  /// Every version of every item, in the order of each outlet. Records that cannot be read are
  /// passed over; the streams have set them aside.
  public List<Item> items() {
    List<Item> items = new ArrayList<>();
    new TopicReader(connection)
        .read(
            Catalogue.live().items(),
            entry -> {
              Item item = entry.value();
              if (item != null) {
                items.add(item);
              }
            },
            rejected -> {});
    return items;
  }
}
