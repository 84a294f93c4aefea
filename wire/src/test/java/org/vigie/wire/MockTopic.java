package org.vigie.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.vigie.model.SubscriptionState;

/// `vigie.subscription-states` without a broker, with any number of partitions.
final class MockTopic {
  final KafkaTopic<SubscriptionState> topic;
  final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

  /// With several partitions every value may lie in each.
  MockTopic(int partitions) {
    KafkaTopic<SubscriptionState> live = Catalogue.live().subscriptionStates();
    topic =
        partitions == 1
            ? live
            : new KafkaTopic<>(
                live.name(),
                partitions,
                KafkaTopic.Cleanup.UNKNOWN,
                live.serde(),
                live.key(),
                live.partitioner(),
                live.partitionedBy(),
                live.description());
    consumer.updatePartitions(
        topic.name(),
        IntStream.range(0, partitions)
            .mapToObj(partition -> new PartitionInfo(topic.name(), partition, null, null, null))
            .toList());
    Map<TopicPartition, Long> zeros = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      zeros.put(new TopicPartition(topic.name(), partition), 0L);
    }
    consumer.updateBeginningOffsets(zeros);
    consumer.updateEndOffsets(zeros);
  }

  void end(int partition, long offset) {
    consumer.updateEndOffsets(Map.of(new TopicPartition(topic.name(), partition), offset));
  }

  /// Runs with the next poll that has no task yet.
  void atPoll(Runnable task) {
    consumer.schedulePollTask(task);
  }

  SubscriptionState state(String problem) {
    return new SubscriptionState("desk", SubscriptionState.RULE, 1, problem, Instant.EPOCH);
  }

  void value(int partition, long offset, String problem) {
    SubscriptionState state = state(problem);
    add(partition, offset, state.key(), Json.toText(state));
  }

  void add(int partition, long offset, String key, @Nullable String value) {
    byte[] bytes = value == null ? null : value.getBytes(UTF_8);
    consumer.addRecord(
        new ConsumerRecord<>(
            topic.name(),
            partition,
            offset,
            0,
            TimestampType.LOG_APPEND_TIME,
            key.length(),
            bytes == null ? 0 : bytes.length,
            key.getBytes(UTF_8),
            bytes,
            new RecordHeaders(),
            Optional.empty()));
  }
}
