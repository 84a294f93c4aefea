package org.vigie.notifier;

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

/// The [Frontier] of every partition that a member of the group reads, and the commits of their
/// offsets. Used by the notifier's thread only; the trackers themselves are thread-safe.
final class Progress {
  private static final Logger log = LoggerFactory.getLogger(Progress.class);

  private final Map<TopicPartition, Frontier> frontiers = new ConcurrentHashMap<>();
  private Map<TopicPartition, Long> committed = new HashMap<>();

  void begin(Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> frontiers.put(partition, new Frontier()));
  }

  void drop(Collection<TopicPartition> partitions) {
    partitions.forEach(frontiers::remove);
    committed = new HashMap<>();
  }

  /// True if any of these partitions is still assigned.
  boolean hasAny(Collection<TopicPartition> partitions) {
    return partitions.stream().anyMatch(frontiers::containsKey);
  }

  /// The tracker of the record's partition; null if the partition is no longer assigned.
  @Nullable Frontier of(ConsumerRecord<?, ?> record) {
    return frontiers.get(new TopicPartition(record.topic(), record.partition()));
  }

  /// The number of unfinished deliveries and retry requests.
  int unfinished() {
    return frontiers.values().stream().mapToInt(Frontier::unfinished).sum();
  }

  /// Updates the position of every partition from the consumer, after all polled records have been
  /// handled.
  void read(Consumer<?, ?> consumer) {
    frontiers.forEach((partition, frontier) -> frontier.read(consumer.position(partition)));
  }

  /// Commits changed offsets without waiting. If a commit fails, the next call commits again.
  void commit(Consumer<?, ?> consumer) {
    Map<TopicPartition, Long> offsets = Frontier.offsets(frontiers);
    if (offsets.equals(committed)) {
      return;
    }
    committed = offsets;
    consumer.commitAsync(
        metadata(offsets),
        (unused, failure) -> {
          if (failure != null) {
            log.warn("offsets not committed, the next round tries again: {}", failure.toString());
            committed = new HashMap<>();
          }
        });
  }

  /// Commits the offsets and waits for the commit.
  void commitNow(Consumer<?, ?> consumer, Duration atMost) {
    Map<TopicPartition, Long> offsets = Frontier.offsets(frontiers);
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(metadata(offsets), atMost);
    } catch (WakeupException e) {
      // The stop signal woke the consumer, which throws only once.
      consumer.commitSync(metadata(offsets), atMost);
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> metadata(
      Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, OffsetAndMetadata> metadata = new HashMap<>();
    offsets.forEach((partition, offset) -> metadata.put(partition, new OffsetAndMetadata(offset)));
    return metadata;
  }
}
