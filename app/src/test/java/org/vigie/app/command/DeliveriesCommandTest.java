package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.CapturedTerminal;
import org.vigie.app.Main;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;
import org.vigie.model.SubscriptionState;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

class DeliveriesCommandTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final Delivery FAILED =
      delivery("s1")
          .withAttempt(NOW)
          .withFinalStatus(Delivery.Status.FAILED, "HTTP 500: \u001b[2Jno");
  private static final Delivery WAITING =
      delivery("s2").withAttempt(NOW).withNextAttempt(NOW.plusSeconds(300), "connection refused");
  private static final Delivery ARRIVED =
      delivery("s3").withAttempt(NOW).withFinalStatus(Delivery.Status.DELIVERED, null);

  private static final Delivery HELD =
      Delivery.createHeld(alert("s4"), "hook", NOW, NOW.plusSeconds(3600), HoldReason.DIGEST);
  private static final Delivery CAPPED =
      Delivery.createHeld(alert("s5"), "hook", NOW, NOW.plusSeconds(60), HoldReason.CAP);
  private static final Delivery DIGEST =
      Delivery.createBatch(
              "hook",
              List.of(new Delivery.BatchMember(CAPPED.id(), CAPPED.subscription())),
              HoldReason.CAP,
              null,
              NOW)
          .withAttempt(NOW)
          .withNextAttempt(NOW.plusSeconds(60), "HTTP 503");

  private static final Delivery TOLD = CAPPED.withBatch(DIGEST.id());

  @TempDir static Path directory;
  private static EmbeddedBroker broker;

  private final CapturedTerminal terminal =
      new CapturedTerminal("", false, Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));

  @BeforeAll
  static void writeALedger() {
    broker = EmbeddedBroker.start(directory);
    new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      for (Delivery delivery : List.of(FAILED, WAITING, ARRIVED, HELD, DIGEST, TOLD)) {
        writer.write(Catalogue.live().deliveries(), delivery).join();
      }
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private int run(String... arguments) {
    return Main.run(
        terminal.terminal(),
        Stream.concat(Arrays.stream(arguments), Stream.of("--data", directory.toString()))
            .toArray(String[]::new));
  }

  private List<String> retryRequests() {
    List<String> retryRequests = new ArrayList<>();
    TopicScan.of(broker.connection(), Catalogue.live().retries())
        .read(record -> retryRequests.add(record.key()));
    return retryRequests;
  }

  @Test
  void listsWhatWaitsOrFailedUnlessToldOtherwise() {
    assertThat(run("deliveries", "list")).isZero();
    assertThat(terminal.out())
        .contains(FAILED.id(), "HTTP 500: [2Jno", WAITING.id(), "LAST (Paris)", "  11:05:00  ")
        .contains(HELD.id(), "for the next digest")
        .doesNotContain("\u001b", ARRIVED.id(), DIGEST.id());
  }

  @Test
  void narrowsTheList() {
    assertThat(run("deliveries", "list", "--failed", "--subscription", "desk")).isZero();
    assertThat(terminal.out()).contains(FAILED.id()).doesNotContain(WAITING.id());
    assertThat(run("deliveries", "list", "--all", "--since", "30s")).isZero();
    assertThat(terminal.out()).doesNotContain(ARRIVED.id());
    assertThat(run("deliveries", "list", "--all", "--json")).isZero();
    assertThat(terminal.out()).contains(ARRIVED.id(), "\"content\":{");
  }

  @Test
  void narrowsTheListByChannelAddressReasonAndAge() {
    assertThat(run("deliveries", "list", "--reason", "CONNECTION ref", "--json")).isZero();
    assertThat(terminal.out()).contains(WAITING.id()).doesNotContain(FAILED.id(), HELD.id());
    assertThat(run("deliveries", "list", "--status", "held", "--channel", "hook")).isZero();
    assertThat(terminal.out()).contains(HELD.id()).doesNotContain(FAILED.id());
    assertThat(run("deliveries", "list", "--older-than", "1h")).isZero();
    assertThat(terminal.err()).contains("no deliveries\n");
    assertThat(run("deliveries", "list", "--limit", "1")).isZero();
    assertThat(terminal.err()).contains("the last 1 of 4; --limit N lists more");
    assertThat(run("deliveries", "list", "--channel", "hok")).isEqualTo(1);
    assertThat(terminal.err()).contains("no channel is called 'hok'");
    assertThat(run("deliveries", "list", "--status", "hold")).isEqualTo(2);
    assertThat(terminal.err()).contains("--status: 'hold' is none of", "did you mean 'held'?");
  }

  @Test
  void showsAMessageWithItsMembersAndAMemberWithItsMessage() {
    assertThat(run("deliveries", "show", TOLD.id())).isZero();
    assertThat(terminal.out()).contains("told by         " + DIGEST.id() + ", waiting", "HTTP 503");
    assertThat(run("deliveries", "show", DIGEST.id())).isZero();
    assertThat(terminal.out()).contains("tells           " + TOLD.id() + " Un sommet");
  }

  @Test
  void dropsWhatFiltersSelect() {
    assertThat(run("deliveries", "drop", "--channel", "hook", "--dry-run")).isZero();
    assertThat(terminal.out()).isEqualTo(FAILED.id() + " would be dropped\n");
    assertThat(terminal.err()).contains("vigie: 1 delivery would be dropped");
    assertThat(run("deliveries", "drop", "--reason", "digest")).isZero();
    assertThat(terminal.err()).contains("none to drop among those that failed; --status selects");
    assertThat(run("deliveries", "drop")).isEqualTo(2);
    assertThat(run("deliveries", "drop", "--all")).isZero();
    assertThat(terminal.err()).contains("vigie: 4 deliveries asked to be dropped");
  }

  @Test
  void countsAndMeasures() {
    assertThat(run("deliveries", "stats")).isZero();
    assertThat(terminal.out())
        .contains("hook     1          2        1     1       0")
        .contains("held            1 for the next digest", "oldest due      2025-03-15 11:01:00");
    assertThat(run("deliveries", "stats", "--json")).isZero();
    assertThat(terminal.out()).contains("\"counts\":{\"hook\":{\"waiting\":2,");
  }

  @Test
  void channelsAreListedAndTried() {
    run("subscriptions", "add", "tried", "--topic", "summit", "--file", "desk", "--console");
    assertThat(run("channels", "list", "tried", "--json")).isZero();
    assertThat(terminal.out())
        .contains("\"channel\":\"console\",\"kind\":\"console\",\"address\":\"\"");
    assertThat(run("channels", "test", "tried", "--channel", "console")).isZero();
    assertThat(terminal.out()).contains("À Genève, les deux délégations", "console: arrived");
    assertThat(run("channels", "test", "tried", "--channel", "fax")).isEqualTo(1);
    assertThat(terminal.err()).contains("subscription 'tried' has no channel 'fax'");
    run("subscriptions", "add", "mail", "--topic", "summit", "--email", "desk@example.org");
    assertThat(run("channels", "test", "mail")).isEqualTo(1);
    assertThat(terminal.out())
        .contains("email desk@example.org: not sent: no mail server is configured (mail.host)");
  }

  @Test
  void showsOneWithWhatItCarries() {
    assertThat(run("deliveries", "show", FAILED.id())).isZero();
    assertThat(terminal.out()).contains("failed", "Un sommet").doesNotContain("\u001b");
    assertThat(run("deliveries", "show", "nothing")).isEqualTo(1);
    assertThat(terminal.err()).contains("there is no delivery 'nothing'");
  }

  @Test
  void asksForFailedOnesByAWishAndRefusesTheRest() {
    assertThat(run("deliveries", "retry", "--failed")).isZero();
    assertThat(retryRequests()).contains(FAILED.id()).doesNotContain(WAITING.id(), ARRIVED.id());
    assertThat(run("deliveries", "retry", ARRIVED.id(), "nothing")).isEqualTo(1);
    assertThat(terminal.err()).contains("has arrived", "nothing is no delivery");
    assertThat(run("deliveries", "retry")).isEqualTo(2);
    assertThat(run("deliveries", "retry", "--waiting", FAILED.id())).isEqualTo(2);
    assertThat(run("deliveries", "retry", "--waiting", "--subscription", "desk")).isZero();
    assertThat(retryRequests()).contains(WAITING.id()).doesNotContain(ARRIVED.id());
  }

  @Test
  void addsAWebhookAndRefusesWhatCannotBeOne() {
    assertThat(
            run(
                "subscriptions",
                "add",
                "otan",
                "--topic",
                "summit",
                "--webhook",
                "https://example.org/hook",
                "--secret",
                "DESK"))
        .isZero();
    assertThat(run("subscriptions", "list", "--json")).isZero();
    assertThat(terminal.out())
        .contains("\"address\":\"https://example.org/hook\",\"secret\":\"DESK\"");
    for (String wrong : List.of("example", "ftp://example.org", "https://a:hush@example.org")) {
      assertThat(run("subscriptions", "add", "x", "--topic", "summit", "--webhook", wrong))
          .isEqualTo(2);
    }
    assertThat(
            run(
                "subscriptions",
                "add",
                "x",
                "--topic",
                "summit",
                "--webhook",
                "https://example.org",
                "--secret",
                "whsec_hushhush"))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("--webhook: the address", "--secret: this is a secret");
    assertThat(terminal.err()).doesNotContain("hush");
  }

  @Test
  void listsSubscriptionsWithWhatStreamsSaidOfThem() {
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      for (SubscriptionState state :
          List.of(
              createFaultyState("sick", 1, "query \u001b[2Jtoo large"),
              createFaultyState("mended", 0, "was too large"),
              createFaultyState("outdated", 2, "is no subscription"))) {
        writer.write(Catalogue.live().subscriptionStates(), state).join();
      }
    }
    for (String id : List.of("sick", "mended", "outdated")) {
      assertThat(run("subscriptions", "add", id, "--topic", "summit")).isZero();
    }
    assertThat(run("subscriptions", "list")).isZero();
    assertThat(terminal.out().lines().map(String::strip))
        .anyMatch(line -> line.startsWith("ID") && line.endsWith("PROBLEM"))
        .anyMatch(line -> line.startsWith("sick") && line.endsWith("rule: query [2Jtoo large"))
        .anyMatch(line -> line.startsWith("mended") && line.endsWith("console"))
        .anyMatch(line -> line.endsWith("version 2: rule: is no subscription"));
    assertThat(run("subscriptions", "list", "--json")).isZero();
    assertThat(terminal.out())
        .contains("{\"id\":\"sick\"", "\"problem\":\"rule: query [2Jtoo large\"}")
        .contains("\"problem\":null}");
  }

  private static SubscriptionState createFaultyState(String id, int version, String problem) {
    return new SubscriptionState(id, SubscriptionState.RULE, version, problem, NOW);
  }

  private static Delivery delivery(String story) {
    return Delivery.createPending(alert(story), "hook", NOW);
  }

  private static Alert alert(String story) {
    return SampleAlerts.alert().story(story).title("Un sommet\u001b s’ouvre").build();
  }
}
