package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;
import org.vigie.model.HoldReason;
import org.vigie.model.Subscription;
import org.vigie.notifier.delivery.HeldGroup.ChannelKey;
import org.vigie.notifier.delivery.plan.Release;
import org.vigie.notifier.delivery.plan.ReleasePlanner;

/// The index of one partition of the ledger in memory: the status of each delivery and the offset
/// of its newest record, and the due time of those that wait. Those that are held wait in a
/// [HeldGroup], to be told together. The content stays in Kafka. Thread-safe.
final class DeliveryIndex {
  /// The maximum number of due deliveries that are deferred at one time, so that nobody waits long
  /// for the index.
  private static final int MAX_DEFERRED = 2_000;

  private final Map<String, IndexEntry> entries = new HashMap<>();
  private final Map<ChannelKey, HeldGroup> groups = new HashMap<>();
  private final Map<ChannelKey, ChannelKey> channels = new HashMap<>();

  /// What waits on its own, in the order of the ledger where the time is the same, so that it can
  /// be read in one go. An element is void once the due time of its entry has changed.
  private final PriorityQueue<QueuedEntry> dueEntries =
      new PriorityQueue<>(
          Comparator.comparingLong(QueuedEntry::due).thenComparingLong(QueuedEntry::offset));

  /// An element is void once the earliest due time of its group has changed.
  private final PriorityQueue<QueuedGroup> dueGroups =
      new PriorityQueue<>(Comparator.comparingLong(QueuedGroup::due));

  private int pending;
  private int held;

  private record QueuedEntry(long due, long offset, IndexEntry entry) {
    static QueuedEntry of(IndexEntry entry) {
      return new QueuedEntry(entry.due, entry.offset, entry);
    }

    boolean isVoid() {
      return entry.due != due || entry.group != null;
    }
  }

  private record QueuedGroup(long due, HeldGroup group) {}

  /// The state of a delivery.
  ///
  /// @param offset the offset of its newest record
  /// @param writtenAt the time at which Kafka received that record
  /// @param planned when it was planned
  /// @param held why it was held; null if it was to be sent at once
  /// @param batch the id of the message that tells it with others; null for none
  /// @param receipt see [Delivery#receipt]
  record IndexedDelivery(
      Delivery.Status status,
      long offset,
      Instant writtenAt,
      Instant planned,
      @Nullable HoldReason held,
      @Nullable String batch,
      @Nullable String receipt) {}

  /// A delivery that waits.
  ///
  /// @param dueAt when it is due
  /// @param offset the offset of its newest record
  record DueDelivery(Instant dueAt, String id, long offset) {}

  /// Held deliveries of one channel that are due, oldest first.
  record HeldSlice(ChannelKey channel, List<String> deliveries, HoldReason held) {}

  /// A pending delivery that a message tells.
  record ClaimedDelivery(String id, long offset, String batch) {}

  /// Adds a record, unless a newer one of the same delivery is known.
  synchronized void index(DeliverySummary delivery, long offset, Instant written) {
    IndexEntry entry = entries.get(delivery.id());
    if (entry != null && (entry.offset >= offset || undoesArrival(entry, delivery))) {
      return;
    }
    if (entry == null) {
      ChannelKey channel = new ChannelKey(delivery.subscription(), delivery.channel());
      entry =
          new IndexEntry(
              delivery.id(),
              channels.computeIfAbsent(channel, Function.identity()),
              delivery.isMessage());
      entries.put(entry.id, entry);
    } else {
      leaveGroup(entry);
      count(entry, -1);
    }
    entry.status = delivery.status();
    entry.offset = offset;
    entry.writtenAt = written.toEpochMilli();
    entry.planned = toMillis(delivery.since(), written);
    entry.held = delivery.grouping().held();
    entry.batch = delivery.toldBy();
    entry.receipt = delivery.receipt();
    count(entry, 1);
    delivery.grouping().members().forEach(member -> claim(member.delivery(), delivery.id()));
    entry.due = IndexEntry.NEVER;
    if (entry.isPending() && entry.batch == null) {
      wait(entry, delivery, toMillis(delivery.nextAttempt(), written));
    }
  }

  private static long toMillis(@Nullable Instant time, Instant other) {
    return Objects.requireNonNullElse(time, other).toEpochMilli();
  }

  private void wait(IndexEntry entry, DeliverySummary delivery, long due) {
    entry.due = due;
    boolean waitsAlone =
        entry.held == null || entry.message || delivery.isToldAlone() || delivery.attempts() > 0;
    if (waitsAlone) {
      dueEntries.add(QueuedEntry.of(entry));
    } else {
      HeldGroup group = groups.computeIfAbsent(entry.channel, HeldGroup::new);
      group.add(entry);
      held++;
      enqueue(group);
    }
  }

  private void enqueue(HeldGroup group) {
    if (group.earliest() != IndexEntry.NEVER) {
      dueGroups.add(new QueuedGroup(group.earliest(), group));
    }
  }

  private void leaveGroup(IndexEntry entry) {
    HeldGroup group = entry.group;
    if (group != null) {
      group.remove(entry);
      held--;
      removeIfEmpty(group);
    }
  }

  private void removeIfEmpty(HeldGroup group) {
    if (group.size() == 0) {
      groups.remove(group.key(), group);
    }
  }

  private void count(IndexEntry entry, int change) {
    if (entry.isPending() && !entry.message) {
      pending += change;
    }
  }

  /// A delivered delivery stays delivered: a later record with another status was written by a
  /// notifier that had lost the partition without noticing.
  private static boolean undoesArrival(IndexEntry known, DeliverySummary delivery) {
    return known.status == Delivery.Status.DELIVERED
        && delivery.status() != Delivery.Status.DELIVERED;
  }

  /// A pending member is told by its message only.
  private void claim(String delivery, String batch) {
    IndexEntry member = entries.get(delivery);
    if (member != null && member.isPending()) {
      leaveGroup(member);
      member.batch = batch;
      member.due = IndexEntry.NEVER;
    }
  }

  /// Marks deliveries as told by a message, before its record is acknowledged.
  synchronized void claim(Collection<String> deliveries, String batch) {
    deliveries.forEach(delivery -> claim(delivery, batch));
  }

  /// The pending deliveries that a message tells, as after a crash.
  synchronized List<ClaimedDelivery> findClaimed() {
    List<ClaimedDelivery> found = new ArrayList<>();
    for (IndexEntry entry : entries.values()) {
      if (entry.isPending() && entry.batch != null) {
        found.add(new ClaimedDelivery(entry.id, entry.offset, entry.batch));
      }
    }
    return found;
  }

  /// Handles a tombstone: removes the delivery, unless a newer record of it is known.
  synchronized void removeOlder(String id, long offset) {
    IndexEntry known = entries.get(id);
    if (known != null && known.offset < offset) {
      discard(id);
    }
  }

  /// The number of deliveries that have not ended; messages of the notifier's own do not count.
  synchronized int countPending() {
    return pending;
  }

  /// The number of deliveries that are held.
  synchronized int countHeld() {
    return held;
  }

  synchronized void discard(String id) {
    IndexEntry entry = entries.remove(id);
    if (entry != null) {
      leaveGroup(entry);
      count(entry, -1);
      entry.due = IndexEntry.NEVER;
    }
  }

  synchronized @Nullable IndexedDelivery find(String id) {
    IndexEntry entry = entries.get(id);
    return entry == null
        ? null
        : new IndexedDelivery(
            entry.status,
            entry.offset,
            Instant.ofEpochMilli(entry.writtenAt),
            Instant.ofEpochMilli(entry.planned),
            entry.held,
            entry.batch,
            entry.receipt);
  }

  /// Says when to look again at what is due.
  interface Deferral {
    /// Returns the time; null to take it now.
    ///
    /// @param since when the delivery was planned or last restarted
    @Nullable Instant find(String delivery, ChannelKey channel, Instant since);
  }

  /// Takes due deliveries and messages. Each must be put back, or be superseded by a new record.
  ///
  /// @param most the maximum number; more may be deferred
  synchronized List<DueDelivery> takeDue(Instant now, int most, Deferral deferral) {
    List<DueDelivery> due = new ArrayList<>();
    long time = now.toEpochMilli();
    int deferred = 0;
    while (due.size() < most
        && deferred < MAX_DEFERRED
        && !dueEntries.isEmpty()
        && dueEntries.peek().due() <= time) {
      QueuedEntry next = dueEntries.remove();
      IndexEntry entry = next.entry();
      if (!next.isVoid()) {
        Instant later = deferral.find(entry.id, entry.channel, Instant.ofEpochMilli(entry.planned));
        if (later == null || later.toEpochMilli() <= time) {
          due.add(take(entry));
        } else {
          entry.due = later.toEpochMilli();
          dueEntries.add(QueuedEntry.of(entry));
          deferred++;
        }
      }
    }
    return due;
  }

  private static DueDelivery take(IndexEntry entry) {
    DueDelivery due = new DueDelivery(Instant.ofEpochMilli(entry.due), entry.id, entry.offset);
    entry.due = IndexEntry.NEVER;
    return due;
  }

  /// Takes held deliveries that are due: for each channel the oldest, up to a number. They must be
  /// told by a message, even one that is alone, before they are told.
  ///
  /// @param most the maximum number of slices
  /// @param members the maximum number of deliveries of a slice
  synchronized List<HeldSlice> takeHeld(Instant now, int most, int members) {
    List<HeldSlice> slices = new ArrayList<>();
    long time = now.toEpochMilli();
    while (slices.size() < most && !dueGroups.isEmpty() && dueGroups.peek().due() <= time) {
      QueuedGroup next = dueGroups.remove();
      HeldGroup group = next.group();
      if (next.due() == group.earliest()) {
        List<IndexEntry> due = group.takeDue(time, members * (most - slices.size()));
        held -= due.size();
        removeIfEmpty(group);
        enqueue(group);
        due.forEach(entry -> entry.due = IndexEntry.NEVER);
        for (int i = 0; i < due.size(); i += members) {
          slices.add(toSlice(group.key(), due.subList(i, Math.min(i + members, due.size()))));
        }
      }
    }
    return slices;
  }

  /// The reason that is told is the one that was planned for longest: reasons are declared in that
  /// order.
  private static HeldSlice toSlice(ChannelKey channel, List<IndexEntry> due) {
    HoldReason reason =
        due.stream()
            .map(entry -> Objects.requireNonNull(entry.held))
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return new HeldSlice(channel, due.stream().map(entry -> entry.id).toList(), reason);
  }

  /// Plans anew what is held for some subscriptions, under versions that came into force after it
  /// was planned.
  synchronized void replan(Predicate<String> isConcerned, SubscriptionLookup versions) {
    for (HeldGroup group : List.copyOf(groups.values())) {
      String subscription = group.key().subscription();
      Subscription newest =
          isConcerned.test(subscription) ? versions.findNewest(subscription) : null;
      if (newest != null) {
        replan(group, newest, versions);
      }
    }
  }

  private void replan(HeldGroup group, Subscription newest, SubscriptionLookup versions) {
    for (IndexEntry entry : group.entries()) {
      Instant planned = Instant.ofEpochMilli(entry.planned);
      if (newest.state() == Subscription.State.REMOVED) {
        // It is cancelled as soon as it is due.
        entry.due = Math.min(entry.due, newest.validFrom().toEpochMilli());
      } else if (newest.validFrom().isAfter(planned)
          && differ(newest, versions.findVersionAt(newest.id(), planned))) {
        Release release =
            ReleasePlanner.replan(
                new Release(Instant.ofEpochMilli(entry.due), entry.held), planned, newest);
        entry.due = release.due().toEpochMilli();
        entry.held = Objects.requireNonNullElse(release.held(), entry.held);
      }
    }
    group.updateEarliest();
    enqueue(group);
  }

  private static boolean differ(Subscription newest, @Nullable Subscription before) {
    return before == null
        || before.state() != newest.state()
        || !before.telling().timing().equals(newest.telling().timing());
  }

  /// True if this is still the newest record of its delivery, and the delivery has not ended.
  synchronized boolean isCurrent(DueDelivery due) {
    IndexEntry entry = entries.get(due.id());
    return entry != null && entry.offset == due.offset() && entry.isPending();
  }

  /// Puts back what was taken.
  synchronized void postpone(DueDelivery due, Instant at) {
    if (isCurrent(due)) {
      IndexEntry entry = Objects.requireNonNull(entries.get(due.id()));
      entry.due = at.toEpochMilli();
      dueEntries.add(QueuedEntry.of(entry));
    }
  }

  /// Takes one waiting delivery from any place; null if it is being attempted, does not wait, or
  /// is told by a message. It must be put back, or be superseded by a new record.
  synchronized @Nullable DueDelivery takeWaiting(String id) {
    IndexEntry entry = entries.get(id);
    if (entry == null || entry.due == IndexEntry.NEVER) {
      return null;
    }
    leaveGroup(entry);
    return take(entry);
  }

  /// Marks a failed delivery as pending before the record of its restart is acknowledged.
  synchronized void markRestarted(String id) {
    IndexEntry entry = entries.get(id);
    if (entry != null) {
      count(entry, -1);
      entry.status = Delivery.Status.PENDING;
      count(entry, 1);
    }
  }

  /// Removes the deliveries that ended before this time.
  ///
  /// @return their ids
  synchronized List<String> purgeEnded(Instant before) {
    long time = before.toEpochMilli();
    List<String> old =
        entries.values().stream()
            .filter(entry -> !entry.isPending() && entry.writtenAt < time)
            .map(entry -> entry.id)
            .toList();
    old.forEach(entries::remove);
    return old;
  }
}
