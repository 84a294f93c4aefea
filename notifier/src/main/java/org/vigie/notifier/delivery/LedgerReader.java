package org.vigie.notifier.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery;
import org.vigie.notifier.delivery.DeliveryIndex.IndexedDelivery;
import org.vigie.wire.TopicScan;

/// Reads single records of the ledger, whose places the indexes know. Thread-safe: one reading at a
/// time, since a consumer takes no more.
final class LedgerReader {
  private final LedgerIndexes indexes;
  private final TopicScan<Delivery> scan;
  private final ReentrantLock lock = new ReentrantLock();

  LedgerReader(LedgerIndexes indexes, TopicScan<Delivery> scan) {
    this.indexes = indexes;
    this.scan = scan;
  }

  /// The deliveries at these offsets, by id. Compaction keeps the newest record of a key at its
  /// offset; one that is missing in the answer has been superseded, or cannot be read.
  Map<String, Delivery> readAt(int partition, Collection<Long> offsets) {
    lock.lock();
    try {
      return scan.valuesAt(partition, offsets);
    } finally {
      lock.unlock();
    }
  }

  /// The newest record of a delivery; null if it cannot be read.
  @Nullable Delivery read(int partition, String id) {
    IndexedDelivery place = indexes.find(partition, id);
    return place == null ? null : readAt(partition, List.of(place.offset())).get(id);
  }

  /// The members of a message that are on the partitions of this notifier and can be read, in their
  /// order.
  List<Delivery> readMembers(Delivery message) {
    Map<Integer, List<Long>> offsets = new HashMap<>();
    for (Delivery.BatchMember member : message.grouping().members()) {
      int partition = indexes.partitionOf(member.subscription());
      IndexedDelivery place = indexes.find(partition, member.delivery());
      if (place != null) {
        offsets.computeIfAbsent(partition, unused -> new ArrayList<>()).add(place.offset());
      }
    }
    Map<String, Delivery> found = new HashMap<>();
    offsets.forEach((partition, all) -> found.putAll(readAt(partition, all)));
    return message.grouping().members().stream()
        .map(member -> found.get(member.delivery()))
        .filter(Objects::nonNull)
        .toList();
  }
}
