package org.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.streams.Press.MARKET;
import static org.vigie.streams.Press.NOW;
import static org.vigie.streams.Press.TRUCE;
import static org.vigie.streams.Press.TRUCE_EDITED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.alert.Backtest;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

class ReplayTest {
  private static final Instant FROM = NOW.minus(Duration.ofHours(1));
  private static final Instant TO = NOW.plus(Duration.ofHours(1));
  private static final Subscription EARLY = Press.wants("tot", "ceasefire");
  private static final Subscription LATE =
      new Subscription(
          "tard",
          1,
          Subscription.State.ACTIVE,
          null,
          List.of("ceasefire"),
          null,
          List.of(),
          NOW.plusSeconds(30));

  private final Catalogue live = Catalogue.live();
  private final List<Item> archive =
      Backtest.items(
          List.of(
              at(NOW.minus(Duration.ofDays(3)), "old", TRUCE),
              at(NOW, "old", TRUCE_EDITED),
              at(NOW.plusSeconds(60), "late", TRUCE),
              at(
                  NOW.plusSeconds(10),
                  "early",
                  "Soudan : un cessez-le-feu de dix jours entre en vigueur"),
              at(NOW.plusSeconds(20), "early", MARKET),
              at(NOW.plusSeconds(5), "other", MARKET),
              Press.fetched(
                  Press.imported("history", "Yémen : les rebelles acceptent une trêve"),
                  NOW.plusSeconds(40)),
              at(TO, "after", TRUCE)));

  @TempDir Path directory;

  @Test
  void aBacktestAsksTheSubscriptionsOfTheTime() {
    List<Alert> alerts =
        new Backtest(Analyst.bundled(), List.of(EARLY, LATE)).run(archive, FROM, TO);
    assertThat(told(alerts))
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
    List<Alert> expected =
        new Backtest(Analyst.bundled(), List.of(EARLY, LATE)).run(archive, FROM, TO);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
      prepare(broker);
      Replay replay =
          new Replay(
              broker.connection(),
              Analyst.bundled(),
              Clock.fixed(NOW, ZoneOffset.UTC),
              directory.resolve("state"));
      Replay.Request request = new Replay.Request("mars", FROM, TO, Replay.Asked.THEN);
      Replay.Outcome outcome = replay.run(request);
      assertThat(outcome.alerts()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(outcome.items()).isEqualTo(7);
      assertThat(replay.list()).containsExactly("mars");
      assertThat(replay.show("mars")).isEqualTo(outcome);
      assertThatThrownBy(() -> replay.run(request)).hasMessageContaining("drop it first");
      assertNoTrace(broker);
      replay.drop("mars");
      assertThat(replay.list()).isEmpty();
    }
  }

  private void prepare(EmbeddedBroker broker) {
    new TopicAdmin(broker.connection()).prepare(live);
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      archive.forEach(item -> writer.write(live.items(), item));
      writer.write(live.subscriptions(), EARLY);
      writer.write(live.subscriptions(), LATE);
    }
  }

  private void assertNoTrace(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(broker.connection().admin());
        Stream<Path> state = Files.list(directory.resolve("state"))) {
      assertThat(admin.listTopics().names().get()).noneMatch(name -> name.endsWith("-changelog"));
      assertThat(admin.listGroups().all().get()).isEmpty();
      assertThat(state).isEmpty();
      assertThat(new Values(broker.connection()).of(live.alerts())).isEmpty();
    }
  }

  private static List<String> told(List<Alert> alerts) {
    List<String> guids = List.of("old", "late", "early", "other", "after", "history");
    return alerts.stream()
        .map(
            alert ->
                alert.subscription()
                    + " "
                    + alert.kind()
                    + " "
                    + guids.stream()
                        .filter(guid -> Press.live(guid, "", "").itemId().equals(alert.item()))
                        .findFirst()
                        .orElseThrow())
        .toList();
  }

  private static Reading at(Instant seen, String guid, String title) {
    return Press.fetched(Press.live(guid, title, ""), seen);
  }
}
