package org.vigie.notifier;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Reading up to what is written at this moment, as long as Kafka makes progress and nobody wants
/// the notifier to end.
final class ReadAhead {
  private static final Duration POLL = Duration.ofMillis(100);

  /// How long one answer of Kafka may take, and how long no record may come.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private ReadAhead() {}

  /// Reads what the consumer is assigned, from where it stands.
  ///
  /// @throws TimeoutException where Kafka makes no progress
  /// @throws org.apache.kafka.common.errors.WakeupException where the notifier is to end
  static void toEnd(
      Consumer<byte[], byte[]> consumer,
      StopSign stop,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
    long progress = System.nanoTime();
    long reached = -1;
    while (!arrived(consumer, ends)) {
      stop.check();
      consumer.poll(POLL).forEach(records);
      long position = ends.keySet().stream().mapToLong(one -> position(consumer, one)).sum();
      if (position != reached) {
        reached = position;
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > PATIENCE.toNanos()) {
        throw new TimeoutException("no progress in reading " + ends.keySet());
      }
    }
  }

  private static boolean arrived(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> position(consumer, end.getKey()) >= end.getValue());
  }

  static long position(Consumer<?, ?> consumer, TopicPartition partition) {
    return consumer.position(partition, PATIENCE);
  }
}
