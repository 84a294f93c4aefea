package org.vigie.streams.takeover;

import java.nio.charset.StandardCharsets;
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
import org.vigie.analysis.KeyedState;
import org.vigie.analysis.alert.AlertedPair;
import org.vigie.analysis.alert.ToldSteps;
import org.vigie.analysis.alert.TopicSteps;
import org.vigie.analysis.story.StoryAssigner;
import org.vigie.model.Alert;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Story;
import org.vigie.streams.stage.StoryStage;
import org.vigie.streams.store.StoreDefinition;
import org.vigie.streams.topology.KafkaAdmin;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;

/// Fills the stores of an application that has never run from items, stories and alerts, by writing
/// the changelogs from which Kafka Streams restores them. State that is in none of these (names
/// that only repeated readings gave, and stories that are held back) comes from the changelogs of
/// the predecessor, as far as they exist and can be read.
///
/// Memory: the names of the items of one partition (16 to 32 bytes each), the hashes of those with
/// several versions, and the alerted pairs of one partition, without their texts (about 500 bytes
/// each).
final class StoreFiller {
  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final Instant now;

  /// The ids of items that belong to no story with a topic.
  private final Set<String> singleItemStories = new HashSet<>();

  /// Versions that were accepted and decided but have not reached the story stage yet; that stage
  /// will place them.
  private final Set<PendingVersion> pendingVersions = new HashSet<>();

  StoreFiller(KafkaConnection connection, Catalogue catalogue, Clock clock) {
    this.connection = connection;
    this.catalogue = catalogue;
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
    if (KafkaAdmin.areEmpty(
        admin, List.of(catalogue.items(), catalogue.stories(), catalogue.alerts()))) {
      return;
    }
    createChangelogs(admin, applicationId);
    try (ChangelogWriter changelogs = ChangelogWriter.open(connection, applicationId)) {
      // Another instance may have filled the stores while this one waited for its turn.
      if (KafkaAdmin.readCommittedOffsets(admin, applicationId).isEmpty()) {
        changelogs.beginTransaction();
        findPendingVersions(offsets);
        writeStores(changelogs, PredecessorState.find(admin, connection, predecessor));
        changelogs.commitWithOffsets(offsets);
      }
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      awaitOtherInstance(admin, applicationId, e);
    }
  }

  private static void awaitOtherInstance(
      Admin admin, String applicationId, RuntimeException fenced) {
    if (!KafkaAdmin.awaitCondition(
        () -> !KafkaAdmin.readCommittedOffsets(admin, applicationId).isEmpty())) {
      throw new IllegalStateException(
          "another instance is taking over for " + applicationId + ": start again later", fenced);
    }
  }

  private void createChangelogs(Admin admin, String applicationId) {
    int outlets = catalogue.readings().partitions();
    createChangelog(admin, StoreDefinition.ALIASES.changelogName(applicationId), outlets);
    createChangelog(admin, StoreDefinition.KNOWN_ITEMS.changelogName(applicationId), outlets);
    createChangelog(admin, StoreDefinition.OUTLET_FEEDS.changelogName(applicationId), outlets);
    createChangelog(
        admin,
        StoreDefinition.STORY_MEMBERSHIPS.changelogName(applicationId),
        catalogue.decided().partitions());
    createChangelog(
        admin,
        StoreDefinition.STORIES.changelogName(applicationId),
        catalogue.decided().partitions());
    createChangelog(
        admin,
        StoreDefinition.STORY_TRACES.changelogName(applicationId),
        catalogue.decided().partitions());
    createChangelog(
        admin,
        StoreDefinition.ALERTED_PAIRS.changelogName(applicationId),
        catalogue.matches().partitions());
    createChangelog(
        admin,
        StoreDefinition.TOLD_STEPS.changelogName(applicationId),
        catalogue.matches().partitions());
  }

  private static void createChangelog(Admin admin, String name, int partitions) {
    NewTopic topic =
        new NewTopic(name, Optional.of(partitions), Optional.empty())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    try {
      KafkaAdmin.awaitResult(admin.createTopics(List.of(topic)).all());
    } catch (TopicExistsException e) {
      // An interrupted takeover created it.
    }
  }

  private record PendingVersion(String item, String version) {
    static PendingVersion of(Item item) {
      return new PendingVersion(item.id(), item.version());
    }
  }

  private void findPendingVersions(Map<TopicPartition, OffsetAndMetadata> offsets) {
    KafkaTopic<DecisionRecord> decided = catalogue.decided();
    for (int partition = 0; partition < decided.partitions(); partition++) {
      OffsetAndMetadata next = offsets.get(new TopicPartition(decided.name(), partition));
      long from = next == null ? 0 : next.offset();
      TopicScan.of(connection, decided)
          .partition(partition)
          .from(from)
          .onUnreadable(letter -> {})
          .readValues(value -> pendingVersions.add(PendingVersion.of(value.item())));
    }
  }

  private void writeStores(ChangelogWriter changelogs, PredecessorState predecessor) {
    Map<String, String> placed = new HashMap<>();
    StoryTraceCollector traces = new StoryTraceCollector(now);
    // What one record does to the state is left out where it fails; the takeover goes on.
    TopicScan.of(connection, catalogue.stories())
        .readValues(
            TopicScan.setAsideFailures((Story story) -> writeStory(changelogs, story, placed)));
    for (int partition = 0; partition < catalogue.items().partitions(); partition++) {
      AcceptStoreFiller items =
          new AcceptStoreFiller(changelogs, partition, findEditedItems(partition));
      // The first item to get a name keeps it, and only the predecessor knows which one that was.
      predecessor.forEachName(partition, items::addName);
      TopicScan.of(connection, catalogue.items())
          .partition(partition)
          .readValues(
              TopicScan.setAsideFailures(
                  (Item item) -> {
                    items.addVersion(item);
                    placeItem(changelogs, item, placed, traces);
                  }));
    }
    traces
        .buildTraces()
        .forEach(trace -> changelogs.write(StoreDefinition.STORY_TRACES, 0, trace.story(), trace));
    for (int partition = 0; partition < catalogue.alerts().partitions(); partition++) {
      writeAlertState(changelogs, partition);
      int written = partition;
      predecessor.forEachPair(
          partition,
          (key, pair) -> changelogs.write(StoreDefinition.ALERTED_PAIRS, written, key, pair));
    }
  }

  private Set<String> findEditedItems(int partition) {
    FingerprintSet ids = new FingerprintSet();
    Set<String> edited = new HashSet<>();
    TopicScan.of(connection, catalogue.items())
        .partition(partition)
        .readRaw(
            record -> {
              String id =
                  record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
              if (!ids.add(id)) {
                edited.add(id);
              }
            });
    return edited;
  }

  private void writeStory(ChangelogWriter changelogs, Story story, Map<String, String> placed) {
    if (StoryStage.isExpired(story, now)) {
      return;
    }
    changelogs.write(StoreDefinition.STORIES, 0, story.id(), story);
    for (Story.Member member : story.members()) {
      placed.put(member.item(), story.id());
      if (!member.item().equals(story.id())) {
        changelogs.write(StoreDefinition.STORY_MEMBERSHIPS, 0, member.item(), story.id());
      }
    }
  }

  /// An item that belongs to no story with a topic gets a story of its own.
  private void placeItem(
      ChangelogWriter changelogs,
      Item item,
      Map<String, String> placed,
      StoryTraceCollector traces) {
    boolean recent = !item.seen().isBefore(now.minus(StoryStage.RETENTION));
    if (item.origin() == Origin.IMPORT
        || !recent
        || pendingVersions.contains(PendingVersion.of(item))) {
      return;
    }
    if (placed.putIfAbsent(item.id(), item.id()) == null) {
      singleItemStories.add(item.id());
    }
    if (singleItemStories.contains(item.id())) {
      changelogs.write(
          StoreDefinition.STORIES, 0, item.id(), StoryAssigner.createSingleItemStory(item));
    }
    traces.addItem(placed.getOrDefault(item.id(), item.id()), item);
  }

  private void writeAlertState(ChangelogWriter changelogs, int partition) {
    Map<String, AlertedPair> pairs = new HashMap<>();
    Map<String, TopicSteps> steps = new HashMap<>();
    ToldSteps toldSteps = new ToldSteps(new KeyedState<>(steps::get, steps::put));
    TopicScan.of(connection, catalogue.alerts())
        .partition(partition)
        .readValues(
            TopicScan.setAsideFailures(
                (Alert alert) -> {
                  writeAlertedPair(changelogs, partition, alert, pairs);
                  toldSteps.addAlert(alert);
                }));
    steps.forEach(
        (key, told) -> {
          if (!told.isExpired(now)) {
            changelogs.write(StoreDefinition.TOLD_STEPS, partition, key, told);
          }
        });
  }

  private void writeAlertedPair(
      ChangelogWriter changelogs, int partition, Alert alert, Map<String, AlertedPair> pairs) {
    String key = AlertedPair.key(alert.story(), alert.subscription());
    AlertedPair pair = AlertedPair.ofAlert(pairs.get(key), alert);
    if (!pair.isExpired(now)) {
      pairs.put(key, pair);
      changelogs.write(StoreDefinition.ALERTED_PAIRS, partition, key, pair);
    }
  }
}
