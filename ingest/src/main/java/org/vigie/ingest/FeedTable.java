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
  private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);

  private final KafkaTopic<Feed> feedTopic;
  private final KafkaTopic<FeedState> stateTopic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<Rejected> deadLetterHandler;
  private final Map<String, Feed> feeds = new HashMap<>();
  private final Map<String, FeedState> states = new HashMap<>();
  private boolean changed = true;

  FeedTable(KafkaConnection connection, Catalogue catalogue, Consumer<Rejected> unreadable) {
    feedTopic = catalogue.feeds();
    stateTopic = catalogue.feedStates();
    this.deadLetterHandler = unreadable;
    consumer =
        new KafkaConsumer<>(
            connection.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> all = new ArrayList<>(listPartitions(feedTopic));
      all.addAll(listPartitions(stateTopic));
      consumer.assign(all);
      consumer.seekToBeginning(all);
      readToEnd();
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private List<TopicPartition> listPartitions(KafkaTopic<?> topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic.name(), KAFKA_TIMEOUT);
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
          applyFeed(feedTopic.entry(record));
        } else {
          applyState(stateTopic.entry(record));
        }
      } catch (SerializationException e) {
        deadLetterHandler.accept(Rejected.of(record, String.valueOf(e.getMessage())));
      }
    }
  }

  /// Reads both Kafka topics up to their end offsets at the time of the call.
  ///
  /// @throws KafkaException if the end is not reached within 30 s
  void readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), KAFKA_TIMEOUT);
    long giveUp = System.nanoTime() + KAFKA_TIMEOUT.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), KAFKA_TIMEOUT) < end.getValue())) {
      poll(POLL_TIMEOUT);
      if (System.nanoTime() - giveUp > 0) {
        throw new KafkaException("no end of " + feedTopic.name() + " within " + KAFKA_TIMEOUT);
      }
    }
  }

  private void applyFeed(TopicReader.Entry<Feed> entry) {
    changed = true;
    Feed feed = entry.value();
    if (feed == null) {
      feeds.remove(entry.key());
    } else {
      feeds.put(entry.key(), feed);
    }
  }

  private void applyState(TopicReader.Entry<FeedState> entry) {
    FeedState state = entry.value();
    if (state == null) {
      states.remove(entry.key());
    } else {
      states.put(entry.key(), state);
    }
  }

  /// Returns whether a requested feed has changed since the last call, and clears that mark.
  boolean getAndClearChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  Collection<Feed> feeds() {
    return feeds.values();
  }

  @Nullable Feed findFeed(String id) {
    return feeds.get(id);
  }

  Collection<FeedState> states() {
    return states.values();
  }

  /// The state of a feed; [FeedState#neverPolled] if none is stored.
  FeedState findState(Feed feed) {
    FeedState state = states.get(feed.id());
    return state == null ? FeedState.neverPolled(feed) : state;
  }

  /// Stores a state that was just written, before it is read back from Kafka.
  void putState(FeedState state) {
    states.put(state.feed(), state);
  }

  void removeState(FeedState state) {
    states.remove(state.feed());
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
