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

/// The [Frontier] of every partition that a member of the group reads, and their commit. For the
/// notifier's thread; the frontiers themselves may be told from any.
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

  /// True where one of these is still ours.
  boolean hasAny(Collection<TopicPartition> partitions) {
    return partitions.stream().anyMatch(frontiers::containsKey);
  }

  /// Null for a partition that is not ours any more.
  @Nullable Frontier of(ConsumerRecord<?, ?> record) {
    return frontiers.get(new TopicPartition(record.topic(), record.partition()));
  }

  /// Deliveries and wishes that have not ended.
  int unfinished() {
    return frontiers.values().stream().mapToInt(Frontier::unfinished).sum();
  }

  /// The consumer has handed out all up to where it stands.
  void read(Consumer<?, ?> consumer) {
    frontiers.forEach((partition, frontier) -> frontier.read(consumer.position(partition)));
  }

  /// Commits what has changed, without waiting. One that fails is made up for by the next.
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

  /// Commits and waits for it.
  void commitNow(Consumer<?, ?> consumer, Duration atMost) {
    Map<TopicPartition, Long> offsets = Frontier.offsets(frontiers);
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(metadata(offsets), atMost);
    } catch (WakeupException e) {
      // The wish to end woke the consumer, which tells of it once.
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
