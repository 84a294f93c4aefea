package org.vigie.ingest;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.wire.Catalogue;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicTable;

/// The requested feeds and the feed states of the whole cluster, read from their two compacted
/// Kafka topics. Every ingester holds all of them, since it must have a feed's state the moment it
/// takes the feed over. Not thread-safe.
final class FeedTable implements AutoCloseable {
  private final TopicTable<Feed> feeds;
  private final TopicTable<FeedState> states;
  private boolean changed = true;

  FeedTable(KafkaConnection connection, Catalogue catalogue, Consumer<DeadLetter> unreadable) {
    feeds =
        new TopicTable<>(
            TopicScan.of(connection, catalogue.feeds()).onUnreadable(unreadable),
            (id, feed) -> changed = true);
    states =
        new TopicTable<>(TopicScan.of(connection, catalogue.feedStates()).onUnreadable(unreadable));
  }

  /// Reads all there is. The states come first, here and below: a state is written after its
  /// request, so that none seems to have lost its request, for which it would be tombstoned.
  void load() {
    states.load();
    feeds.load();
  }

  /// Applies the records that have arrived; waits at most this long for the first.
  void poll(Duration atMost) {
    states.poll(Duration.ZERO);
    feeds.poll(atMost);
  }

  /// Reads both Kafka topics up to their end offsets at the time of the call.
  ///
  /// @throws KafkaException if the end is not reached within 30 s
  void readToEnd() {
    states.catchUp();
    feeds.catchUp();
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
    feeds.close();
    states.close();
  }
}
