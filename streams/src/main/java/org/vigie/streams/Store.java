package org.vigie.streams;

import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.vigie.analysis.Memory;
import org.vigie.analysis.accept.KnownItem;
import org.vigie.analysis.accept.OutletFeeds;
import org.vigie.analysis.alert.AlertedPair;
import org.vigie.analysis.story.StoryTrace;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.wire.CloudEvents;
import org.vigie.wire.KafkaTopic;

/// A state store: its name, which is part of its changelog's name, and the form of its values. A
/// change of either is a change of the topology version.
///
/// @param most bytes of a value; a stage that would keep more gets a SerializationException, and
///     nothing is kept. Without this the changelog would refuse, and end the transaction again and
///     again
record Store<V>(String name, Serde<V> serde, int most) {
  /// The most bytes that is remembered of an item, its text and the hashes of its versions. What
  /// later stages add, evidence (350 kB at most) and 500 subscriptions (80 kB), fits into a record
  /// beside it.
  static final int MAX_ITEM_BYTES = 500_000;

  /// Outlet and alias of an article → item id.
  static final Store<String> NAMES = of("accept-names", Serdes.String());

  /// Item id → what is known of it.
  static final Store<KnownItem> ITEMS =
      new Store<>("accept-items", CloudEvents.plain(KnownItem.class), MAX_ITEM_BYTES);

  /// Outlet id → its first feeds.
  static final Store<OutletFeeds> OUTLETS =
      of("accept-outlets", CloudEvents.plain(OutletFeeds.class));

  /// Item id → its version before; only where items enter, in a replay.
  static final Store<Item> PREVIOUS = of("decide-previous", CloudEvents.plain(Item.class));

  /// Item id → id of the story it has joined.
  static final Store<String> PLACES = of("story-places", Serdes.String());

  /// Story id → story.
  static final Store<Story> STORIES = of("story-stories", CloudEvents.plain(Story.class));

  /// Story id → what later items are compared with, while it may be joined.
  static final Store<StoryTrace> TRACES = of("story-traces", CloudEvents.plain(StoryTrace.class));

  /// Story and subscription → the last alert of the pair.
  static final Store<AlertedPair> PAIRS = of("alert-pairs", CloudEvents.plain(AlertedPair.class));

  private static <V> Store<V> of(String name, Serde<V> serde) {
    return new Store<>(name, serde, BoundedSerializer.MAX_BYTES);
  }

  /// What a stage remembers in it.
  Memory<V> memory(ProcessorContext<?, ?> context) {
    KeyValueStore<String, V> store = context.getStateStore(name);
    return new Memory<>(store::get, store::put);
  }

  /// Builds it on disk, with a changelog.
  StoreBuilder<KeyValueStore<String, V>> builder() {
    KeyValueBytesStoreSupplier disk = Stores.persistentKeyValueStore(name);
    Serde<V> bounded =
        Serdes.serdeFrom(new BoundedSerializer<>(serde.serializer(), most), serde.deserializer());
    return Stores.keyValueStoreBuilder(disk, Serdes.String(), bounded);
  }

  /// The Kafka topic that an application keeps it in.
  String changelog(String applicationId) {
    return applicationId + "-" + name + "-changelog";
  }

  /// The same to be read from outside: whole values by key, partition by partition.
  KafkaTopic<V> changelogToRead(String applicationId, int partitions) {
    return new KafkaTopic<>(
        changelog(applicationId),
        partitions,
        new KafkaTopic.Kept(TopicConfig.CLEANUP_POLICY_COMPACT, null),
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
