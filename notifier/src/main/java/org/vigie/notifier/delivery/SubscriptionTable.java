package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Subscription;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicTable;

/// Every version of every subscription, including removed ones. One thread reads the records; any
/// thread may query.
final class SubscriptionTable {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionTable.class);

  private final TopicTable<Subscription> table;
  private final Map<String, NavigableMap<Integer, Subscription>> versionsById =
      new ConcurrentHashMap<>();

  SubscriptionTable(TopicScan<Subscription> scan) {
    // The streams set it aside; here it only must not stop the deliveries of the others.
    table =
        new TopicTable<>(
            scan.onUnreadable(
                letter -> log.warn("unreadable subscription source={}", letter.source())),
            (key, subscription) -> addVersion(subscription));
  }

  /// Reads all records.
  void loadAll() {
    table.load();
  }

  /// Reads up to the current end.
  void readToEnd() {
    table.catchUp();
  }

  /// Reads new records without waiting.
  void readNew() {
    table.poll(Duration.ZERO);
  }

  private void addVersion(@Nullable Subscription subscription) {
    if (subscription != null) {
      versionsById.merge(
          subscription.id(),
          new ConcurrentSkipListMap<>(Map.of(subscription.version(), subscription)),
          SubscriptionTable::mergeVersions);
    }
  }

  private static NavigableMap<Integer, Subscription> mergeVersions(
      NavigableMap<Integer, Subscription> known, NavigableMap<Integer, Subscription> more) {
    known.putAll(more);
    return known;
  }

  /// The newest version; null if there is none.
  @Nullable Subscription findNewest(String id) {
    NavigableMap<Integer, Subscription> all = versionsById.get(id);
    return all == null ? null : all.lastEntry().getValue();
  }

  /// The version in force at this time; null if there was none.
  @Nullable Subscription findVersionAt(String id, Instant time) {
    NavigableMap<Integer, Subscription> all = versionsById.get(id);
    return all == null
        ? null
        : all.descendingMap().values().stream()
            .filter(one -> !one.validFrom().isAfter(time))
            .findFirst()
            .orElse(null);
  }
}
