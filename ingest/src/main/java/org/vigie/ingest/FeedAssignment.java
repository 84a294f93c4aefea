package org.vigie.ingest;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.vigie.model.Feed;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;

/// The feeds assigned to this ingester, through membership in a consumer group over the partitions
/// of the Kafka topic of feeds. The consumer reads nothing, all its partitions are paused; it
/// serves Kafka's group protocol alone. Feeds of one host lie in one partition, so one ingester
/// polls all of them and can limit the rate for that host. Not thread-safe.
final class FeedAssignment implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<Integer> assigned = new HashSet<>();
  private final Set<Integer> newlyAssigned = new HashSet<>();
  private boolean joined;
  private boolean changed;

  FeedAssignment(KafkaConnection connection, String group, KafkaTopic<Feed> feeds) {
    Map<String, Object> settings = new HashMap<>(connection.consumerSettings(group));
    settings.put(
        "partition.assignment.strategy", List.of(CooperativeStickyAssignor.class.getName()));
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(feeds.name()), new AssignmentListener());
  }

  /// Polls the consumer, which keeps the membership and applies rebalances. Must be called several
  /// times a second.
  ///
  /// @return partitions assigned since the last call
  Set<Integer> pollGroup() {
    consumer.poll(Duration.ZERO);
    Set<Integer> fresh = Set.copyOf(newlyAssigned);
    assigned.addAll(fresh);
    newlyAssigned.clear();
    return fresh;
  }

  /// Returns whether the first assignment has arrived, even an empty one.
  boolean hasJoined() {
    return joined;
  }

  /// Returns whether the assignment has changed since the last call, and clears that mark.
  boolean getAndClearChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  boolean isAssigned(int partition) {
    return assigned.contains(partition);
  }

  /// Leaves the group, so that the others take over without waiting for the session timeout.
  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
  }

  private final class AssignmentListener implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      joined = true;
      changed = true;
      consumer.pause(partitions);
      partitions.forEach(partition -> newlyAssigned.add(partition.partition()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      changed = true;
      partitions.forEach(
          partition -> {
            assigned.remove(partition.partition());
            newlyAssigned.remove(partition.partition());
          });
    }
  }
}
