package org.vigie.admin;

import java.util.Optional;
import java.util.function.Consumer;
import org.vigie.analysis.alert.PastItems;
import org.vigie.model.Item;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicScan;

/// The archive: all accepted items of a cluster. Records that cannot be read are skipped; the
/// streams write them as dead letters.
///
/// @param connection to the cluster
public record ItemArchive(KafkaConnection connection) {
  /// Passes every version of every item to the reader, in the order of each outlet.
  public void readItems(Consumer<Item> reader) {
    KafkaCall.run(() -> scan().readValues(reader));
  }

  /// The newest version of an article. Reads the keys of the whole archive, but decodes only the
  /// versions of this article.
  public Optional<Item> findNewest(String id) {
    Item[] newest = new Item[1];
    KafkaCall.run(
        () ->
            scan()
                .readKey(
                    id,
                    record -> {
                      Item item = record.value();
                      if (item != null
                          && (newest[0] == null || PastItems.ORDER.compare(newest[0], item) <= 0)) {
                        newest[0] = item;
                      }
                    }));
    return Optional.ofNullable(newest[0]);
  }

  private TopicScan<Item> scan() {
    return TopicScan.of(connection, Catalogue.live().items()).onUnreadable(letter -> {});
  }
}
