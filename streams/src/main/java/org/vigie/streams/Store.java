package org.vigie.streams;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.vigie.analysis.accept.KnownItem;
import org.vigie.analysis.accept.OutletFeeds;
import org.vigie.analysis.alert.AlertedPair;
import org.vigie.model.Item;
import org.vigie.model.Story;
import org.vigie.wire.CloudEvents;

/// A state store: its name, which is part of its changelog's name, and the form of its values. A
/// change of either is a change of the topology version.
record Store<V>(String name, Serde<V> serde) {
  /// Outlet and name of an article → item id.
  static final Store<String> NAMES = new Store<>("accept-names", Serdes.String());

  /// Item id → what is known of it.
  static final Store<KnownItem> ITEMS =
      new Store<>("accept-items", CloudEvents.plain(KnownItem.class));

  /// Outlet id → its first feeds.
  static final Store<OutletFeeds> OUTLETS =
      new Store<>("accept-outlets", CloudEvents.plain(OutletFeeds.class));

  /// Item id → its version before; only where items enter, in a replay.
  static final Store<Item> PREVIOUS = new Store<>("decide-previous", CloudEvents.plain(Item.class));

  /// Item id → story id.
  static final Store<String> PLACES = new Store<>("story-places", Serdes.String());

  /// Story id → story.
  static final Store<Story> STORIES = new Store<>("story-stories", CloudEvents.plain(Story.class));

  /// Story and subscription → the last alert of the pair.
  static final Store<AlertedPair> PAIRS =
      new Store<>("alert-pairs", CloudEvents.plain(AlertedPair.class));

  /// The key of an article's name in [#NAMES].
  static String nameKey(String outlet, String name) {
    return outlet + "\0" + name;
  }

  /// Builds it on disk, with a changelog.
  StoreBuilder<KeyValueStore<String, V>> builder() {
    KeyValueBytesStoreSupplier disk = Stores.persistentKeyValueStore(name);
    return Stores.keyValueStoreBuilder(disk, Serdes.String(), serde);
  }

  /// The Kafka topic that an application keeps it in.
  String changelog(String applicationId) {
    return applicationId + "-" + name + "-changelog";
  }
}
