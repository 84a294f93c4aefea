package org.vigie.notifier;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// How far a partition of the alerts is dealt with: deliveries end in any order, the committed
/// offset is that of the lowest alert with one left. Safe to share between threads.
final class Frontier {
  private final TreeMap<Long, Integer> unfinished = new TreeMap<>();
  private long position = -1;
  private int deliveries;

  /// Takes an alert in.
  ///
  /// @param parts how many deliveries must end before it counts as dealt with; 0 is dealt with
  synchronized void begin(long offset, int parts) {
    if (parts > 0) {
      unfinished.put(offset, parts);
      deliveries += parts;
    }
  }

  /// One delivery of the alert has ended.
  synchronized void end(long offset) {
    unfinished.computeIfPresent(offset, (unused, parts) -> parts == 1 ? null : parts - 1);
    deliveries--;
  }

  /// The consumer has read up to here; with nothing unfinished this is what is committed, so that
  /// transaction markers at the end of a partition count as read.
  synchronized void read(long position) {
    this.position = position;
  }

  /// The offset to commit, -1 before the first read.
  synchronized long offset() {
    return unfinished.isEmpty() ? position : unfinished.firstKey();
  }

  /// Deliveries that have not ended.
  synchronized int unfinished() {
    return deliveries;
  }

  /// What must be committed for all these partitions, those left out that were never read.
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
