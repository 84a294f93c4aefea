package org.vigie.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.streams.TestReadings.MARKET;
import static org.vigie.streams.TestReadings.NOW;
import static org.vigie.streams.TestReadings.TRUCE;
import static org.vigie.streams.TestReadings.TRUCE_EDITED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.Backtest;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.model.ReplayRun;
import org.vigie.model.Subscription;
import org.vigie.streams.TestReadings;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

class ReplayTest {
  private static final TextAnalyser ANALYSER = TextAnalyser.bundled();
  private static final Instant FROM = NOW.minus(Duration.ofHours(1));
  private static final Instant TO = NOW.plus(Duration.ofHours(1));
  private static final Subscription EARLY = TestReadings.topicSubscription("tot", "ceasefire");
  private static final Subscription LATE =
      Subscription.builder("tard", NOW.plusSeconds(30)).topics(List.of("ceasefire")).build();

  private final Catalogue live = Catalogue.live();
  private final List<Item> archive =
      Backtest.acceptReadings(
          List.of(
              readingAt(NOW.minus(Duration.ofDays(3)), "old", TRUCE),
              readingAt(NOW, "old", TRUCE_EDITED),
              readingAt(NOW.plusSeconds(60), "late", TRUCE),
              readingAt(
                  NOW.plusSeconds(10),
                  "early",
                  "Soudan : un cessez-le-feu de dix jours entre en vigueur"),
              readingAt(NOW.plusSeconds(20), "early", MARKET),
              readingAt(NOW.plusSeconds(5), "other", MARKET),
              TestReadings.withFetchTime(
                  TestReadings.importedReading(
                      "history", "Yémen : les rebelles acceptent une trêve"),
                  NOW.plusSeconds(40)),
              readingAt(TO, "after", TRUCE)));

  @TempDir Path directory;

  @Test
  void aBacktestAsksTheSubscriptionsOfTheTime() {
    List<Alert> alerts = new Backtest(ANALYSER, List.of(EARLY, LATE)).run(archive, FROM, TO);
    assertThat(describeAlerts(alerts))
        .containsExactly(
            "tot new early",
            "tot correction early",
            "tard new history",
            "tot new history",
            "tard new late",
            "tot new late");
    assertThat(alerts)
        .allMatch(alert -> alert.timeline().fetched().equals(alert.timeline().seen()));
  }

  @Test
  void aReplayGivesWhatABacktestGivesAndLeavesNoTraceButItsResults() throws Exception {
    List<Alert> expected = new Backtest(ANALYSER, List.of(EARLY, LATE)).run(archive, FROM, TO);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
      prepare(broker);
      Replay replay =
          new Replay(
              broker.connection(), Clock.fixed(NOW, ZoneOffset.UTC), directory.resolve("state"));
      Replay.ReplayRequest request =
          new Replay.ReplayRequest("mars", FROM, TO, Replay.SubscriptionsAsOf.THEN);
      Set<Integer> totals = new HashSet<>();
      Replay.ReplayResult outcome =
          replay.run(request, ANALYSER, (done, total) -> totals.add(total));
      assertThat(totals).containsExactlyInAnyOrder(0, 7);
      assertThat(replay.readStates().get("mars"))
          .isEqualTo(ReplayRun.start("mars", FROM, TO, NOW).finish(7, expected.size(), NOW));
      assertThat(outcome.alerts()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(outcome.items()).isEqualTo(7);
      assertThat(replay.listRuns()).containsExactly("mars");
      assertThat(replay.readResult("mars")).isEqualTo(outcome);
      assertThatThrownBy(() -> replay.run(request, ANALYSER)).hasMessageContaining("drop it first");
      assertNoTrace(broker);
      replay.dropRun("mars");
      assertThat(replay.listRuns()).isEmpty();
      assertThat(replay.readStates()).isEmpty();
    }
  }

  @Test
  void anEndedReplaySaysSoAndIsDropped() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
      prepare(broker);
      Replay replay =
          new Replay(
              broker.connection(), Clock.fixed(NOW, ZoneOffset.UTC), directory.resolve("state"));
      assertThatThrownBy(
              () ->
                  replay.run(
                      new Replay.ReplayRequest("avril", FROM, TO, Replay.SubscriptionsAsOf.NOW),
                      ANALYSER,
                      (done, total) -> {
                        throw new CancellationException("enough");
                      }))
          .isInstanceOf(CancellationException.class);
      assertThat(replay.readStates().get("avril"))
          .isEqualTo(ReplayRun.start("avril", FROM, TO, NOW).fail("enough", NOW));
      replay.dropRun("avril");
      assertThat(replay.readStates()).isEmpty();
    }
  }

  private void prepare(EmbeddedBroker broker) {
    new TopicAdmin(broker.connection()).createAndCheck(live);
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      archive.forEach(item -> writer.write(live.items(), item));
      writer.write(live.subscriptions(), EARLY);
      writer.write(live.subscriptions(), LATE);
    }
  }

  private void assertNoTrace(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(broker.connection().adminSettings());
        Stream<Path> state = Files.list(directory.resolve("state"))) {
      assertThat(admin.listTopics().names().get()).noneMatch(name -> name.endsWith("-changelog"));
      assertThat(admin.listGroups().all().get()).isEmpty();
      assertThat(state).isEmpty();
      assertThat(TopicScan.of(broker.connection(), live.alerts()).values()).isEmpty();
    }
  }

  private static List<String> describeAlerts(List<Alert> alerts) {
    List<String> guids = List.of("old", "late", "early", "other", "after", "history");
    return alerts.stream()
        .map(
            alert ->
                alert.subscription()
                    + " "
                    + alert.kind()
                    + " "
                    + guids.stream()
                        .filter(
                            guid ->
                                TestReadings.liveReading(guid, "", "")
                                    .itemId()
                                    .equals(alert.item()))
                        .findFirst()
                        .orElseThrow())
        .toList();
  }

  private static Reading readingAt(Instant seen, String guid, String title) {
    return TestReadings.withFetchTime(TestReadings.liveReading(guid, title, ""), seen);
  }
}
