package org.vigie.notifier.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Tracks the unfinished records of one partition. What a record leads to, such as a delivery or a
/// dead letter, are its parts; they end in any order. The offset to commit is that of the first
/// record with an unfinished part. Thread-safe.
final class OffsetTracker {
  private final TreeMap<Long, Integer> unfinishedByOffset = new TreeMap<>();
  private long position = -1;
  private int unfinishedParts;

  /// Adds a part to a record, which holds its offset back.
  ///
  /// @return ends the part; does nothing if it runs again
  synchronized Runnable addPart(long offset) {
    unfinishedByOffset.merge(offset, 1, Integer::sum);
    unfinishedParts++;
    AtomicBoolean ended = new AtomicBoolean();
    return () -> {
      if (ended.compareAndSet(false, true)) {
        removePart(offset);
      }
    };
  }

  private synchronized void removePart(long offset) {
    unfinishedByOffset.computeIfPresent(offset, (unused, parts) -> parts == 1 ? null : parts - 1);
    unfinishedParts--;
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

  /// The number of unfinished parts of all records.
  synchronized int countUnfinished() {
    return unfinishedParts;
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
