package org.vigie.streams;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.alert.AlertedPair;
import org.vigie.analysis.story.Stories;
import org.vigie.model.Decided;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Story;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;

/// Fills the stores of an application that has never run from items, stories and alerts, by writing
/// the changelogs from which Kafka Streams restores them. State that is in none of these (names
/// that only repeated readings gave, and stories that are held back) comes from the changelogs of
/// the predecessor, as far as they exist and can be read.
///
/// Memory: the known items of one partition, and the alerted pairs of one partition, without their
/// texts (about 500 bytes each).
final class StoreFilling {
  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final Values values;
  private final Instant now;

  /// The ids of items that belong to no story with a topic.
  private final Set<String> alone = new HashSet<>();

  /// Versions that were accepted and decided but have not reached the story stage yet; that stage
  /// will place them.
  private final Set<Waiting> waiting = new HashSet<>();

  StoreFilling(KafkaConnection connection, Catalogue catalogue, Clock clock) {
    this.connection = connection;
    this.catalogue = catalogue;
    values = new Values(connection);
    now = clock.instant();
  }

  /// Fills the stores and commits the offsets at which the application starts. Does nothing if
  /// items, stories and alerts are all empty.
  ///
  /// @param predecessor the application id of the version to continue from; null if none is known
  void fill(
      Admin admin,
      String applicationId,
      @Nullable String predecessor,
      Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (Groups.empty(admin, List.of(catalogue.items(), catalogue.stories(), catalogue.alerts()))) {
      return;
    }
    createChangelogs(admin, applicationId);
    try (Changelogs changelogs = Changelogs.open(connection, applicationId)) {
      // Another instance may have filled the stores while this one waited for its turn.
      if (Groups.committed(admin, applicationId).isEmpty()) {
        changelogs.begin();
        findWaiting(offsets);
        write(changelogs, Heritage.of(admin, values, predecessor));
        changelogs.finish(offsets);
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
      // An interrupted takeover created it.
    }
  }

  private record Waiting(String item, String version) {
    static Waiting of(Item item) {
      return new Waiting(item.id(), item.version());
    }
  }

  private void findWaiting(Map<TopicPartition, OffsetAndMetadata> offsets) {
    KafkaTopic<Decided> decided = catalogue.decided();
    for (int partition = 0; partition < decided.partitions(); partition++) {
      OffsetAndMetadata next = offsets.get(new TopicPartition(decided.name(), partition));
      long from = next == null ? 0 : next.offset();
      values.entries(
          decided,
          partition,
          entry -> {
            Decided value = entry.value();
            if (value != null && entry.offset() >= from) {
              waiting.add(Waiting.of(value.item()));
            }
          });
    }
  }

  private void write(Changelogs changelogs, Heritage heritage) {
    Map<String, String> placed = new HashMap<>();
    StoryTraces traces = new StoryTraces(now);
    values.each(catalogue.stories(), story -> write(changelogs, story, placed));
    for (int partition = 0; partition < catalogue.items().partitions(); partition++) {
      OutletMemory memory = new OutletMemory(changelogs, partition);
      // The first item to get a name keeps it, and only the predecessor knows which one that was.
      heritage.names(partition, memory::name);
      values.each(
          catalogue.items(),
          partition,
          item -> {
            memory.take(item);
            place(changelogs, item, placed, traces);
          });
    }
    traces.all().forEach(trace -> changelogs.put(Store.TRACES, 0, trace.story(), trace));
    for (int partition = 0; partition < catalogue.alerts().partitions(); partition++) {
      writePairs(changelogs, partition);
      int written = partition;
      heritage.pairs(partition, (key, pair) -> changelogs.put(Store.PAIRS, written, key, pair));
    }
  }

  private void write(Changelogs changelogs, Story story, Map<String, String> placed) {
    if (StoryStage.expired(story, now)) {
      return;
    }
    changelogs.put(Store.STORIES, 0, story.id(), story);
    for (Story.Member member : story.members()) {
      placed.put(member.item(), story.id());
      if (!member.item().equals(story.id())) {
        changelogs.put(Store.PLACES, 0, member.item(), story.id());
      }
    }
  }

  /// An item that belongs to no story with a topic gets a story of its own.
  private void place(
      Changelogs changelogs, Item item, Map<String, String> placed, StoryTraces traces) {
    boolean recent = !item.seen().isBefore(now.minus(StoryStage.KEPT));
    if (item.origin() == Origin.IMPORT || !recent || waiting.contains(Waiting.of(item))) {
      return;
    }
    if (placed.putIfAbsent(item.id(), item.id()) == null) {
      alone.add(item.id());
    }
    if (alone.contains(item.id())) {
      changelogs.put(Store.STORIES, 0, item.id(), Stories.alone(item));
    }
    traces.take(placed.getOrDefault(item.id(), item.id()), item);
  }

  /// Alerts do not hold the number of distinct sources of a story; the number of outlets is its
  /// upper bound.
  private void writePairs(Changelogs changelogs, int partition) {
    Map<String, AlertedPair> pairs = new HashMap<>();
    values.each(
        catalogue.alerts(),
        partition,
        alert -> {
          String key = AlertedPair.key(alert.story(), alert.subscription());
          AlertedPair pair = AlertedPair.after(pairs.get(key), alert, alert.outlets().size());
          if (!pair.expired(now)) {
            pairs.put(key, pair);
            changelogs.put(Store.PAIRS, partition, key, pair);
          }
        });
  }
}
