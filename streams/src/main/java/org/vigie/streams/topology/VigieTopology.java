package org.vigie.streams.topology;

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
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.AudienceRules;
import org.vigie.analysis.alert.ItemDecider;
import org.vigie.analysis.alert.SubscriptionVersions;
import org.vigie.model.Alert;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Item;
import org.vigie.model.StoryMatches;
import org.vigie.streams.stage.AcceptStage;
import org.vigie.streams.stage.AlertStage;
import org.vigie.streams.stage.DecideStage;
import org.vigie.streams.stage.ItemVersion;
import org.vigie.streams.stage.ReplayEntryStage;
import org.vigie.streams.stage.StageCounts;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.streams.stage.StageProcessor;
import org.vigie.streams.stage.StoryStage;
import org.vigie.streams.store.BoundedSerializer;
import org.vigie.streams.store.StoreDefinition;
import org.vigie.streams.store.SubscriptionGlobalStore;
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
public final class VigieTopology implements Supplier<Topology> {
  private static final String DECIDED_SINK = "decide-to-decided";
  private static final String ALERTS_SINK = "alert-to-alerts";
  private static final String REPLAY_ENTRY = "decide-entry";

  private final TopologyDependencies dependencies;
  private final SubscriptionGlobalStore globalStore;

  public VigieTopology(TopologyDependencies parts) {
    this.dependencies = parts;
    globalStore = new SubscriptionGlobalStore(parts.catalogue.subscriptions(), parts.subscriptions);
  }

  /// The dependencies of a topology.
  ///
  /// @param catalogue the Kafka topics to read and write
  /// @param entryPoint where news enters the topology, with the clocks that follow from it
  /// @param analyser classifies texts
  /// @param subscriptions filled from their Kafka topic, and queried by the stages
  /// @param counts counts the outcomes of the stages
  public record TopologyDependencies(
      Catalogue catalogue,
      EntryPoint entryPoint,
      TextAnalyser analyser,
      SubscriptionVersions subscriptions,
      StageCounts counts) {}

  /// The point at which news enters the topology.
  public sealed interface EntryPoint {
    /// The decision time of a version.
    Function<Item, Instant> decisionTime();

    AudienceRules audience();

    /// The clock by which state expires; null if it never does.
    @Nullable InstantSource expiryClock();

    /// The entry of the live application: readings as they arrive.
    record LiveReadings(InstantSource clock, AudienceRules audience) implements EntryPoint {
      @Override
      public Function<Item, Instant> decisionTime() {
        return item -> clock.instant();
      }

      @Override
      public InstantSource expiryClock() {
        return clock;
      }
    }

    /// The entry of a replay: archived versions in order. Each is decided at the time at which it
    /// could first be read.
    ///
    /// @param from versions before this time are only used to compare later versions with
    record ArchivedItems(Instant from) implements EntryPoint {
      @Override
      public Function<Item, Instant> decisionTime() {
        return Item::seen;
      }

      @Override
      public AudienceRules audience() {
        return AudienceRules.everyone();
      }

      @Override
      public @Nullable InstantSource expiryClock() {
        return null;
      }
    }
  }

  /// The global store of subscriptions, with those that could not be read so far.
  public SubscriptionGlobalStore subscriptionStore() {
    return globalStore;
  }

  @Override
  public Topology get() {
    Topology topology = new Topology();
    globalStore.addTo(topology);
    String entry =
        switch (dependencies.entryPoint) {
          case EntryPoint.LiveReadings live -> addAccept(topology);
          case EntryPoint.ArchivedItems past -> addReplayEntry(topology, past);
        };
    addDecide(topology, entry);
    addStory(topology);
    addAlert(topology);
    return topology;
  }

  private String addAccept(Topology topology) {
    String accept = Stage.ACCEPT.toString();
    addSource(topology, "accept-readings", dependencies.catalogue.readings());
    topology.addProcessor(
        accept,
        StageProcessor.createSupplier(context -> new AcceptStage(context, dependencies.counts)),
        "accept-readings");
    for (StoreDefinition<?> store :
        new StoreDefinition<?>[] {
          StoreDefinition.ALIASES, StoreDefinition.KNOWN_ITEMS, StoreDefinition.OUTLET_FEEDS
        }) {
      topology.addStateStore(store.createBuilder(), accept);
    }
    addSink(topology, AcceptStage.ITEMS_SINK, dependencies.catalogue.items(), accept);
    return accept;
  }

  private String addReplayEntry(Topology topology, EntryPoint.ArchivedItems past) {
    addSource(topology, "decide-items", dependencies.catalogue.items());
    topology.addProcessor(
        REPLAY_ENTRY,
        StageProcessor.<Item, ItemVersion>createSupplier(
            context -> new ReplayEntryStage(context, past.from())),
        "decide-items");
    topology.addStateStore(StoreDefinition.PREVIOUS_VERSIONS.createBuilder(), REPLAY_ENTRY);
    return REPLAY_ENTRY;
  }

  private void addDecide(Topology topology, String entry) {
    int partitions = dependencies.catalogue.alerts().partitions();
    ItemDecider decider =
        new ItemDecider(
            dependencies.analyser,
            dependencies.subscriptions,
            dependencies.entryPoint.audience(),
            subscription -> KafkaTopic.partitionOf(subscription, partitions));
    topology.addProcessor(
        Stage.DECIDE.toString(),
        StageProcessor.<ItemVersion, DecisionRecord>createSupplier(
            context ->
                new DecideStage(
                    context, dependencies.counts, decider, dependencies.entryPoint.decisionTime())),
        entry);
    addSink(topology, DECIDED_SINK, dependencies.catalogue.decided(), Stage.DECIDE.toString());
  }

  private void addStory(Topology topology) {
    String story = Stage.STORY.toString();
    addSource(topology, "story-decided", dependencies.catalogue.decided());
    topology.addProcessor(
        story,
        StageProcessor.createSupplier(
            context ->
                new StoryStage(
                    context,
                    dependencies.counts,
                    dependencies.catalogue.alerts().partitions(),
                    dependencies.entryPoint.expiryClock())),
        "story-decided");
    topology.addStateStore(StoreDefinition.STORY_MEMBERSHIPS.createBuilder(), story);
    topology.addStateStore(StoreDefinition.STORIES.createBuilder(), story);
    topology.addStateStore(StoreDefinition.STORY_TRACES.createBuilder(), story);
    addSink(topology, StoryStage.STORIES_SINK, dependencies.catalogue.stories(), story);
    addSink(topology, StoryStage.MATCHES_SINK, dependencies.catalogue.matches(), story);
  }

  private void addAlert(Topology topology) {
    String alert = Stage.ALERT.toString();
    addSource(topology, "alert-matches", dependencies.catalogue.matches());
    topology.addProcessor(
        alert,
        StageProcessor.<StoryMatches, Alert>createSupplier(
            context ->
                new AlertStage(
                    context,
                    dependencies.counts,
                    dependencies.analyser,
                    dependencies.subscriptions,
                    dependencies.entryPoint.expiryClock())),
        "alert-matches");
    topology.addStateStore(StoreDefinition.ALERTED_PAIRS.createBuilder(), alert);
    topology.addStateStore(StoreDefinition.TOLD_STEPS.createBuilder(), alert);
    addSink(topology, ALERTS_SINK, dependencies.catalogue.alerts(), alert);
  }

  private static <V> void addSource(Topology topology, String name, KafkaTopic<V> topic) {
    topology.addSource(name, new StringDeserializer(), topic.serde().deserializer(), topic.name());
  }

  private static <V> void addSink(
      Topology topology, String name, KafkaTopic<V> topic, String parent) {
    StreamPartitioner<String, V> partitioner =
        (topicName, key, value, partitions) -> Optional.of(Set.of(topic.partitionFor(value)));
    topology.addSink(
        name,
        topic.name(),
        new StringSerializer(),
        new BoundedSerializer<>(topic.serde().serializer(), BoundedSerializer.MAX_BYTES),
        partitioner,
        parent);
  }
}
