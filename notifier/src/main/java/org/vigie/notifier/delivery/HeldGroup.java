package org.vigie.notifier.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The held deliveries of one channel of a subscription, which are told together when they are due.
/// Not thread-safe: its [DeliveryIndex] guards it.
final class HeldGroup {
  private static final Comparator<IndexEntry> BY_AGE =
      Comparator.<IndexEntry>comparingLong(entry -> entry.planned)
          .thenComparingLong(entry -> entry.offset);

  private final ChannelKey key;
  private final List<IndexEntry> entries = new ArrayList<>();
  private long earliest = IndexEntry.NEVER;

  HeldGroup(ChannelKey key) {
    this.key = key;
  }

  /// A channel of a subscription.
  record ChannelKey(String subscription, String channel) {}

  ChannelKey key() {
    return key;
  }

  int size() {
    return entries.size();
  }

  List<IndexEntry> entries() {
    return entries;
  }

  /// When its first delivery is due, in ms since 1970; [IndexEntry#NEVER] if it is empty. May be
  /// too early after a removal.
  long earliest() {
    return earliest;
  }

  void add(IndexEntry entry) {
    entry.group = this;
    entry.position = entries.size();
    entries.add(entry);
    earliest = Math.min(earliest, entry.due);
  }

  /// Removes an entry; the order of the others may change.
  void remove(IndexEntry entry) {
    IndexEntry last = entries.removeLast();
    if (last != entry) {
      entries.set(entry.position, last);
      last.position = entry.position;
    }
    entry.group = null;
  }

  /// Removes the oldest entries that are due.
  ///
  /// @param now in ms since 1970
  List<IndexEntry> takeDue(long now, int most) {
    // They are in this order but for what was removed since: sorting takes one pass.
    entries.sort(BY_AGE);
    List<IndexEntry> due = new ArrayList<>();
    List<IndexEntry> left = new ArrayList<>();
    for (IndexEntry entry : entries) {
      boolean isTaken = entry.due <= now && due.size() < most;
      (isTaken ? due : left).add(entry);
    }
    due.forEach(entry -> entry.group = null);
    entries.clear();
    earliest = IndexEntry.NEVER;
    left.forEach(this::add);
    return due;
  }

  void updateEarliest() {
    earliest = entries.stream().mapToLong(entry -> entry.due).min().orElse(IndexEntry.NEVER);
  }
}
