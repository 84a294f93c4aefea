package org.vigie.notifier;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.model.Subscription;
import org.vigie.wire.KafkaTopic;

/// Every version of every subscription, including removed ones. One thread reads the records; any
/// thread may query.
final class SubscriptionTable implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionTable.class);

  private final KafkaTopic<Subscription> topic;
  private final Consumer<byte[], byte[]> consumer;
  private final StopSignal stop;
  private final Map<String, NavigableMap<Integer, Subscription>> versionsById =
      new ConcurrentHashMap<>();

  SubscriptionTable(
      KafkaTopic<Subscription> topic, Consumer<byte[], byte[]> consumer, StopSignal stop) {
    this.topic = topic;
    this.consumer = consumer;
    this.stop = stop;
  }

  /// Reads all records.
  void loadAll() {
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    readToEnd();
  }

  /// Reads up to the current end.
  void readToEnd() {
    EndReader.readToEnd(consumer, stop, this::addVersion);
  }

  /// Reads new records without waiting.
  void readNew() {
    consumer.poll(Duration.ZERO).forEach(this::addVersion);
  }

  private void addVersion(ConsumerRecord<byte[], byte[]> record) {
    try {
      Subscription subscription = topic.entry(record).value();
      if (subscription != null) {
        versionsById.merge(
            subscription.id(),
            new ConcurrentSkipListMap<>(Map.of(subscription.version(), subscription)),
            SubscriptionTable::mergeVersions);
      }
    } catch (SerializationException e) {
      // The topology reports it; here it must only not stop the deliveries of other subscriptions.
      log.warn(
          "unreadable subscription partition={} offset={}", record.partition(), record.offset());
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

  @Override
  public void close() {
    consumer.close();
  }
}
