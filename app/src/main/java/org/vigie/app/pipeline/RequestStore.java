package org.vigie.app.pipeline;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.app.terminal.CliException;
import org.vigie.model.Delivery;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.RetryRequest;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionState;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Reads and writes what people request of a cluster: feeds, subscriptions, and further attempts of
/// deliveries. Each call reads or writes Kafka; what is written is acknowledged when the call
/// returns. Records that cannot be read are skipped here; the roles write them as dead letters.
public final class RequestStore implements AutoCloseable {
  private final Catalogue catalogue = Catalogue.live();
  private final KafkaConnection connection;
  private final TopicWriter writer;

  /// Opens a producer to this cluster, whose Kafka topics exist.
  public RequestStore(KafkaConnection connection) {
    this.connection = connection;
    writer = TopicWriter.open(connection);
  }

  private <V> Map<String, V> latest(KafkaTopic<V> topic) {
    return TopicScan.of(connection, topic).onUnreadable(letter -> {}).latest();
  }

  /// All requested feeds, sorted by address.
  public List<Feed> readFeeds() {
    return latest(catalogue.feeds()).values().stream()
        .sorted(Comparator.comparing(feed -> feed.address().toString()))
        .toList();
  }

  /// The states of polled feeds, by feed id.
  public Map<String, FeedState> readFeedStates() {
    return latest(catalogue.feedStates());
  }

  /// Adds the feeds whose id is not there yet; changes and removes none.
  ///
  /// @return those that were added
  /// @throws Problem if Kafka does not take them
  public List<Feed> addMissingFeeds(Collection<Feed> feeds) {
    Map<String, Feed> known = latest(catalogue.feeds());
    List<Feed> added =
        feeds.stream().filter(feed -> !known.containsKey(feed.id())).distinct().toList();
    awaitWrites(added.stream().map(feed -> writer.write(catalogue.feeds(), feed)).toList());
    return added;
  }

  /// Removes a requested feed.
  public void removeFeed(Feed feed) {
    awaitWrites(List.of(writer.remove(catalogue.feeds(), feed)));
  }

  /// The newest version of every subscription, removed ones included, by id.
  public Map<String, Subscription> readNewestSubscriptions() {
    Map<String, Subscription> newest = new HashMap<>();
    readSubscriptionVersions()
        .forEach(
            version ->
                newest.merge(version.id(), version, (a, b) -> b.version() >= a.version() ? b : a));
    return newest;
  }

  /// Every version of every subscription.
  public Collection<Subscription> readSubscriptionVersions() {
    return latest(catalogue.subscriptions()).values();
  }

  /// The newest version of a subscription that is not removed.
  ///
  /// @throws Problem if there is none
  public Subscription findSubscription(String id) {
    @Nullable Subscription newest = readNewestSubscriptions().get(id);
    if (newest == null || newest.state() == Subscription.State.REMOVED) {
      throw new CliException("there is no subscription '" + id + "'");
    }
    return newest;
  }

  /// The states of subscriptions with a fault, written by streams and notifier.
  public Collection<SubscriptionState> readSubscriptionStates() {
    return latest(catalogue.subscriptionStates()).values();
  }

  /// Writes a version of a subscription.
  public void writeSubscription(Subscription version) {
    awaitWrites(List.of(writer.write(catalogue.subscriptions(), version)));
  }

  /// Adds these subscriptions unless there was ever any other: a person's own subscriptions must
  /// not be doubled, and removed ones stay removed. After a crash half-way, another call adds the
  /// rest.
  ///
  /// @return those that were added
  public List<Subscription> addInitialSubscriptions(Collection<Subscription> subscriptions) {
    Set<String> known = readNewestSubscriptions().keySet();
    Set<String> first = subscriptions.stream().map(Subscription::id).collect(Collectors.toSet());
    if (!first.containsAll(known)) {
      return List.of();
    }
    List<Subscription> added =
        subscriptions.stream().filter(wanted -> !known.contains(wanted.id())).toList();
    awaitWrites(
        added.stream().map(wanted -> writer.write(catalogue.subscriptions(), wanted)).toList());
    return added;
  }

  /// Removes a subscription.
  ///
  /// @throws Problem if there is none of this id
  public void removeSubscription(String id, Instant now) {
    writeSubscription(findSubscription(id).nextVersionRemoved(now));
  }

  /// Every delivery of the ledger by its id; only the notifier writes them.
  public Map<String, Delivery> readDeliveries() {
    return latest(catalogue.deliveries());
  }

  /// Requests another attempt of a delivery from the notifier.
  public void requestRetry(RetryRequest retry) {
    awaitWrites(List.of(writer.write(catalogue.retries(), retry)));
  }

  private static void awaitWrites(List<? extends CompletableFuture<?>> writes) {
    try {
      writes.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw new CliException("Kafka did not take it: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
