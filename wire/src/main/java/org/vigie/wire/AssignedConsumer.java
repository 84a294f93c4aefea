package org.vigie.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// A consumer to which the partitions of a scan are assigned.
final class AssignedConsumer {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final ScanOptions options;
  private final List<TopicPartition> partitions;

  private AssignedConsumer(
      Consumer<byte[], byte[]> consumer, ScanOptions options, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.options = options;
    this.partitions = partitions;
  }

  /// Assigns the partitions and seeks to the start.
  ///
  /// @param place of the Kafka topic, for a message
  static AssignedConsumer assign(
      Consumer<byte[], byte[]> consumer, String topic, String place, ScanOptions options) {
    List<PartitionInfo> found = consumer.partitionsFor(topic, options.noProgress());
    if (found == null || found.isEmpty()) {
      throw new KafkaException("Kafka topic " + topic + " does not exist" + place);
    }
    List<TopicPartition> partitions =
        found.stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .filter(one -> options.partition().orElse(one.partition()) == one.partition())
            .toList();
    consumer.assign(partitions);
    AssignedConsumer assigned = new AssignedConsumer(consumer, options, partitions);
    assigned.seekToStart();
    return assigned;
  }

  private void seekToStart() {
    switch (options.start()) {
      case ScanOptions.Start.Offset(long offset) when offset == 0 ->
          consumer.seekToBeginning(partitions);
      case ScanOptions.Start.Offset(long offset) ->
          partitions.forEach(partition -> consumer.seek(partition, offset));
      case ScanOptions.Start.BeforeEnd(long offsets) ->
          ends().forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - offsets)));
    }
  }

  List<TopicPartition> partitions() {
    return partitions;
  }

  /// Where the partitions end now: behind the last committed record.
  Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(partitions, options.noProgress());
  }

  long position(TopicPartition partition) {
    return consumer.position(partition, options.noProgress());
  }

  void seek(TopicPartition partition, long offset) {
    consumer.seek(partition, offset);
  }

  /// Polls once.
  void poll(Duration atMost, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
    consumer.poll(atMost).forEach(records);
  }

  /// Polls until told to stop, however long no record comes.
  void follow(
      BooleanSupplier stopped,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
    while (!stopped.getAsBoolean()) {
      options.stopCheck().run();
      poll(POLL, records);
    }
  }

  /// Polls until the consumer stands at these ends. Records beyond them may come with the others.
  void pollTo(
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
    pollUntil(() -> isAt(ends), records);
  }

  boolean isAt(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(end -> position(end.getKey()) >= end.getValue());
  }

  /// Polls until this holds.
  ///
  /// @throws TimeoutException if the positions stay as they are for too long
  void pollUntil(
      BooleanSupplier done, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
    Deadline deadline = Deadline.after(options.noProgress());
    Map<TopicPartition, Long> before = Map.of();
    while (!done.getAsBoolean()) {
      options.stopCheck().run();
      poll(POLL, records);
      Map<TopicPartition, Long> now = positions();
      if (!now.equals(before)) {
        before = now;
        deadline.restart();
      } else if (deadline.hasPassed()) {
        throw new TimeoutException(
            "no progress for %s, positions stay at %s".formatted(options.noProgress(), now));
      }
    }
  }

  private Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    partitions.forEach(partition -> positions.put(partition, position(partition)));
    return positions;
  }
}
