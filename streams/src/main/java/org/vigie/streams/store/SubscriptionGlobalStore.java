package org.vigie.streams.store;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.analysis.alert.SubscriptionVersions;
import org.vigie.model.Subscription;
import org.vigie.wire.FailureReason;
import org.vigie.wire.KafkaTopic;

/// Loads every version of every subscription from its Kafka topic, on every instance. The global
/// store is in memory on purpose: for such a store Kafka Streams runs the processor over the whole
/// Kafka topic at each start, but not for a persistent one, which would leave the subscriptions
/// empty.
public final class SubscriptionGlobalStore {
  static final String STORE = "subscriptions";
  private static final Logger log = LoggerFactory.getLogger(SubscriptionGlobalStore.class);

  private final KafkaTopic<Subscription> topic;
  private final SubscriptionVersions subscriptions;
  private final Map<String, String> unreadableReasons = new ConcurrentSkipListMap<>();
  private volatile Runnable changeListener = () -> {};

  public SubscriptionGlobalStore(
      KafkaTopic<Subscription> topic, SubscriptionVersions subscriptions) {
    this.topic = topic;
    this.subscriptions = subscriptions;
  }

  /// Sets the listener that is called after every record, whether it was read or rejected. It must
  /// not block.
  public void setListener(Runnable listener) {
    changeListener = listener;
  }

  /// Why records could not be read, by their key. A later version of the subscription that can be
  /// read removes the entry.
  public Map<String, String> listUnreadable() {
    return Map.copyOf(unreadableReasons);
  }

  public void addTo(Topology topology) {
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled(),
        "subscriptions-source",
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        topic.name(),
        "subscriptions-feed",
        SubscriptionProcessor::new);
  }

  /// An exception here would end the global thread and with it the application, hence the values as
  /// bytes and the broad catch.
  private final class SubscriptionProcessor implements Processor<String, byte[], Void, Void> {
    private @Nullable KeyValueStore<String, byte[]> store;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
      String key = Objects.requireNonNullElse(record.key(), "(none)");
      byte[] bytes = record.value();
      try {
        Objects.requireNonNull(store).put(key, bytes);
        updateSubscription(key, record, bytes);
      } catch (RuntimeException | StackOverflowError e) {
        unreadableReasons.put(key, FailureReason.describe(e));
        log.atWarn()
            .addKeyValue("subscription", FailureReason.sanitize(key))
            .addKeyValue("problem", FailureReason.describe(e))
            .log("a subscription cannot be read and is disabled");
      }
      changeListener.run();
    }

    private void updateSubscription(
        String key, Record<String, byte[]> record, byte @Nullable [] bytes) {
      if (bytes != null) {
        Subscription read = Objects.requireNonNull(topic.decode(key, record.headers(), bytes));
        subscriptions.addVersion(read);
        unreadableReasons
            .keySet()
            .removeIf(other -> SubscriptionKey.parse(other).isSupersededBy(read));
      }
      unreadableReasons.remove(key);
    }
  }
}
