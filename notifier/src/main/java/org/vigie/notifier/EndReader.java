package org.vigie.notifier;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Reads partitions to their current end, as long as Kafka makes progress and the notifier is not
/// stopping.
final class EndReader {
  private static final Duration POLL = Duration.ofMillis(100);

  /// The time limit for one answer of Kafka, and for a wait without a new record.
  static final Duration PROGRESS_TIMEOUT = Duration.ofSeconds(10);

  private EndReader() {}

  /// Reads the assigned partitions from the current positions to their current ends.
  ///
  /// @throws TimeoutException if Kafka makes no progress
  /// @throws org.apache.kafka.common.errors.WakeupException if the notifier is stopping
  static void readToEnd(
      Consumer<byte[], byte[]> consumer,
      StopSignal stop,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PROGRESS_TIMEOUT);
    long progress = System.nanoTime();
    long reached = -1;
    while (!hasReachedEnds(consumer, ends)) {
      stop.throwIfRequested();
      consumer.poll(POLL).forEach(records);
      long position = ends.keySet().stream().mapToLong(one -> findPosition(consumer, one)).sum();
      if (position != reached) {
        reached = position;
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > PROGRESS_TIMEOUT.toNanos()) {
        throw new TimeoutException("no progress in reading " + ends.keySet());
      }
    }
  }

  private static boolean hasReachedEnds(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> findPosition(consumer, end.getKey()) >= end.getValue());
  }

  static long findPosition(Consumer<?, ?> consumer, TopicPartition partition) {
    return consumer.position(partition, PROGRESS_TIMEOUT);
  }
}
