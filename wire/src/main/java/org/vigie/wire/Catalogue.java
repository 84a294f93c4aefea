package org.vigie.wire;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.vigie.model.Alert;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Feedback;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.model.ReplayRun;
import org.vigie.model.RetryRequest;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionState;
import org.vigie.wire.KafkaTopic.Cleanup;

/// Every Kafka topic of Vigie under one prefix: `vigie` for the live set, `vigie.replay.<run>` for
/// the set of a replay. Immutable.
public final class Catalogue {
  /// The prefix of the live set.
  public static final String LIVE = "vigie";

  /// Partitions of the Kafka topics whose work is shared among processes. More partitions take new
  /// Kafka topics under a new topology version.
  public static final int PARTITIONS = 6;

  private final String prefix;
  private final KafkaTopic<Feed> feeds;
  private final KafkaTopic<FeedState> feedStates;
  private final KafkaTopic<Reading> readings;
  private final KafkaTopic<Item> items;
  private final KafkaTopic<DecisionRecord> decided;
  private final KafkaTopic<Story> stories;
  private final KafkaTopic<StoryMatches> matches;
  private final KafkaTopic<Subscription> subscriptions;
  private final KafkaTopic<SubscriptionState> subscriptionStates;
  private final KafkaTopic<Alert> alerts;
  private final KafkaTopic<Delivery> deliveries;
  private final KafkaTopic<RetryRequest> retries;
  private final KafkaTopic<Feedback> feedback;
  private final KafkaTopic<ReplayRun> replays;
  private final KafkaTopic<DeadLetter> rejected;

  private Catalogue(String prefix, int itemPartitions) {
    this.prefix = prefix;
    feeds = feeds(prefix);
    feedStates = feedStates(prefix);
    readings = readings(prefix);
    items = items(prefix, itemPartitions);
    decided = decided(prefix);
    stories = stories(prefix);
    matches = matches(prefix);
    subscriptions = subscriptions(prefix);
    subscriptionStates = subscriptionStates(prefix);
    alerts = alerts(prefix);
    deliveries = deliveries(prefix);
    retries = retries(prefix);
    feedback = feedback(prefix);
    replays = replays(prefix);
    rejected = rejected(prefix);
  }

  private static KafkaTopic<Feed> feeds(String prefix) {
    return new KafkaTopic<>(
        prefix + ".feeds",
        PARTITIONS,
        Cleanup.compact(),
        CloudEvents.createSerde("feed", Feed.class, Feed::id),
        Feed::id,
        partitionBy(PARTITIONS, Feed::host),
        "host of the feed",
        "requests: addresses to poll, by people");
  }

  private static KafkaTopic<FeedState> feedStates(String prefix) {
    return new KafkaTopic<>(
        prefix + ".feed-states",
        PARTITIONS,
        Cleanup.compact(),
        CloudEvents.createSerde("feed-state", FeedState.class, FeedState::feed),
        FeedState::feed,
        partitionBy(PARTITIONS, FeedState::host),
        "host of the feed",
        "states: validators, known entries, health, next poll");
  }

  private static KafkaTopic<Reading> readings(String prefix) {
    return new KafkaTopic<>(
        prefix + ".readings",
        PARTITIONS,
        Cleanup.afterDays(30),
        CloudEvents.createSerde("reading", Reading.class, Reading::itemId),
        Reading::itemId,
        partitionBy(PARTITIONS, reading -> reading.outlet().id()),
        "outlet",
        "entries as met in polls and imports");
  }

  private static KafkaTopic<Item> items(String prefix, int partitions) {
    return new KafkaTopic<>(
        prefix + ".items",
        partitions,
        Cleanup.never(),
        CloudEvents.createSerde("item", Item.class, item -> item.id() + "/" + item.version()),
        Item::id,
        partitionBy(partitions, item -> item.outlet().id()),
        "outlet",
        "the archive: accepted versions of articles");
  }

  private static KafkaTopic<DecisionRecord> decided(String prefix) {
    return new KafkaTopic<>(
        prefix + ".decided",
        1,
        Cleanup.afterDays(7),
        CloudEvents.createSerde(
            Map.of(
                "decision",
                DecisionRecord.Decision.class,
                "match-group",
                DecisionRecord.MatchGroup.class),
            decided -> decided.item().id() + "/" + decided.item().version()),
        decided -> decided.item().id(),
        decided -> 0,
        "one partition",
        "decisions on item versions, then the subscriptions they concern");
  }

  private static KafkaTopic<Story> stories(String prefix) {
    return new KafkaTopic<>(
        prefix + ".stories",
        1,
        Cleanup.compactAndDeleteAfterDays(90),
        CloudEvents.createSerde("story", Story.class, story -> story.id() + "/" + story.version()),
        Story::id,
        story -> 0,
        "one partition",
        "stories that have a topic");
  }

  private static KafkaTopic<StoryMatches> matches(String prefix) {
    return new KafkaTopic<>(
        prefix + ".matches",
        PARTITIONS,
        Cleanup.afterDays(7),
        CloudEvents.createSerde(
            "matches",
            StoryMatches.class,
            match -> match.decision().item().id() + "/" + match.decision().item().version()),
        StoryMatches::story,
        StoryMatches::partition,
        "partition of the alerts",
        "stories and the subscriptions they concern, by partition of the alerts");
  }

  private static KafkaTopic<Subscription> subscriptions(String prefix) {
    return new KafkaTopic<>(
        prefix + ".subscriptions",
        1,
        Cleanup.compact(),
        CloudEvents.createSerde("subscription", Subscription.class, Subscription::key),
        Subscription::key,
        subscription -> 0,
        "one partition",
        "who wants what, every version");
  }

  private static KafkaTopic<SubscriptionState> subscriptionStates(String prefix) {
    return new KafkaTopic<>(
        prefix + ".subscription-states",
        1,
        Cleanup.compact(),
        CloudEvents.createSerde(
            "subscription-state", SubscriptionState.class, SubscriptionState::key),
        SubscriptionState::key,
        state -> 0,
        "one partition",
        "states: subscriptions in trouble, as long as they are");
  }

  private static KafkaTopic<Alert> alerts(String prefix) {
    return new KafkaTopic<>(
        prefix + ".alerts",
        PARTITIONS,
        Cleanup.afterDays(30),
        CloudEvents.createSerde("alert", Alert.class, alert -> alert.id() + "/" + alert.seq()),
        Alert::subscription,
        partitionBy(PARTITIONS, Alert::subscription),
        "subscription",
        "alerts: one subscription × one story");
  }

  private static KafkaTopic<Delivery> deliveries(String prefix) {
    return new KafkaTopic<>(
        prefix + ".deliveries",
        PARTITIONS,
        Cleanup.compact(),
        CloudEvents.createSerde("delivery", Delivery.class, Delivery::id),
        Delivery::id,
        partitionBy(PARTITIONS, Delivery::subscription),
        "subscription",
        "the ledger of the notifier");
  }

  /// The ledger without the alerts, for reading only, see [DeliverySummary].
  public KafkaTopic<DeliverySummary> deliverySummaries() {
    return new KafkaTopic<>(
        deliveries.name(),
        deliveries.partitions(),
        deliveries.cleanup(),
        CloudEvents.createSerde("delivery", DeliverySummary.class, DeliverySummary::id),
        DeliverySummary::id,
        partitionBy(PARTITIONS, DeliverySummary::subscription),
        deliveries.partitionedBy(),
        deliveries.description());
  }

  private static KafkaTopic<RetryRequest> retries(String prefix) {
    return new KafkaTopic<>(
        prefix + ".retries",
        PARTITIONS,
        Cleanup.afterDays(7),
        CloudEvents.createSerde("retry", RetryRequest.class, RetryRequest::delivery),
        RetryRequest::delivery,
        partitionBy(PARTITIONS, RetryRequest::subscription),
        "subscription",
        "requests of people: deliveries to try once more, or to drop");
  }

  private static KafkaTopic<Feedback> feedback(String prefix) {
    return new KafkaTopic<>(
        prefix + ".feedback",
        1,
        Cleanup.compact(),
        CloudEvents.createSerde("feedback", Feedback.class, Feedback::id),
        Feedback::id,
        feedback -> 0,
        "one partition",
        "what readers said of articles: too much, or missed");
  }

  private static KafkaTopic<ReplayRun> replays(String prefix) {
    return new KafkaTopic<>(
        prefix + ".replays",
        1,
        Cleanup.compact(),
        CloudEvents.createSerde("replay", ReplayRun.class, ReplayRun::run),
        ReplayRun::run,
        run -> 0,
        "one partition",
        "replays: their range, progress and end");
  }

  private static KafkaTopic<DeadLetter> rejected(String prefix) {
    return new KafkaTopic<>(
        prefix + ".rejected",
        1,
        Cleanup.afterDays(30),
        DeadLetter.SERDE,
        DeadLetter::source,
        rejected -> 0,
        "one partition",
        "dead letters: records that cannot be used, with the reason");
  }

  private static <V> ToIntFunction<V> partitionBy(int partitions, Function<V, String> word) {
    return value -> KafkaTopic.partitionOf(word.apply(value), partitions);
  }

  /// The live set.
  public static Catalogue live() {
    return new Catalogue(LIVE, PARTITIONS);
  }

  /// The set of one replay. Its items lie in one partition, in the order in which the replay reads
  /// them.
  public static Catalogue replay(String run) {
    return new Catalogue(LIVE + ".replay." + run, 1);
  }

  /// The beginning of every name.
  public String prefix() {
    return prefix;
  }

  public KafkaTopic<Feed> feeds() {
    return feeds;
  }

  public KafkaTopic<FeedState> feedStates() {
    return feedStates;
  }

  public KafkaTopic<Reading> readings() {
    return readings;
  }

  public KafkaTopic<Item> items() {
    return items;
  }

  public KafkaTopic<DecisionRecord> decided() {
    return decided;
  }

  public KafkaTopic<Story> stories() {
    return stories;
  }

  /// A record goes to the partition that it names, see [StoryMatches#partition].
  public KafkaTopic<StoryMatches> matches() {
    return matches;
  }

  public KafkaTopic<Subscription> subscriptions() {
    return subscriptions;
  }

  public KafkaTopic<SubscriptionState> subscriptionStates() {
    return subscriptionStates;
  }

  public KafkaTopic<Alert> alerts() {
    return alerts;
  }

  public KafkaTopic<Delivery> deliveries() {
    return deliveries;
  }

  /// Partitioned as alerts and deliveries are.
  public KafkaTopic<RetryRequest> retries() {
    return retries;
  }

  public KafkaTopic<Feedback> feedback() {
    return feedback;
  }

  public KafkaTopic<ReplayRun> replays() {
    return replays;
  }

  public KafkaTopic<DeadLetter> rejected() {
    return rejected;
  }

  /// All of them, in the order in which a news item passes them.
  public List<KafkaTopic<?>> all() {
    return List.of(
        feeds,
        feedStates,
        readings,
        items,
        decided,
        stories,
        matches,
        subscriptions,
        subscriptionStates,
        alerts,
        deliveries,
        retries,
        feedback,
        replays,
        rejected);
  }
}
