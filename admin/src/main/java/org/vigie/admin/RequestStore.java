package org.vigie.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Feedback;
import org.vigie.model.RetryRequest;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionState;
import org.vigie.model.WebAddress;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Reads and writes what people say to a cluster: requested feeds, subscriptions, what is to become
/// of deliveries, and feedback. Each call reads or writes Kafka; what is written is acknowledged
/// when the call returns, else the call ends in [AdminException.KafkaUnavailable]. Records that
/// cannot be read are skipped here; the roles write them as dead letters. Thread-safe.
public final class RequestStore implements AutoCloseable {
  private final Catalogue catalogue = Catalogue.live();
  private final KafkaConnection connection;
  private @Nullable TopicWriter writer;

  /// Opens nothing yet.
  ///
  /// @param connection to a cluster whose Kafka topics exist
  public RequestStore(KafkaConnection connection) {
    this.connection = connection;
  }

  /// All requested feeds, sorted by address.
  public List<Feed> readFeeds() {
    return readLatest(catalogue.feeds()).values().stream()
        .sorted(Comparator.comparing(feed -> feed.address().toString()))
        .toList();
  }

  /// The states of polled feeds, by feed id.
  public Map<String, FeedState> readFeedStates() {
    return readLatest(catalogue.feedStates());
  }

  /// Adds the feeds that are not there yet; changes and removes none. A feed is there if one of the
  /// same outlet has the same address, also in another spelling that an older version wrote.
  ///
  /// @return one result for each feed, in the given order
  /// @throws AdminException.KafkaUnavailable if Kafka does not accept them
  public List<Feeds.FeedAddition> addMissingFeeds(Collection<Feed> feeds) {
    Map<String, Feed> byId = new HashMap<>();
    Map<List<Object>, Feed> byAddress = new HashMap<>();
    for (Feed known : readLatest(catalogue.feeds()).values()) {
      byId.put(known.id(), known);
      byAddress.putIfAbsent(createKey(known), known);
    }
    List<Feeds.FeedAddition> additions = new ArrayList<>();
    for (Feed feed : feeds) {
      Feed known = byId.getOrDefault(feed.id(), byAddress.get(createKey(feed)));
      if (known == null) {
        byId.put(feed.id(), feed);
        byAddress.put(createKey(feed), feed);
      }
      additions.add(new Feeds.FeedAddition(known == null ? feed : known, known == null));
    }
    writeAll(
        catalogue.feeds(),
        additions.stream()
            .filter(Feeds.FeedAddition::added)
            .map(Feeds.FeedAddition::feed)
            .toList());
    return additions;
  }

  private static List<Object> createKey(Feed feed) {
    return List.of(WebAddress.normalize(feed.address()), feed.outlet().id());
  }

  /// Removes a requested feed.
  public void removeFeed(Feed feed) {
    awaitWrites(writes -> List.of(writes.remove(catalogue.feeds(), feed)));
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

  /// The newest version of every subscription that is not removed, sorted by id.
  public List<Subscription> readSubscriptions() {
    return readNewestSubscriptions().values().stream()
        .filter(one -> one.state() != Subscription.State.REMOVED)
        .sorted(Comparator.comparing(Subscription::id))
        .toList();
  }

  /// Every version of every subscription.
  public Collection<Subscription> readSubscriptionVersions() {
    return readLatest(catalogue.subscriptions()).values();
  }

  /// The newest version of a subscription that is not removed.
  ///
  /// @throws AdminException.NotFound if there is none
  public Subscription findSubscription(String id) {
    @Nullable Subscription newest = readNewestSubscriptions().get(id);
    if (newest == null || newest.state() == Subscription.State.REMOVED) {
      throw new AdminException.NotFound("subscription", id);
    }
    return newest;
  }

  /// Rejects the id of a subscription that never existed; a removed one has.
  ///
  /// @throws AdminException.NotFound if there was none
  void requireSubscriptionEverExisted(String id) {
    if (!readNewestSubscriptions().containsKey(id)) {
      throw new AdminException.NotFound("subscription", id);
    }
  }

  /// The states of subscriptions with a fault, written by streams and notifier.
  public Collection<SubscriptionState> readSubscriptionStates() {
    return readLatest(catalogue.subscriptionStates()).values();
  }

  /// Writes a version of a subscription.
  public void writeSubscription(Subscription version) {
    writeAll(catalogue.subscriptions(), List.of(version));
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
    writeAll(catalogue.subscriptions(), added);
    return added;
  }

  /// Removes a subscription.
  ///
  /// @throws AdminException.NotFound if there is none of this id
  public void removeSubscription(String id, Instant now) {
    writeSubscription(findSubscription(id).nextVersionRemoved(now));
  }

  /// What a function makes of every delivery of the ledger, by the id of the delivery; only the
  /// notifier writes them. What it does not return is not kept in memory.
  ///
  /// @param part returns null for a delivery that is to be left out
  public <T> Map<String, T> readDeliveries(Function<Delivery, @Nullable T> part) {
    return new DeliveryLog(connection).readWhole(null, part);
  }

  /// The deliveries of the ledger that are wanted, by their ids.
  public Map<String, Delivery> selectDeliveries(Predicate<Delivery> wanted) {
    return this.<Delivery>readDeliveries(delivery -> wanted.test(delivery) ? delivery : null);
  }

  /// Requests something of deliveries from the notifier.
  public void requestRetries(Collection<RetryRequest> retries) {
    writeAll(catalogue.retries(), retries);
  }

  /// What readers said and did not take back, the oldest first.
  public List<Feedback> readFeedback() {
    return readLatest(catalogue.feedback()).values().stream()
        .sorted(Comparator.comparing(Feedback::at).thenComparing(Feedback::id))
        .toList();
  }

  /// Keeps what a reader says.
  public void writeFeedback(Feedback feedback) {
    writeAll(catalogue.feedback(), List.of(feedback));
  }

  /// Removes what a reader takes back.
  public void removeFeedback(Feedback feedback) {
    awaitWrites(writes -> List.of(writes.remove(catalogue.feedback(), feedback)));
  }

  private <V> Map<String, V> readLatest(KafkaTopic<V> topic) {
    TopicScan<V> scan = TopicScan.of(connection, topic).onUnreadable(letter -> {});
    return KafkaCall.execute(scan::latest);
  }

  private <V> void writeAll(KafkaTopic<V> topic, Collection<V> values) {
    awaitWrites(writes -> values.stream().map(value -> writes.write(topic, value)).toList());
  }

  private void awaitWrites(
      Function<TopicWriter, List<? extends CompletableFuture<?>>> startWrites) {
    try {
      KafkaCall.execute(() -> startWrites.apply(openWriter())).forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw new AdminException.KafkaUnavailable("Kafka did not take it: " + e.getCause(), e);
    }
  }

  private synchronized TopicWriter openWriter() {
    TopicWriter open = writer;
    if (open == null) {
      open = TopicWriter.open(connection);
      writer = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
