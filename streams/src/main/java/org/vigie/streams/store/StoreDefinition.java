package org.vigie.streams.store;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.analysis.KeyedState;
import org.vigie.analysis.accept.KnownItem;
import org.vigie.analysis.accept.OutletFeeds;
import org.vigie.analysis.alert.AlertedPair;
import org.vigie.analysis.alert.TopicSteps;
import org.vigie.analysis.story.StoryTrace;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.wire.CloudEvents;
import org.vigie.wire.FailureReason;
import org.vigie.wire.KafkaTopic;

/// The definition of a state store: its name, which is part of the name of its changelog, and the
/// serde of its values. A change to either one requires a new version of the topology.
///
/// @param maxValueBytes the maximum size of a value in bytes; a stage that writes a larger value
///     gets a SerializationException, and nothing is stored. Without this limit the producer of the
///     changelog would reject the value and abort the transaction again and again
public record StoreDefinition<V>(String name, Serde<V> serde, int maxValueBytes) {
  private static final Logger log = LoggerFactory.getLogger(StoreDefinition.class);

  /// The maximum size of a stored item in bytes: its text and the hashes of its versions. Later
  /// stages add evidence (at most 350 kB) and 500 subscriptions (80 kB), which still fit into a
  /// record with it.
  static final int MAX_ITEM_BYTES = 500_000;

  /// Outlet and alias of an article → item id.
  public static final StoreDefinition<String> ALIASES = of("accept-names", Serdes.String());

  /// Item id → known versions of the item.
  public static final StoreDefinition<KnownItem> KNOWN_ITEMS =
      new StoreDefinition<>(
          "accept-items", CloudEvents.createPlainSerde(KnownItem.class), MAX_ITEM_BYTES);

  /// Outlet id → first feeds of the outlet.
  public static final StoreDefinition<OutletFeeds> OUTLET_FEEDS =
      of("accept-outlets", CloudEvents.createPlainSerde(OutletFeeds.class));

  /// Item id → previous version of the item; used in a replay only.
  public static final StoreDefinition<Item> PREVIOUS_VERSIONS =
      of("decide-previous", CloudEvents.createPlainSerde(Item.class));

  /// Item id → id of the story that the item has joined.
  public static final StoreDefinition<String> STORY_MEMBERSHIPS =
      of("story-places", Serdes.String());

  /// Story id → story.
  public static final StoreDefinition<Story> STORIES =
      of("story-stories", CloudEvents.createPlainSerde(Story.class));

  /// Story id → excerpts that later items are compared with, for as long as the story can be
  /// joined.
  public static final StoreDefinition<StoryTrace> STORY_TRACES =
      of("story-traces", CloudEvents.createPlainSerde(StoryTrace.class));

  /// Story and subscription → last alert of the pair.
  public static final StoreDefinition<AlertedPair> ALERTED_PAIRS =
      of("alert-pairs", CloudEvents.createPlainSerde(AlertedPair.class));

  /// Subscription and topic → what the alerts of the last days have told.
  public static final StoreDefinition<TopicSteps> TOLD_STEPS =
      of("alert-told", CloudEvents.createPlainSerde(TopicSteps.class));

  private static <V> StoreDefinition<V> of(String name, Serde<V> serde) {
    return new StoreDefinition<>(name, serde, BoundedSerializer.MAX_BYTES);
  }

  /// Opens the store for a stage.
  public KeyedState<V> openState(ProcessorContext<?, ?> context) {
    KeyValueStore<String, V> store = context.getStateStore(name);
    return new KeyedState<>(store::get, store::put);
  }

  /// The next entry; null if it cannot be read. Neither a start nor a look through the store may
  /// end with it: both would begin again and again.
  public static <V> @Nullable KeyValue<String, V> readNext(KeyValueIterator<String, V> entries) {
    try {
      return entries.next();
    } catch (SerializationException e) {
      log.warn("an entry of a store cannot be read: {}", FailureReason.describe(e));
      return null;
    }
  }

  /// Builds a persistent store with a changelog.
  public StoreBuilder<KeyValueStore<String, V>> createBuilder() {
    KeyValueBytesStoreSupplier disk = Stores.persistentKeyValueStore(name);
    Serde<V> bounded =
        Serdes.serdeFrom(
            new BoundedSerializer<>(serde.serializer(), maxValueBytes), serde.deserializer());
    return Stores.keyValueStoreBuilder(disk, Serdes.String(), bounded);
  }

  /// The name of the Kafka topic that is the changelog of this store in an application.
  public String changelogName(String applicationId) {
    return applicationId + "-" + name + "-changelog";
  }

  /// The changelog as a Kafka topic to read from outside the application: the latest values by key,
  /// for each partition.
  public KafkaTopic<V> readableChangelog(String applicationId, int partitions) {
    return new KafkaTopic<>(
        changelogName(applicationId),
        partitions,
        // Kafka Streams compacts it, by keys that the values do not tell.
        KafkaTopic.Cleanup.UNKNOWN,
        serde,
        value -> {
          throw new UnsupportedOperationException("a changelog is not written from outside");
        },
        value -> {
          throw new UnsupportedOperationException("a changelog is not written from outside");
        },
        "task",
        "what a stage remembers");
  }
}
