package org.vigie.notifier;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

/// The newest version of every subscription, removed ones included. One thread reads it in; any may
/// ask.
final class SubscriptionTable implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionTable.class);

  private final KafkaTopic<Subscription> topic;
  private final Consumer<byte[], byte[]> consumer;
  private final StopSign stop;
  private final Map<String, Subscription> newest = new ConcurrentHashMap<>();

  SubscriptionTable(
      KafkaTopic<Subscription> topic, Consumer<byte[], byte[]> consumer, StopSign stop) {
    this.topic = topic;
    this.consumer = consumer;
    this.stop = stop;
  }

  /// Reads all there is.
  void load() {
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    catchUp();
  }

  /// Reads up to what is written at this moment.
  void catchUp() {
    ReadAhead.toEnd(consumer, stop, this::take);
  }

  /// Reads what has come, without waiting.
  void poll() {
    consumer.poll(Duration.ZERO).forEach(this::take);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      Subscription subscription = topic.entry(record).value();
      if (subscription != null) {
        newest.merge(
            subscription.id(),
            subscription,
            (old, now) -> now.version() >= old.version() ? now : old);
      }
    } catch (SerializationException e) {
      // The streams set it aside; here it only must not stop the deliveries of the others.
      log.warn(
          "unreadable subscription partition={} offset={}", record.partition(), record.offset());
    }
  }

  @Nullable Subscription get(String id) {
    return newest.get(id);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
