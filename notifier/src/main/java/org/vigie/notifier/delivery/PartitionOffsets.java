package org.vigie.notifier.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The [OffsetTracker] of every partition that a member of the group reads, and the commits of
/// their offsets. Used by the notifier's thread only; the trackers themselves are thread-safe.
final class PartitionOffsets {
  private static final Logger log = LoggerFactory.getLogger(PartitionOffsets.class);

  private final Map<TopicPartition, OffsetTracker> trackers = new ConcurrentHashMap<>();
  private Map<TopicPartition, Long> lastCommitted = new HashMap<>();

  void addPartitions(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> trackers.put(partition, new OffsetTracker()));
  }

  void dropPartitions(Collection<TopicPartition> partitions) {
    partitions.forEach(trackers::remove);
    lastCommitted = new HashMap<>();
  }

  /// True if any of these partitions is still assigned.
  boolean hasAny(Collection<TopicPartition> partitions) {
    return partitions.stream().anyMatch(trackers::containsKey);
  }

  /// The tracker of the record's partition; null if the partition is no longer assigned.
  @Nullable OffsetTracker findTracker(ConsumerRecord<?, ?> record) {
    return trackers.get(new TopicPartition(record.topic(), record.partition()));
  }

  /// The number of unfinished deliveries and retry requests.
  int countUnfinished() {
    return trackers.values().stream().mapToInt(OffsetTracker::countUnfinished).sum();
  }

  /// Updates the position of every partition from the consumer, after all polled records have been
  /// handled.
  void updatePositions(Consumer<?, ?> consumer) {
    trackers.forEach((partition, tracker) -> tracker.setPosition(consumer.position(partition)));
  }

  /// Commits changed offsets without waiting. If a commit fails, the next call commits again.
  void commitOffsetsAsync(Consumer<?, ?> consumer) {
    Map<TopicPartition, Long> offsets = OffsetTracker.collectOffsets(trackers);
    if (offsets.equals(lastCommitted)) {
      return;
    }
    lastCommitted = offsets;
    consumer.commitAsync(
        toOffsetMetadata(offsets),
        (unused, failure) -> {
          if (failure != null) {
            log.warn("offsets not committed, the next round tries again: {}", failure.toString());
            lastCommitted = new HashMap<>();
          }
        });
  }

  /// Commits the offsets and waits for the commit.
  void commitOffsetsSync(Consumer<?, ?> consumer, Duration atMost) {
    Map<TopicPartition, Long> offsets = OffsetTracker.collectOffsets(trackers);
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(toOffsetMetadata(offsets), atMost);
    } catch (WakeupException e) {
      // The stop signal woke the consumer, which throws only once.
      consumer.commitSync(toOffsetMetadata(offsets), atMost);
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> toOffsetMetadata(
      Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, OffsetAndMetadata> metadata = new HashMap<>();
    offsets.forEach((partition, offset) -> metadata.put(partition, new OffsetAndMetadata(offset)));
    return metadata;
  }
}
