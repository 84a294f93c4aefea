package org.vigie.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.Rejected;
import org.vigie.wire.TopicReader;

/// The requested feeds and the feed states of the whole cluster, read from their two compacted
/// Kafka topics. Every ingester holds all of them, since it must have a feed's state the moment it
/// takes the feed over. Not thread-safe.
final class FeedTable implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(200);

  private final KafkaTopic<Feed> feedTopic;
  private final KafkaTopic<FeedState> stateTopic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<Rejected> unreadable;
  private final Map<String, Feed> feeds = new HashMap<>();
  private final Map<String, FeedState> states = new HashMap<>();
  private boolean changed = true;

  FeedTable(KafkaConnection connection, Catalogue catalogue, Consumer<Rejected> unreadable) {
    feedTopic = catalogue.feeds();
    stateTopic = catalogue.feedStates();
    this.unreadable = unreadable;
    consumer =
        new KafkaConsumer<>(
            connection.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> all = new ArrayList<>(partitions(feedTopic));
      all.addAll(partitions(stateTopic));
      consumer.assign(all);
      consumer.seekToBeginning(all);
      catchUp();
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private List<TopicPartition> partitions(KafkaTopic<?> topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic.name(), PATIENCE);
    if (found == null || found.isEmpty()) {
      throw new KafkaException("the Kafka topic " + topic.name() + " does not exist");
    }
    return found.stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()))
        .toList();
  }

  /// Applies the records that have arrived; waits at most this long for the first.
  void poll(Duration atMost) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
      try {
        if (record.topic().equals(feedTopic.name())) {
          wish(feedTopic.entry(record));
        } else {
          fact(stateTopic.entry(record));
        }
      } catch (SerializationException e) {
        unreadable.accept(Rejected.of(record, String.valueOf(e.getMessage())));
      }
    }
  }

  /// Reads both Kafka topics up to their end offsets at the time of the call.
  ///
  /// @throws KafkaException if the end is not reached within 30 s
  void catchUp() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
      poll(STEP);
      if (System.nanoTime() - giveUp > 0) {
        throw new KafkaException("no end of " + feedTopic.name() + " within " + PATIENCE);
      }
    }
  }

  private void wish(TopicReader.Entry<Feed> entry) {
    changed = true;
    Feed feed = entry.value();
    if (feed == null) {
      feeds.remove(entry.key());
    } else {
      feeds.put(entry.key(), feed);
    }
  }

  private void fact(TopicReader.Entry<FeedState> entry) {
    FeedState state = entry.value();
    if (state == null) {
      states.remove(entry.key());
    } else {
      states.put(entry.key(), state);
    }
  }

  /// Returns whether a requested feed has changed since the last call, and clears that mark.
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  Collection<Feed> feeds() {
    return feeds.values();
  }

  @Nullable Feed feed(String id) {
    return feeds.get(id);
  }

  Collection<FeedState> states() {
    return states.values();
  }

  /// The state of a feed; [FeedState#untouched] if none is stored.
  FeedState state(Feed feed) {
    FeedState state = states.get(feed.id());
    return state == null ? FeedState.untouched(feed) : state;
  }

  /// Stores a state that was just written, before it is read back from Kafka.
  void know(FeedState state) {
    states.put(state.feed(), state);
  }

  void forget(FeedState state) {
    states.remove(state.feed());
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
