package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.CapturedTerminal;
import org.vigie.app.Main;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Content;
import org.vigie.model.Delivery;
import org.vigie.model.Evidence;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

class AlertsCommandTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final String STORY = "0123456789abcdef0123456789abcdef";
  private static final String STORY_TEXT =
      """
      story 0123456789abcdef0123456789abcdef

      2025-03-15 10:00:00 Paris  Le Phare  2 versions
        Un sommet à Trèves
        until 2025-03-15 10:05:00 Paris: Un sommet en vue
        https://phare.example/1
      """;
  private static final Alert FIRST = alert(STORY, Alert.Kind.NEW, 1);
  private static final Alert UPDATE = alert(STORY, Alert.Kind.UPDATE, 2);
  private static final Alert OTHER = alert("s2", Alert.Kind.NEW, 1);

  @TempDir static Path directory;
  private static EmbeddedBroker broker;

  private final CapturedTerminal terminal =
      new CapturedTerminal("", false, Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));

  @BeforeAll
  static void raise() {
    broker = EmbeddedBroker.start(directory);
    new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
    Delivery delivery = Delivery.createPending(FIRST, "console", NOW).withAttempt(NOW);
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      for (Alert alert : List.of(UPDATE, FIRST, OTHER)) {
        writer.write(Catalogue.live().alerts(), alert).join();
      }
      writer.write(Catalogue.live().items(), version("Un sommet en vue", 60)).join();
      writer.write(Catalogue.live().items(), version("Un sommet à Trèves", 55)).join();
      writer
          .write(
              Catalogue.live().deliveries(),
              delivery.withFinalStatus(Delivery.Status.DELIVERED, null))
          .join();
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static Item version(String title, int minutesAgo) {
    Instant seen = NOW.minusSeconds(60L * minutesAgo);
    return new Item(
        STORY,
        title,
        List.of(),
        Outlet.named("Le Phare"),
        "phare/1",
        Origin.LIVE,
        new Content(title, "", null, "https://phare.example/1", null, null, null, List.of()),
        seen,
        true,
        seen,
        null,
        false);
  }

  private static Alert alert(String story, Alert.Kind kind, int seq) {
    Evidence evidence = new Evidence("title", 3, 9, "sommet", "sommet", 1);
    List<TopicMatch> topics =
        List.of(
            new TopicMatch(
                "summit",
                1.5,
                List.of(evidence),
                new PhaseMatch("held", Map.of(), List.of(evidence))));
    SampleAlerts sample =
        SampleAlerts.alert()
            .subscription("desk", 4)
            .story(story)
            .outlets("le-phare", "la-vigie")
            .item("item-" + seq)
            .title("Un sommet\u001b[2J à Trèves n° " + seq)
            .url("https://phare.example/" + seq)
            .findings(
                new Alert.Findings(
                    topics,
                    Map.of(),
                    null,
                    List.of("DE"),
                    List.of("medtop:20000638"),
                    "packs",
                    ArticleForm.NEWS))
            .time(NOW, NOW.plusMillis(12));
    return seq == 1
        ? sample.revision(kind, 1).build()
        : sample.revision(kind, seq, Alert.UpdateReason.TOPICS).build();
  }

  private int run(String... arguments) {
    return Main.run(
        terminal.terminal(),
        Stream.concat(Arrays.stream(arguments), Stream.of("--data", directory.toString()))
            .toArray(String[]::new));
  }

  @Test
  void whatIsListedCanBeShown() {
    run("alerts", "list", "--subscription", "desk");
    String id = FIRST.id().substring(0, 8);
    assertThat(terminal.out().lines().filter(line -> line.endsWith("  " + id))).hasSize(2);
    assertThat(run("alerts", "show", id)).isZero();
  }

  @Test
  void theShortIdThatIsPrintedMutesTheStoryAndShowsIt() {
    run("subscriptions", "add", "desk", "--query", "sommet");
    String id = FIRST.id().substring(0, 8);
    assertThat(run("stories", "show", id)).isZero();
    assertThat(terminal.out()).endsWith(STORY_TEXT);
    assertThat(run("stories", "show", "--json", id)).isZero();
    assertThat(terminal.out()).contains("\"seen\":\"2025-03-15T09:00:00Z\"");
    assertThat(run("subscriptions", "mute", "desk", id)).isZero();
    assertThat(run("subscriptions", "show", "--json", "desk")).isZero();
    assertThat(terminal.out()).contains("\"muted\":[\"" + STORY + "\"]");
    assertThat(run("subscriptions", "unmute", "desk", id)).isZero();
  }

  @Test
  void showsAnAlertWithItsUpdatesReasonsAndDeliveries() {
    assertThat(run("alerts", "show", FIRST.id().substring(0, 12))).isZero();
    assertThat(terminal.out())
        .containsSubsequence(
            "subscription    desk",
            "story           " + STORY,
            "number 1        new",
            "Trèves n° 1",
            "le-phare, la-vigie",
            "summit 1.50: title « sommet »",
            "held: title « sommet »",
            "DE",
            "version 4 of the subscription",
            "2025-03-15 11:00:00 Paris",
            "delivered by console, 1 attempt",
            "number 2        update: topics",
            "Trèves n° 2")
        .doesNotContain("\u001b", OTHER.id());
  }

  @Test
  void showsEachTellingAsJson() {
    assertThat(run("alerts", "show", "--json", FIRST.id())).isZero();
    assertThat(terminal.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":"));
  }

  @Test
  void refusesWhatIsNotThereInsteadOfShowingSilence() {
    assertThat(run("alerts", "show", "ffff")).isEqualTo(1);
    assertThat(terminal.err()).contains("there is no alert 'ffff'");
    assertThat(run("alerts", "list", "--subscription", "dekc")).isEqualTo(1);
    assertThat(terminal.err()).contains("there is no subscription 'dekc'");
  }

  @Test
  void narrowsTheList() {
    assertThat(run("alerts", "list", "--topic", "summit", "--since", "2h", "--json")).isZero();
    assertThat(terminal.out().lines()).hasSize(3);
    assertThat(run("alerts", "list", "--topic", "coalition")).isZero();
    assertThat(run("alerts", "list", "--since", "30s")).isZero();
    assertThat(terminal.out().lines()).hasSize(3);
  }

  @Test
  void readsAndShowsTimesInTheZoneThatIsAskedForAndKeepsJsonInUtc() {
    String since = "2025-03-15T10:30";
    assertThat(run("alerts", "list", "--since", since, "--zone", "UTC")).isZero();
    assertThat(terminal.out()).as("raised at 10:00 UTC").isEmpty();
    assertThat(run("alerts", "list", "--since", since)).isZero();
    assertThat(terminal.out()).contains("  Sat 15 Mar 2025, 11:00 (Paris)  ");
    assertThat(run("alerts", "show", FIRST.id(), "--zone", "America/Montreal")).isZero();
    assertThat(terminal.out()).contains("seen            2025-03-15 06:00:00 Montreal\n");
    assertThat(run("alerts", "list", "--json", "--zone", "America/Montreal")).isZero();
    assertThat(terminal.out()).contains("\"seen\":\"2025-03-15T10:00:00Z\"");
  }
}
