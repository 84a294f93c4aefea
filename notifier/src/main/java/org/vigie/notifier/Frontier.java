package org.vigie.notifier;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Tracks the unfinished records of one partition. Deliveries end in any order; the offset to
/// commit is that of the first record with an unfinished delivery. Thread-safe.
final class Frontier {
  private final TreeMap<Long, Integer> unfinished = new TreeMap<>();
  private long position = -1;
  private int deliveries;

  /// Adds a record.
  ///
  /// @param parts the number of deliveries that must end before the record is finished; 0 if it is
  ///     already finished
  synchronized void begin(long offset, int parts) {
    if (parts > 0) {
      unfinished.put(offset, parts);
      deliveries += parts;
    }
  }

  /// Marks one delivery of the record as ended.
  synchronized void end(long offset) {
    unfinished.computeIfPresent(offset, (unused, parts) -> parts == 1 ? null : parts - 1);
    deliveries--;
  }

  /// Sets the position of the consumer. If no record is unfinished, the position is the offset to
  /// commit, so that transaction markers at the end of a partition count as read.
  synchronized void read(long position) {
    this.position = position;
  }

  /// The offset to commit; -1 before the first position is known.
  synchronized long offset() {
    return unfinished.isEmpty() ? position : unfinished.firstKey();
  }

  /// The number of unfinished deliveries.
  synchronized int unfinished() {
    return deliveries;
  }

  /// The offsets to commit for these partitions, without those whose position is not known.
  static <P> Map<P, Long> offsets(Map<P, Frontier> frontiers) {
    Map<P, Long> offsets = new HashMap<>();
    frontiers.forEach(
        (partition, frontier) -> {
          long offset = frontier.offset();
          if (offset >= 0) {
            offsets.put(partition, offset);
          }
        });
    return offsets;
  }
}
