package org.vigie.notifier;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Reads partitions to their current end, as long as Kafka makes progress and the notifier is not
/// stopping.
final class ReadAhead {
  private static final Duration POLL = Duration.ofMillis(100);

  /// The time limit for one answer of Kafka, and for a wait without a new record.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private ReadAhead() {}

  /// Reads the assigned partitions from the current positions to their current ends.
  ///
  /// @throws TimeoutException if Kafka makes no progress
  /// @throws org.apache.kafka.common.errors.WakeupException if the notifier is stopping
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
