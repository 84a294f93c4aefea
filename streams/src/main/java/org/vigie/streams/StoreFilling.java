package org.vigie.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vigie.analysis.accept.Acceptance;
import org.vigie.analysis.accept.ItemMemory;
import org.vigie.analysis.accept.KnownItem;
import org.vigie.analysis.accept.OutletFeeds;
import org.vigie.analysis.alert.AlertedPair;
import org.vigie.analysis.story.Stories;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Story;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;

/// Fills the stores of an application that has never run from items, stories and alerts, by writing
/// the changelogs that Kafka Streams restores them from. Changelogs and committed offsets are
/// written in one transaction.
///
/// Memory: what is known of the items of one partition, without their texts (some 500 bytes an
/// item).
final class StoreFilling {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final Instant now;

  /// Ids of items that stand in no story with a topic.
  private final Set<String> alone = new HashSet<>();

  StoreFilling(KafkaConnection connection, Catalogue catalogue, Clock clock) {
    this.connection = connection;
    this.catalogue = catalogue;
    now = clock.instant();
  }

  /// Fills the stores and sets the offsets from which the application goes on. Does nothing where
  /// there is nothing to remember.
  void fill(Admin admin, String applicationId, Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (Groups.empty(admin, List.of(catalogue.items(), catalogue.stories(), catalogue.alerts()))) {
      return;
    }
    createChangelogs(admin, applicationId);
    try (KafkaProducer<String, byte[]> producer = producer(applicationId)) {
      producer.initTransactions();
      // Another instance may have done it while this one waited for its turn.
      if (Groups.committed(admin, applicationId).isEmpty()) {
        producer.beginTransaction();
        write(new Changelogs(producer, applicationId));
        producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(applicationId));
        producer.commitTransaction();
      }
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      awaitTheOther(admin, applicationId, e);
    }
  }

  private static void awaitTheOther(Admin admin, String applicationId, RuntimeException fenced) {
    if (!Groups.await(() -> !Groups.committed(admin, applicationId).isEmpty())) {
      throw new IllegalStateException(
          "another instance is taking over for " + applicationId + ": start again later", fenced);
    }
  }

  private void createChangelogs(Admin admin, String applicationId) {
    int outlets = catalogue.readings().partitions();
    create(admin, Store.NAMES.changelog(applicationId), outlets);
    create(admin, Store.ITEMS.changelog(applicationId), outlets);
    create(admin, Store.OUTLETS.changelog(applicationId), outlets);
    create(admin, Store.PLACES.changelog(applicationId), catalogue.decided().partitions());
    create(admin, Store.STORIES.changelog(applicationId), catalogue.decided().partitions());
    create(admin, Store.TRACES.changelog(applicationId), catalogue.decided().partitions());
    create(admin, Store.PAIRS.changelog(applicationId), catalogue.matches().partitions());
  }

  private static void create(Admin admin, String name, int partitions) {
    NewTopic topic =
        new NewTopic(name, Optional.of(partitions), Optional.empty())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    try {
      Groups.get(admin.createTopics(List.of(topic)).all());
    } catch (TopicExistsException e) {
      // Left by a takeover that was interrupted.
    }
  }

  private KafkaProducer<String, byte[]> producer(String applicationId) {
    Map<String, Object> settings = connection.producer();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, applicationId + "-takeover");
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(LONGEST.toMillis()));
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private void write(Changelogs changelogs) {
    Values values = new Values(connection);
    Map<String, String> placed = new HashMap<>();
    StoryTraces traces = new StoryTraces(now);
    values.each(catalogue.stories(), story -> write(changelogs, story, placed));
    for (int partition = 0; partition < catalogue.items().partitions(); partition++) {
      OutletMemory memory = new OutletMemory(changelogs, partition);
      values.each(
          catalogue.items(),
          partition,
          item -> {
            memory.take(item);
            place(changelogs, item, placed, traces);
          });
    }
    traces.all().forEach(trace -> changelogs.put(Store.TRACES, 0, trace.story(), trace));
    values.each(catalogue.alerts(), alert -> write(changelogs, alert));
  }

  private void write(Changelogs changelogs, Story story, Map<String, String> placed) {
    if (StoryStage.expired(story, now)) {
      return;
    }
    changelogs.put(Store.STORIES, 0, story.id(), story);
    for (Story.Member member : story.members()) {
      placed.put(member.item(), story.id());
      changelogs.put(Store.PLACES, 0, member.item(), story.id());
    }
  }

  /// The story of an item that stands in none with a topic is its own.
  private void place(
      Changelogs changelogs, Item item, Map<String, String> placed, StoryTraces traces) {
    boolean recent = !item.seen().isBefore(now.minus(StoryStage.KEPT));
    if (item.origin() == Origin.IMPORT || !recent) {
      return;
    }
    if (placed.putIfAbsent(item.id(), item.id()) == null) {
      changelogs.put(Store.PLACES, 0, item.id(), item.id());
      alone.add(item.id());
    }
    if (alone.contains(item.id())) {
      changelogs.put(Store.STORIES, 0, item.id(), Stories.alone(item));
    }
    traces.take(placed.getOrDefault(item.id(), item.id()), item);
  }

  private void write(Changelogs changelogs, Alert alert) {
    // Topics that only an earlier alert of the pair has told are not known here; at worst they make
    // one more update.
    AlertedPair pair = AlertedPair.after(null, alert, alert.outlets().size());
    if (!pair.expired(now)) {
      int partition = catalogue.alerts().partition(alert);
      String key = AlertedPair.key(alert.story(), alert.subscription());
      changelogs.put(Store.PAIRS, partition, key, pair);
    }
  }

  /// What the outlets of one partition have published, as [Acceptance] would have learnt it.
  private static final class OutletMemory {
    private final Changelogs changelogs;
    private final int partition;
    private final Map<String, List<String>> versions = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, OutletFeeds> outlets = new HashMap<>();

    OutletMemory(Changelogs changelogs, int partition) {
      this.changelogs = changelogs;
      this.partition = partition;
    }

    void take(Item item) {
      List<String> earlier = versions.getOrDefault(item.id(), List.of());
      KnownItem known = KnownItem.of(earlier, item);
      versions.put(item.id(), known.versions());
      changelogs.put(Store.ITEMS, partition, item.id(), known);
      takeNames(item);
      takeFeed(item);
    }

    private void takeNames(Item item) {
      for (String name : Acceptance.namesOf(item)) {
        String key = ItemMemory.nameKey(item.outlet().id(), name);
        if (names.add(key)) {
          changelogs.put(Store.NAMES, partition, key, item.id());
        }
      }
    }

    private void takeFeed(Item item) {
      String outlet = item.outlet().id();
      OutletFeeds before = outlets.getOrDefault(outlet, OutletFeeds.NONE);
      OutletFeeds after = before.with(item.feed(), item.fetched());
      if (after != before) {
        outlets.put(outlet, after);
        changelogs.put(Store.OUTLETS, partition, outlet, after);
      }
    }
  }

  /// The changelogs of the application, written to in the open transaction.
  private record Changelogs(KafkaProducer<String, byte[]> producer, String applicationId) {
    <V> void put(Store<V> store, int partition, String key, V value) {
      String topic = store.changelog(applicationId);
      byte[] bytes = store.serde().serializer().serialize(topic, value);
      producer.send(new ProducerRecord<>(topic, partition, key, bytes));
    }
  }
}
