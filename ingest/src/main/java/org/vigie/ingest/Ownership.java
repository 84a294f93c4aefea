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

/// Which feeds are ours: a seat in the consumer group over the partitions of the wishes. It reads
/// nothing, all its partitions are paused; Kafka's group protocol alone is what it is for. Feeds of
/// one host lie in one partition, so one ingester holds all of them and can be polite to it. Not
/// for several threads.
final class Ownership implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> seat;
  private final Set<Integer> owned = new HashSet<>();
  private final Set<Integer> gained = new HashSet<>();
  private boolean joined;
  private boolean changed;

  Ownership(KafkaConnection connection, String group, KafkaTopic<Feed> feeds) {
    Map<String, Object> settings = new HashMap<>(connection.consumer(group));
    settings.put(
        "partition.assignment.strategy", List.of(CooperativeStickyAssignor.class.getName()));
    seat = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    seat.subscribe(List.of(feeds.name()), new Turnover());
  }

  /// Keeps the seat. To be called several times a second.
  ///
  /// @return partitions that have become ours since the last call
  Set<Integer> keep() {
    seat.poll(Duration.ZERO);
    Set<Integer> fresh = Set.copyOf(gained);
    owned.addAll(fresh);
    gained.clear();
    return fresh;
  }

  /// True once Kafka has said for the first time what is ours, even if it is nothing.
  boolean joined() {
    return joined;
  }

  /// True where what is ours has changed since the last call.
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  boolean has(int partition) {
    return owned.contains(partition);
  }

  /// Leaves the group at once, so that the others take over without waiting.
  @Override
  public void close() {
    seat.close(CloseOptions.timeout(Duration.ofSeconds(2)));
  }

  private final class Turnover implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      joined = true;
      changed = true;
      seat.pause(partitions);
      partitions.forEach(partition -> gained.add(partition.partition()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      changed = true;
      partitions.forEach(
          partition -> {
            owned.remove(partition.partition());
            gained.remove(partition.partition());
          });
    }
  }
}
