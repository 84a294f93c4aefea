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
import org.vigie.app.terminal.Problem;
import org.vigie.model.Delivery;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Retry;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionState;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicReader;
import org.vigie.wire.TopicWriter;

/// What people want of a cluster: its feeds and subscriptions, and deliveries once more. Each call
/// reads or writes Kafka; what is written is in force when the call returns. Records that cannot be
/// read are passed over here, the roles set them aside.
public final class Wishes implements AutoCloseable {
  private final Catalogue catalogue = Catalogue.live();
  private final TopicReader reader;
  private final TopicWriter writer;

  /// Opens a writer to this cluster, whose Kafka topics exist.
  public Wishes(KafkaConnection connection) {
    reader = new TopicReader(connection);
    writer = TopicWriter.open(connection);
  }

  /// All feeds, by address.
  public List<Feed> feeds() {
    return reader.latest(catalogue.feeds(), rejected -> {}).values().stream()
        .sorted(Comparator.comparing(feed -> feed.address().toString()))
        .toList();
  }

  /// The facts about feeds that were polled, by feed id.
  public Map<String, FeedState> feedStates() {
    return reader.latest(catalogue.feedStates(), rejected -> {});
  }

  /// Adds those feeds that are not there under their id; none is changed or removed.
  ///
  /// @return those that were added
  public List<Feed> addMissing(Collection<Feed> feeds) {
    Map<String, Feed> known = reader.latest(catalogue.feeds(), rejected -> {});
    List<Feed> added =
        feeds.stream().filter(feed -> !known.containsKey(feed.id())).distinct().toList();
    await(added.stream().map(feed -> writer.write(catalogue.feeds(), feed)).toList());
    return added;
  }

  /// Ends the wish for a feed.
  public void remove(Feed feed) {
    await(List.of(writer.remove(catalogue.feeds(), feed)));
  }

  /// The newest version of every subscription, removed ones included, by id.
  public Map<String, Subscription> newestSubscriptions() {
    Map<String, Subscription> newest = new HashMap<>();
    subscriptionVersions()
        .forEach(
            version ->
                newest.merge(version.id(), version, (a, b) -> b.version() >= a.version() ? b : a));
    return newest;
  }

  /// Every version of every subscription.
  public Collection<Subscription> subscriptionVersions() {
    return reader.latest(catalogue.subscriptions(), rejected -> {}).values();
  }

  /// The newest version of one that is not removed.
  ///
  /// @throws Problem where there is none
  public Subscription subscription(String id) {
    @Nullable Subscription newest = newestSubscriptions().get(id);
    if (newest == null || newest.state() == Subscription.State.REMOVED) {
      throw new Problem("there is no subscription '" + id + "'");
    }
    return newest;
  }

  /// What is wrong with subscriptions: facts, which streams and notifier write.
  public Collection<SubscriptionState> subscriptionStates() {
    return reader.latest(catalogue.subscriptionStates(), rejected -> {}).values();
  }

  /// Writes a version of a subscription.
  public void put(Subscription version) {
    await(List.of(writer.write(catalogue.subscriptions(), version)));
  }

  /// Adds those subscriptions where there was never any other, so that what somebody asked for is
  /// not told twice, and what was removed stays removed. Whoever was killed half-way goes on.
  ///
  /// @return those that were added
  public List<Subscription> addFirstSubscriptions(Collection<Subscription> subscriptions) {
    Set<String> known = newestSubscriptions().keySet();
    Set<String> first = subscriptions.stream().map(Subscription::id).collect(Collectors.toSet());
    if (!first.containsAll(known)) {
      return List.of();
    }
    List<Subscription> added =
        subscriptions.stream().filter(wanted -> !known.contains(wanted.id())).toList();
    await(added.stream().map(wanted -> writer.write(catalogue.subscriptions(), wanted)).toList());
    return added;
  }

  /// Ends a subscription.
  ///
  /// @throws Problem where there is none of this id
  public void removeSubscription(String id, Instant now) {
    put(subscription(id).removed(now));
  }

  /// Every delivery of the ledger by its id: facts, which only the notifier writes.
  public Map<String, Delivery> deliveries() {
    return reader.latest(catalogue.deliveries(), rejected -> {});
  }

  /// Asks the notifier to try a delivery once more.
  public void ask(Retry retry) {
    await(List.of(writer.write(catalogue.retries(), retry)));
  }

  private static void await(List<? extends CompletableFuture<?>> writes) {
    try {
      writes.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw new Problem("Kafka did not take it: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
