package org.vigie.streams.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.vigie.analysis.alert.PastItems;
import org.vigie.analysis.alert.SubscriptionHistory;
import org.vigie.model.Item;
import org.vigie.model.Subscription;
import org.vigie.streams.replay.Replay.ReplayRequest;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Copies the inputs of a replay from the live Kafka topics, so that the run can be repeated and is
/// not affected by later changes.
///
/// Memory: all versions of the range.
///
/// @param check run several times a second while items are read; what it throws ends the copying
record ReplayInputCopier(
    KafkaConnection connection, Catalogue live, Catalogue frozen, Runnable check) {
  /// @return the number of item versions
  int copyInputs(ReplayRequest request) {
    try (TopicWriter writer = TopicWriter.open(connection)) {
      writeAll(writer, frozen.subscriptions(), selectSubscriptions(request));
      List<Item> items = selectItems(request);
      writeAll(writer, frozen.items(), items);
      return items.size();
    }
  }

  private List<Subscription> selectSubscriptions(ReplayRequest request) {
    List<Subscription> versions = TopicScan.of(connection, live.subscriptions()).values();
    return switch (request.subscriptionsAsOf()) {
      case THEN -> versions;
      case NOW -> SubscriptionHistory.newestSinceEpoch(versions);
    };
  }

  /// The versions of the range in the order in which they could first be read. Before them comes,
  /// for each item that has one, its last version before the range, because the first edit within
  /// the range is compared with it.
  private List<Item> selectItems(ReplayRequest request) {
    List<Item> items = new ArrayList<>();
    TopicScan.of(connection, live.items())
        .checkBeforePoll(check)
        .readValues(
            item -> {
              if (PastItems.isInRange(item, request.from()) && item.seen().isBefore(request.to())) {
                items.add(item);
              }
            });
    items.addAll(findLastVersionsBefore(request.from(), collectIds(items)));
    return PastItems.selectUntil(items, request.to());
  }

  private static Set<String> collectIds(List<Item> items) {
    return items.stream().map(Item::id).collect(Collectors.toSet());
  }

  private Collection<Item> findLastVersionsBefore(Instant from, Set<String> ids) {
    Map<String, Item> last = new HashMap<>();
    TopicScan.of(connection, live.items())
        .checkBeforePoll(check)
        .readValues(
            item -> {
              if (ids.contains(item.id()) && !PastItems.isInRange(item, from)) {
                last.merge(item.id(), item, BinaryOperator.maxBy(PastItems.ORDER));
              }
            });
    return last.values();
  }

  private static <V> void writeAll(TopicWriter writer, KafkaTopic<V> topic, Collection<V> values) {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    values.forEach(value -> sent.add(writer.write(topic, value)));
    writer.flush();
    sent.forEach(CompletableFuture::join);
  }
}
