package org.vigie.app.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.press.StoredPolls;
import org.vigie.model.NotificationRule;
import org.vigie.model.Subscription;

/// Six partitions, three instances, one of which is killed with `kill -9` in the middle: every
/// subscription is alerted of what one undisturbed instance alerts of, and nothing twice.
class ThreeInstancesTest {
  private static final List<Subscription> SUBSCRIPTIONS = subscriptions();

  @TempDir Path directory;

  @Test
  void tellWhatOneUndisturbedInstanceTells() throws Exception {
    List<ReadingBatch> editions = ReadingBatch.createSynthetic(3);
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<StreamsOutput> undisturbed = beside.submit(() -> undisturbed(editions, false));
      StreamsOutput several = disturbed(editions, false);
      StreamsOutput alone = undisturbed.get();
      assertThat(alone.covered()).hasSizeGreaterThan(100);
      assertSameAudience(several, alone);
    }
  }

  @Test
  @Tag("proof")
  void tellOfTheArchiveWhatOneUndisturbedInstanceTells() throws Exception {
    assumeTrue(Files.exists(StoredPolls.ARCHIVE), "the shared archive of polls is absent");
    List<ReadingBatch> editions = ReadingBatch.readArchived();
    StreamsOutput alone = undisturbed(editions, false);
    StreamsOutput several = disturbed(editions, false);
    System.out.printf(
        "six partitions, one instance: %s%n  three, one killed: %s%n  other founders: %d%n",
        alone, several, several.countOtherFounders(alone));
    assertThat(alone.covered()).hasSizeGreaterThan(1_000);
    assertSameAudience(several, alone);
  }

  @Test
  @Tag("proof")
  void tellTheSameAlertsOfAnArchiveThatComesThroughOnePartition() throws Exception {
    assumeTrue(Files.exists(StoredPolls.ARCHIVE), "the shared archive of polls is absent");
    List<ReadingBatch> editions = ReadingBatch.readArchived();
    StreamsOutput alone = undisturbed(editions, true);
    StreamsOutput several = disturbed(editions, true);
    System.out.printf("one partition, one instance: %s%n  three, one killed: %s%n", alone, several);
    assertSameAudience(several, alone);
    assertThat(several.describeAlerts()).isEqualTo(alone.describeAlerts());
  }

  private static void assertSameAudience(StreamsOutput several, StreamsOutput alone) {
    assertThat(alone.rejected()).isEmpty();
    assertThat(several.rejected()).isEmpty();
    assertThat(alone.covered()).as("every subscriber was alerted").isEqualTo(alone.asked());
    assertThat(several.asked()).isEqualTo(alone.asked());
    assertThat(several.covered()).isEqualTo(alone.covered());
    assertThat(several.listFirstAlerts()).as("subscription and story").doesNotHaveDuplicates();
    assertThat(several.alerts())
        .extracting(alert -> alert.id() + "/" + alert.seq())
        .doesNotHaveDuplicates();
  }

  private StreamsOutput undisturbed(List<ReadingBatch> editions, boolean onePartition)
      throws Exception {
    try (StreamsCluster room = new StreamsCluster(directory.resolve("alone"), onePartition)) {
      return room.runUndisturbed(SUBSCRIPTIONS, editions);
    }
  }

  private StreamsOutput disturbed(List<ReadingBatch> editions, boolean onePartition)
      throws Exception {
    try (StreamsCluster room = new StreamsCluster(directory.resolve("several"), onePartition)) {
      return room.runThreeInstances(SUBSCRIPTIONS, editions);
    }
  }

  /// Subscriptions by topic, by word, and by both; most of them in a partition of their own.
  private static List<Subscription> subscriptions() {
    List<Subscription> all = new ArrayList<>();
    for (String topic : List.of("ceasefire", "summit", "sanctions", "coalition")) {
      all.add(subscription("topic-" + topic, List.of(topic), null));
    }
    for (String query :
        List.of(
            "Ukraine OU Moldavie",
            "Gaza OU Israël OU Yémen",
            "Russie OU Arménie",
            "agriculteurs SAUF Bruxelles",
            "président PROCHE/6 (ministre OU république)",
            "musée",
            "émissaire OU négociations",
            "\"entre en vigueur\" OU \"premier ministre\"",
            "élection* OU salle")) {
      all.add(subscription("query-" + all.size(), List.of(), query));
    }
    all.add(subscription("both", List.of("ceasefire"), "jours OU otages"));
    return all;
  }

  private static Subscription subscription(String id, List<String> topics, @Nullable String query) {
    return Subscription.builder(id, Instant.EPOCH)
        .topics(topics)
        .query(query)
        .rule(new NotificationRule(1, NotificationRule.UpdateRule.DEFAULT, List.of(), true))
        .build();
  }
}
