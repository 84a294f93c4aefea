package org.vigie.streams;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.alert.AudienceRules;
import org.vigie.analysis.alert.Decider;
import org.vigie.analysis.alert.Subscriptions;
import org.vigie.model.Alert;
import org.vigie.model.Decided;
import org.vigie.model.Item;
import org.vigie.model.StoryMatches;
import org.vigie.streams.StageCounts.Stage;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaTopic;

/// The stages of the application and the Kafka topics between them.
///
/// ```
/// readings ─▶ accept ─┬──────────────▶ items
///                     └─▶ decide ────▶ decided ─▶ story ─┬▶ stories
///   (a replay enters ─────▶ here)                        └▶ matches ─▶ alert ─▶ alerts
/// subscriptions ─▶ the index of every instance, read by decide and alert
/// ```
final class VigieTopology implements Supplier<Topology> {
  static final String ITEMS_SINK = "accept-to-items";
  static final String STORIES_SINK = "story-to-stories";
  static final String MATCHES_SINK = "story-to-matches";

  private static final String DECIDED_SINK = "decide-to-decided";
  private static final String ALERTS_SINK = "alert-to-alerts";
  private static final String ENTRY = "decide-entry";

  private final Parts parts;
  private final SubscriptionFeed feed;

  VigieTopology(Parts parts) {
    this.parts = parts;
    feed = new SubscriptionFeed(parts.catalogue.subscriptions(), parts.subscriptions);
  }

  /// The dependencies of a topology.
  ///
  /// @param catalogue the Kafka topics to read and write
  /// @param entry where news enters the topology, with the clocks that follow from it
  /// @param analyst classifies texts
  /// @param subscriptions filled from their Kafka topic, and queried by the stages
  /// @param counts counts the outcomes of the stages
  record Parts(
      Catalogue catalogue,
      Entry entry,
      Analyst analyst,
      Subscriptions subscriptions,
      StageCounts counts) {}

  /// The point at which news enters the topology.
  sealed interface Entry {
    /// The decision time of a version.
    Function<Item, Instant> moment();

    AudienceRules audience();

    /// The clock by which state expires; null if it never does.
    @Nullable InstantSource forgetsBy();

    /// The entry of the live application: readings as they arrive.
    record Live(InstantSource clock, AudienceRules audience) implements Entry {
      @Override
      public Function<Item, Instant> moment() {
        return item -> clock.instant();
      }

      @Override
      public InstantSource forgetsBy() {
        return clock;
      }
    }

    /// The entry of a replay: archived versions in order. Each is decided at the time at which it
    /// could first be read.
    ///
    /// @param from versions before this time are only used to compare later versions with
    record Past(Instant from) implements Entry {
      @Override
      public Function<Item, Instant> moment() {
        return Item::seen;
      }

      @Override
      public AudienceRules audience() {
        return AudienceRules.everyone();
      }

      @Override
      public @Nullable InstantSource forgetsBy() {
        return null;
      }
    }
  }

  /// The global store of subscriptions, with those that could not be read so far.
  SubscriptionFeed feed() {
    return feed;
  }

  @Override
  public Topology get() {
    Topology topology = new Topology();
    feed.addTo(topology);
    String entry =
        switch (parts.entry) {
          case Entry.Live live -> addAccept(topology);
          case Entry.Past past -> addReplayEntry(topology, past);
        };
    addDecide(topology, entry);
    addStory(topology);
    addAlert(topology);
    return topology;
  }

  private String addAccept(Topology topology) {
    String accept = Stage.ACCEPT.toString();
    source(topology, "accept-readings", parts.catalogue.readings());
    topology.addProcessor(
        accept, StageNode.of(context -> new AcceptStage(context, parts.counts)), "accept-readings");
    for (Store<?> store : new Store<?>[] {Store.NAMES, Store.ITEMS, Store.OUTLETS}) {
      topology.addStateStore(store.builder(), accept);
    }
    sink(topology, ITEMS_SINK, parts.catalogue.items(), accept);
    return accept;
  }

  private String addReplayEntry(Topology topology, Entry.Past past) {
    source(topology, "decide-items", parts.catalogue.items());
    topology.addProcessor(
        ENTRY,
        StageNode.<Item, ItemVersion>of(context -> new ReplayEntry(context, past.from())),
        "decide-items");
    topology.addStateStore(Store.PREVIOUS.builder(), ENTRY);
    return ENTRY;
  }

  private void addDecide(Topology topology, String entry) {
    int partitions = parts.catalogue.alerts().partitions();
    Decider decider =
        new Decider(
            parts.analyst,
            parts.subscriptions,
            parts.entry.audience(),
            subscription -> KafkaTopic.partitionOf(subscription, partitions));
    topology.addProcessor(
        Stage.DECIDE.toString(),
        StageNode.<ItemVersion, Decided>of(
            context -> new DecideStage(context, parts.counts, decider, parts.entry.moment())),
        entry);
    sink(topology, DECIDED_SINK, parts.catalogue.decided(), Stage.DECIDE.toString());
  }

  private void addStory(Topology topology) {
    String story = Stage.STORY.toString();
    source(topology, "story-decided", parts.catalogue.decided());
    topology.addProcessor(
        story,
        StageNode.of(context -> new StoryStage(context, parts.counts, parts.entry.forgetsBy())),
        "story-decided");
    topology.addStateStore(Store.PLACES.builder(), story);
    topology.addStateStore(Store.STORIES.builder(), story);
    topology.addStateStore(Store.TRACES.builder(), story);
    sink(topology, STORIES_SINK, parts.catalogue.stories(), story);
    sink(topology, MATCHES_SINK, parts.catalogue.matches(), story);
  }

  private void addAlert(Topology topology) {
    String alert = Stage.ALERT.toString();
    source(topology, "alert-matches", parts.catalogue.matches());
    topology.addProcessor(
        alert,
        StageNode.<StoryMatches, Alert>of(
            context ->
                new AlertStage(
                    context, parts.counts, parts.subscriptions, parts.entry.forgetsBy())),
        "alert-matches");
    topology.addStateStore(Store.PAIRS.builder(), alert);
    sink(topology, ALERTS_SINK, parts.catalogue.alerts(), alert);
  }

  private static <V> void source(Topology topology, String name, KafkaTopic<V> topic) {
    topology.addSource(name, new StringDeserializer(), topic.serde().deserializer(), topic.name());
  }

  private static <V> void sink(Topology topology, String name, KafkaTopic<V> topic, String parent) {
    StreamPartitioner<String, V> partitioner =
        (topicName, key, value, partitions) -> Optional.of(Set.of(topic.partition(value)));
    topology.addSink(
        name,
        topic.name(),
        new StringSerializer(),
        new BoundedSerializer<>(topic.serde().serializer(), BoundedSerializer.MAX_BYTES),
        partitioner,
        parent);
  }
}
