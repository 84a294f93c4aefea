package org.vigie.notifier.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Tracks the unfinished records of one partition. Deliveries end in any order; the offset to
/// commit is that of the first record with an unfinished delivery. Thread-safe.
final class OffsetTracker {
  private final TreeMap<Long, Integer> unfinishedByOffset = new TreeMap<>();
  private long position = -1;
  private int unfinishedDeliveries;

  /// Adds a record; if it was added before, the new number of parts replaces the other.
  ///
  /// @param parts the number of deliveries that must end before the record is finished; 0 if it is
  ///     already finished
  synchronized void addRecord(long offset, int parts) {
    if (parts > 0) {
      Integer before = unfinishedByOffset.put(offset, parts);
      unfinishedDeliveries += parts - (before == null ? 0 : before);
    }
  }

  /// Marks one delivery of the record as ended.
  synchronized void completeDelivery(long offset) {
    unfinishedByOffset.computeIfPresent(offset, (unused, parts) -> parts == 1 ? null : parts - 1);
    unfinishedDeliveries--;
  }

  /// Sets the position of the consumer. If no record is unfinished, the position is the offset to
  /// commit, so that transaction markers at the end of a partition count as read.
  synchronized void setPosition(long position) {
    this.position = position;
  }

  /// The offset to commit; -1 before the first position is known.
  synchronized long committableOffset() {
    return unfinishedByOffset.isEmpty() ? position : unfinishedByOffset.firstKey();
  }

  /// The number of unfinished deliveries.
  synchronized int countUnfinished() {
    return unfinishedDeliveries;
  }

  /// The offsets to commit for these partitions, without those whose position is not known.
  static <P> Map<P, Long> collectOffsets(Map<P, OffsetTracker> trackers) {
    Map<P, Long> offsets = new HashMap<>();
    trackers.forEach(
        (partition, tracker) -> {
          long offset = tracker.committableOffset();
          if (offset >= 0) {
            offsets.put(partition, offset);
          }
        });
    return offsets;
  }
}
