package org.vigie.admin;

import java.util.function.Consumer;
import org.vigie.model.Item;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicScan;

/// The archive: all accepted items of a cluster.
///
/// @param connection to the cluster
public record ItemArchive(KafkaConnection connection) {
  /// Passes every version of every item to the reader, in the order of each outlet. Records that
  /// cannot be read are skipped; the streams write them as dead letters.
  public void readItems(Consumer<Item> reader) {
    TopicScan<Item> scan =
        TopicScan.of(connection, Catalogue.live().items()).onUnreadable(letter -> {});
    KafkaCall.run(() -> scan.readValues(reader));
  }
}
