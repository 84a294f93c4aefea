package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes over the partitions that the group assigns, and hands over those that it revokes: what is
/// being sent is waited for, so that its result is on the ledger before another notifier can send
/// it again.
final class PartitionHandover implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(PartitionHandover.class);

  /// How long the end of a session waits for Kafka, so that results still reach the ledger.
  private static final Duration FINAL_WRITE_TIMEOUT = Duration.ofSeconds(5);

  private final DeliverySession.Dependencies dependencies;
  private final Consumer<byte[], byte[]> consumer;
  private final PartitionOffsets offsets;
  private final Parts parts;

  PartitionHandover(
      DeliverySession.Dependencies dependencies,
      Consumer<byte[], byte[]> consumer,
      PartitionOffsets offsets,
      Parts parts) {
    this.dependencies = dependencies;
    this.consumer = consumer;
    this.offsets = offsets;
    this.parts = parts;
  }

  /// What holds something of a partition.
  record Parts(
      DeliveryLedger ledger,
      DeliveryWorker worker,
      MessageBatches batches,
      SiblingGatherer gatherer,
      SubscriptionTable subscriptions) {}

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Instant now = dependencies.clock().instant();
    Set<Integer> alerts = alertPartitions(partitions);
    if (!alerts.isEmpty()) {
      alerts.forEach(partition -> parts.ledger().loadPartition(partition, now));
      parts.batches().recover(now);
      LedgerIndexes indexes = parts.ledger().indexes();
      indexes.replan(
          subscription -> alerts.contains(indexes.partitionOf(subscription)),
          parts.subscriptions());
    }
    offsets.addPartitions(partitions);
    dependencies.onAssigned().run();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!offsets.hasAny(partitions)) {
      return;
    }
    try {
      parts.worker().dropPartitions(alertPartitions(partitions));
      parts.worker().awaitAttempts(alertPartitions(partitions));
      parts.ledger().awaitAcknowledgements(FINAL_WRITE_TIMEOUT);
      offsets.commitOffsetsSync(consumer, FINAL_WRITE_TIMEOUT);
    } catch (KafkaException e) {
      log.warn("offsets not committed at the end, some alerts are read again: {}", e.toString());
    } finally {
      onPartitionsLost(partitions);
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    offsets.dropPartitions(partitions);
    parts.gatherer().dropPartitions(alertPartitions(partitions));
    parts.worker().dropPartitions(alertPartitions(partitions));
    alertPartitions(partitions).forEach(parts.ledger()::dropPartition);
  }

  /// The owner of a partition of the alerts also owns that partition of the ledger. The retry
  /// requests are partitioned and assigned in the same way.
  private Set<Integer> alertPartitions(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .filter(one -> one.topic().equals(dependencies.catalogue().alerts().name()))
        .map(TopicPartition::partition)
        .collect(Collectors.toSet());
  }
}
