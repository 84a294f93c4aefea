package org.vigie.ingest;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Reading;
import org.vigie.wire.Catalogue;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.FailureReason;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicWriter;

/// Writes the readings and the feed states of polls to Kafka. Thread-safe.
final class PollWriter {
  private static final Logger log = LoggerFactory.getLogger(PollWriter.class);

  private final Catalogue catalogue;
  private final TopicWriter writer;
  private final Consumer<DeadLetter> onUnusable;

  /// @param onUnusable writes the dead letter of a feed that is set aside, once
  PollWriter(Catalogue catalogue, TopicWriter writer, Consumer<DeadLetter> onUnusable) {
    this.catalogue = catalogue;
    this.writer = writer;
    this.onUnusable = onUnusable;
  }

  /// Writes a dead letter for a feed that could be read but not handled. Its source is the id of
  /// the feed: its offset is not known any more.
  void setAside(Feed feed, RuntimeException failure) {
    log.error("a feed could not be handled feed={}", feed.id(), failure);
    onUnusable.accept(
        createDeadLetter(
            catalogue.feeds(), feed, "feed " + feed.id(), FailureReason.describe(failure)));
  }

  /// Writes the readings, waits for their acknowledgement, then writes the state: an entry that
  /// Kafka does not have must not count as read.
  ///
  /// @return the number of readings that became dead letters
  int writePoll(Poll poll) throws InterruptedException, ExecutionException {
    Map<Reading, CompletableFuture<RecordMetadata>> sent = new IdentityHashMap<>();
    for (Reading reading : poll.readings()) {
      sent.put(reading, writer.write(catalogue.readings(), reading));
    }
    int deadLetters = 0;
    for (Map.Entry<Reading, CompletableFuture<RecordMetadata>> reading : sent.entrySet()) {
      deadLetters += awaitReading(reading.getKey(), reading.getValue()) ? 0 : 1;
    }
    writer.write(catalogue.feedStates(), poll.state()).get();
    return deadLetters;
  }

  /// Waits for a reading's acknowledgement. A reading that exceeds the record size limit becomes a
  /// dead letter; otherwise it would keep the whole feed from being read for as long as the entry
  /// stays in it.
  ///
  /// @return false if it became a dead letter
  private boolean awaitReading(Reading reading, CompletableFuture<RecordMetadata> sent)
      throws InterruptedException, ExecutionException {
    try {
      sent.get();
      return true;
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RecordTooLargeException tooLarge)) {
        throw e;
      }
      DeadLetter letter =
          createDeadLetter(
              catalogue.readings(),
              reading,
              "feed " + reading.feed() + " item " + reading.itemId(),
              String.valueOf(tooLarge.getMessage()));
      writer.deadLetters(catalogue.rejected()).write(letter).get();
      return false;
    }
  }

  private static <V> DeadLetter createDeadLetter(
      KafkaTopic<V> topic, V value, String source, String reason) {
    Headers headers = new RecordHeaders();
    byte[] bytes = topic.serde().serializer().serialize(topic.name(), headers, value);
    return DeadLetter.of(source, reason, List.of(headers.toArray()), bytes);
  }

  /// Writes tombstones for the assigned states whose feed was removed, so that a feed added again
  /// starts from nothing.
  void tombstoneOrphanedStates(FeedTable table, FeedAssignment assignment) {
    for (FeedState state : List.copyOf(table.states())) {
      if (table.findFeed(state.feed()) == null
          && assignment.isAssigned(catalogue.feedStates().partitionFor(state))) {
        writer.remove(catalogue.feedStates(), state);
        table.removeState(state);
      }
    }
  }
}
