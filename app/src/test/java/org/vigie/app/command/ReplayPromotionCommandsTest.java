package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.CapturedTerminal;
import org.vigie.app.Main;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Alert;
import org.vigie.model.ReplayRun;
import org.vigie.model.Subscription;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// A replay that has raised one alert that live operation raised too, and one that it did not.
class ReplayPromotionCommandsTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final Instant SEEN = NOW.minusSeconds(3_600);

  @TempDir static Path directory;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void writeARun() {
    broker = EmbeddedBroker.start(directory);
    Catalogue live = Catalogue.live();
    Catalogue replay = Catalogue.replay("mars");
    new TopicAdmin(broker.connection()).createAndCheck(live);
    new TopicAdmin(broker.connection()).createAndCheck(replay);
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer
          .write(live.replays(), ReplayRun.start("mars", SEEN, NOW, NOW).finish(2, 2, NOW))
          .join();
      writer
          .write(live.subscriptions(), Subscription.builder("desk", SEEN).query("Kiev").build())
          .join();
      writer.write(live.alerts(), alert("told", "Un titre")).join();
      writer.write(live.alerts(), alert("unheard", "Un autre titre")).join();
      writer.write(replay.alerts(), alert("told", "Un titre")).join();
      writer.write(replay.alerts(), alert("missed", "Un \u001b[31mmanque")).join();
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static Alert alert(String item, String title) {
    return SampleAlerts.alert().story(item).item(item).title(title).time(SEEN).build();
  }

  private static CapturedTerminal run(String... words) {
    CapturedTerminal terminal = new CapturedTerminal("", false, Clock.fixed(NOW, ZoneOffset.UTC));
    String[] all = new String[words.length + 3];
    all[0] = "replay";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--data";
    all[words.length + 2] = directory.toString();
    assertThat(Main.run(terminal.terminal(), all)).as(terminal.err()).isZero();
    return terminal;
  }

  @Test
  void comparesAndPromotesOnce() {
    CapturedTerminal diff = run("diff", "mars");
    assertThat(diff.out().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("missing") && line.endsWith("Un autre titre"))
        .anyMatch(line -> line.startsWith("new ") && line.contains("manque"))
        .noneMatch(line -> line.contains("\u001b"));
    assertThat(diff.err()).contains("1 alerted by both, 1 live only (missing), 1 by the replay");
    assertThat(run("diff", "mars", "--json").out()).startsWith("{\"same\":1,\"missing\":[{");

    assertThat(run("promote", "mars").out())
        .isEqualTo("1 story would be promoted, 1 skipped; --yes delivers them\n");
    assertThat(TopicScan.of(broker.connection(), Catalogue.live().alerts()).values()).hasSize(2);
    assertThat(run("promote", "mars", "--yes").out()).isEqualTo("1 story promoted, 1 skipped\n");
    assertThat(run("promote", "mars", "--yes").out()).isEqualTo("0 stories promoted, 2 skipped\n");
  }
}
