package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.CapturedTerminal;
import org.vigie.app.Main;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Content;
import org.vigie.model.Item;
import org.vigie.model.Outlet;
import org.vigie.model.Subscription;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

class SubscriptionsCommandTest {
  @TempDir static Path directory;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory.resolve("data"));
    new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  /// The exit code and the output of a command.
  private record Ended(int code, String out, String err) {}

  private static Ended run(String... arguments) {
    return command("subscriptions", arguments);
  }

  private static Ended command(String command, String... arguments) {
    CapturedTerminal terminal = CapturedTerminal.of("");
    Stream<String> data = Stream.of("--data", directory.resolve("data").toString());
    Stream<String> line = Stream.concat(Stream.of(command), Arrays.stream(arguments));
    int code = Main.run(terminal.terminal(), Stream.concat(line, data).toArray(String[]::new));
    return new Ended(code, terminal.out(), terminal.err());
  }

  private static Ended importing(String... lines) throws IOException {
    Path file = Files.createTempFile(directory, "subscriptions", ".jsonl");
    Files.write(file, Arrays.asList(lines));
    return run("import", file.toString());
  }

  @Test
  void aPausedOneIsStillPausedAfterExportAndImport() throws IOException {
    importing("{\"id\":\"away\",\"query\":\"Kiev\"}");
    assertThat(run("pause", "away").code()).isZero();
    String[] exported =
        run("export").out().lines().filter(line -> line.contains("away")).toArray(String[]::new);
    assertThat(importing(exported).out()).isEqualTo("0 added, 0 changed, 1 as they were\n");
    assertThat(run("remove", "away").code()).isZero();
    assertThat(importing(exported).out()).isEqualTo("1 added, 0 changed, 0 as they were\n");
    assertThat(run("show", "away").out()).contains("paused");
  }

  @Test
  void aLineWithoutStateNeitherPausesNorResumes() throws IOException {
    importing("{\"id\":\"quiet\",\"query\":\"Kiev\",\"state\":\"paused\"}");
    importing("{\"id\":\"quiet\",\"query\":\"Moscou\"}");
    assertThat(run("show", "quiet").out()).contains("Moscou", "paused");
    assertThat(run("edit", "quiet", "--owner", "Bo").out()).contains("paused");
  }

  @Test
  void severalChannelsSurviveExportAndImport() throws IOException {
    String first = "https://hook.example/1";
    String second = "https://hook.example/2";
    assertThat(
            run("add", "two", "--topic", "summit", "--webhook", first, "--secret", "desk").code())
        .isZero();
    assertThat(run("edit", "two", "--console", "--webhook", first, "--webhook", second).code())
        .isZero();
    assertThat(run("show", "two").out())
        .contains("webhook https://hook.example/1", "webhook-2 https://hook.example/2");
    assertThat(run("list").out()).contains("console, webhook " + first + ", webhook-2 " + second);
    String[] exported =
        run("export").out().lines().filter(line -> line.contains("two")).toArray(String[]::new);
    assertThat(importing(exported).out()).isEqualTo("0 added, 0 changed, 1 as they were\n");
    assertThat(importing("{\"id\":\"x\",\"query\":\"y\",\"channels\":[{\"kind\":\"fax\"}]}").err())
        .contains(
            ":1: channels[0].kind: 'fax' is none of console, email, ntfy, chat, webhook, file");
  }

  @Test
  void channelsOfAllKindsAreShownWithoutWhatIsSecret() throws IOException {
    Ended added =
        run(
            "add",
            "reach",
            "--query",
            "Kiev",
            "--email",
            "desk@example.org",
            "--ntfy",
            "https://ntfy.example/hidden-desk",
            "--token",
            "phone",
            "--priority",
            "high",
            "--chat",
            "https://hooks.slack.com/services/T0/B0/hiddenhush",
            "--file",
            "desk");
    assertThat(added.code()).as(added.err()).isZero();
    assertThat(added.err())
        .contains("email: no mail server is configured (mail.host) here")
        .contains("file: file.directory is not set here")
        .contains("ntfy: secret 'phone' is not in the configuration here (VIGIE_SECRET_PHONE)");
    String shown = run("show", "reach").out();
    assertThat(shown)
        .contains("email desk@example.org", "chat https://hooks.slack.com/…hush, slack")
        .contains("ntfy https://ntfy.example/…desk, with the token 'phone', priority high")
        .contains("file desk")
        .doesNotContain("language");
    for (String command : new String[] {"show reach", "show reach --json", "list", "list --json"}) {
      assertThat(run(command.split(" ")).out()).doesNotContain("hidden").contains("…hush");
    }
    assertThat(run("export").out()).contains("hidden-desk", "hiddenhush");
    assertThat(run("edit", "reach", "--remove-channel", "emial").err())
        .contains("--remove-channel: no channel is called 'emial'", "did you mean 'email'?");
    assertThat(run("edit", "reach", "--keep-channels", "--console").err())
        .contains("subscription reach is sent to: email desk@example.org; ntfy");
    run("remove", "reach");
  }

  @Test
  void timesAreShownInPlainWordsAndSurviveExportAndImport() throws IOException {
    Ended added =
        run(
            "add",
            "night",
            "--topic",
            "summit",
            "--digest",
            "daily 07:30,18:00",
            "--quiet",
            "mon-fri 22:00-06:00",
            "--time-zone",
            "america/montreal",
            "--break-through",
            "ceasefire,10",
            "--cool-down",
            "1h",
            "--max-per-hour",
            "6");
    assertThat(added.code()).as(added.err()).isZero();
    assertThat(added.err()).contains("a number of messages an hour has no effect");
    assertThat(run("show", "night").out())
        .contains("together every day at 07:30 and 18:00; next 20")
        .contains("mon,tue,wed,thu,fri 22:00-06:00", "ceasefire, what 10 outlets tell")
        .contains("at most         6 messages an hour", "America/Montreal");
    String[] exported =
        run("export").out().lines().filter(line -> line.contains("night")).toArray(String[]::new);
    assertThat(exported).singleElement().asString().contains("\"digest\":\"daily 07:30,18:00\"");
    assertThat(importing(exported).out()).isEqualTo("0 added, 0 changed, 1 as they were\n");
    assertThat(run("edit", "night", "--digest", "none", "--max-per-hour", "none").code()).isZero();
    assertThat(run("show", "night").out()).doesNotContain("together", "at most").contains("quiet");
  }

  @Test
  void aSilenceEndsInTheFuture() throws IOException {
    importing("{\"id\":\"hush\",\"query\":\"Kiev\"}");
    assertThat(run("silence", "hush", "--for", "2h").err()).contains("hush is silent until 20");
    assertThat(run("show", "hush").out()).contains("silent          until 20");
    assertThat(run("silence", "hush", "--until", "2001-01-01").err())
        .contains("--until: a silence must end after now");
    assertThat(run("silence", "hush").code()).isEqualTo(2);
    assertThat(run("silence", "hush", "--end").out()).isEqualTo("hush version 3, active\n");
    Ended again = run("silence", "hush", "--end");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("subscription 'hush' is not silent");
  }

  @Test
  void importLeavesOutWhatNothingWouldEverMatch() throws IOException {
    Ended ended =
        importing(
            "{\"id\":\"a\",\"topics\":[\"sommet\"]}",
            "{\"id\":\"b\",\"query\":\"Kiev topic:sommet\"}",
            "{\"id\":\"c\",\"query\":\"Kiev\",\"countries\":[\"ZZ\"]}",
            "{\"id\":\"d\",\"topics\":[\"summit\"],\"countries\":[\"ua\"]}");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEqualTo("1 added, 0 changed, 0 as they were\n");
    assertThat(ended.err())
        .contains(":1: no topic is called 'sommet'", ":2: no topic is called 'sommet'")
        .contains(":3: 'ZZ' is no country that is known here");
  }

  /// Another writer than the command can put such a subscription into Kafka.
  @Test
  void backtestLeavesOutWhoCannotBeAsked() throws IOException {
    importing("{\"id\":\"reader\",\"query\":\"Kiev\"}");
    write("broken", "Kiev AND (");
    Path archive = Files.createTempFile(directory, "archive", ".jsonl");
    Files.writeString(archive, "");
    Ended all = command("backtest", archive.toString());
    assertThat(all.err()).contains("subscription broken: ").contains("left out");
    assertThat(all.out()).contains("0 alerts");
    assertThat(all.code()).isEqualTo(1);
    assertThat(command("backtest", "--subscription", "broken", archive.toString()).out()).isEmpty();
    run("remove", "broken");
  }

  private static void write(String id, String query) {
    Subscription subscription =
        Subscription.builder(id, Instant.parse("2025-03-01T00:00:00Z")).query(query).build();
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer.write(Catalogue.live().subscriptions(), subscription).join();
    }
  }

  @Test
  void backtestAsksAPausedOneThatIsNamedAndNoneThatIsRemoved() throws IOException {
    Path archive = directory.resolve("archive.jsonl");
    Files.writeString(
        archive,
        "{\"id\":\"1\",\"title\":\"Un accord à Kiev\",\"outlet\":\"Le Quai\","
            + "\"published\":\"2025-03-01T10:00:00Z\"}\n");
    importing("{\"id\":\"rests\",\"query\":\"Kiev\",\"state\":\"paused\"}");
    importing("{\"id\":\"gone\",\"query\":\"Kiev\"}");
    run("remove", "gone");
    assertThat(command("backtest", "--subscription", "rests", archive.toString()).out())
        .contains("1 alert from 1 item version for 1 subscription");
    assertThat(command("backtest", "--json", archive.toString()).out())
        .doesNotContain("gone", "rests");
  }

  @Test
  void muteRefusesWhatIsNoStory() throws IOException {
    importing("{\"id\":\"loud\",\"query\":\"Kiev\"}");
    assertThat(run("mute", "loud", "Kiev").code()).isEqualTo(2);
    assertThat(run("mute", "loud", "0123456789abcdef0123456789abcdef").code()).isZero();
  }

  @Test
  void alertsOfATopicThatIsNotKnownAreNoSilence() {
    Ended ended = command("alerts", "list", "--topic", "sommet");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("no topic is called 'sommet'");
  }

  @Test
  void addNeverReplacesSilently() {
    assertThat(run("add", "twice", "--query", "Kiev").code()).isZero();
    Ended again = run("add", "twice", "--query", "Riga");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("subscription 'twice' exists, in version 1", "--replace");
    assertThat(run("show", "twice").out()).contains("Kiev");
    assertThat(run("add", "twice", "--query", "Riga", "--replace").out())
        .isEqualTo("twice version 2\n");
    assertThat(run("show", "twice").out()).contains("Riga").doesNotContain("Kiev");
    assertThat(run("remove", "twice").code()).isZero();
    assertThat(run("add", "twice", "--query", "Kiev").out()).isEqualTo("twice version 4\n");
  }

  @Test
  void anOutletThatIsNearlyAKnownOneIsRefusedUnlessItIsMeant() {
    command("feeds", "add", "https://phare.example/rss", "--outlet", "Le Phare");
    Ended refused = run("add", "reader", "--query", "Kiev", "--outlet", "Le Pare");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("--outlet: ", "'Le Pare'; did you mean 'Le Phare'?", "--new-outlet");
    Ended meant = run("add", "reader", "--query", "Kiev", "--outlet", "Le Pare", "--new-outlet");
    assertThat(meant.code()).isZero();
    assertThat(meant.err()).contains("no feed and no article here is of 'Le Pare' yet");
    assertThat(run("edit", "reader", "--except-outlet", "Le Phar").code()).isEqualTo(2);
    assertThat(run("edit", "reader", "--outlet", "Le Phare").err()).isEmpty();
    Ended unmet = run("edit", "reader", "--except-outlet", "Gazette du Cap");
    assertThat(unmet.code()).isZero();
    assertThat(unmet.err()).contains("'Gazette du Cap' yet");
  }

  @Test
  void importRefusesUnknownKeysAndNamesTheNearest() throws IOException {
    Ended ended =
        importing(
            "{\"id\":\"k\",\"query\":\"Kiev\",\"outlet\":[\"Le Phare\"]}",
            "{\"id\":\"k\",\"query\":\"Kiev\",\"updates\":{\"topic\":true}}",
            "{\"id\":\"k\",\"query\":\"Kiev\",\"channels\":"
                + "[{\"kind\":\"webhook\",\"address\":\"https://a.example\",\"secrt\":\"S\"}]}");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains(":1: outlet: there is no such key; did you mean 'outlets'?")
        .contains(":2: updates.topic: there is no such key; did you mean 'topics'?")
        .contains(":3: channels[0].secrt: there is no such key; did you mean 'secret'?");
  }

  @Test
  void aMissingSecretIsToldWhereItIsNamed() throws IOException {
    String missing = "webhook: secret 'nowhere' is not in the configuration here";
    String[] hook = {"--webhook", "https://hook.example", "--secret", "nowhere"};
    assertThat(run(concat(hook, "add", "signed", "--query", "Kiev")).err())
        .contains("subscription signed: " + missing, "VIGIE_SECRET_NOWHERE");
    assertThat(run("edit", "signed", "--owner", "Bo").err()).contains(missing);
    assertThat(run("list").out().lines().filter(line -> line.startsWith("signed")))
        .singleElement()
        .asString()
        .contains(missing);
    assertThat(run("list", "--json").out()).contains("\"problem\":\"" + missing);
    assertThat(
            importing(
                    "{\"id\":\"signed\",\"query\":\"Riga\",\"channels\":[{\"kind\":\"webhook\","
                        + "\"address\":\"https://hook.example\",\"secret\":\"nowhere\"}]}")
                .err())
        .contains(missing);
  }

  private static String[] concat(String[] last, String... first) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(last)).toArray(String[]::new);
  }

  @Test
  void addSaysHowOftenItWouldHaveAlerted() {
    Instant now = Instant.now();
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer
          .write(Catalogue.live().items(), item("1", "À Oulan-Bator, un musée rouvre", now))
          .join();
      writer
          .write(Catalogue.live().items(), item("2", "Grève à Oulan-Bator", now.minusSeconds(9)))
          .join();
    }
    assertThat(run("add", "far", "--query", "musée AND Oulan-Bator").err())
        .contains(
            "in the last 7 days it would have sent 1 alert, 0 updates and corrections (1 of ");
    assertThat(run("add", "farther", "--query", "Oulan-Bator", "--from-outlets", "9").err())
        .contains("would have sent 0 alerts");
    assertThat(run("test", "far").out())
        .contains("far: of the last 7d it would have sent 1 alert, 0 updates and corrections");
  }

  @Test
  void addIsDoneEvenIfItCannotSayHowOftenItWouldHaveAlerted() throws IOException {
    Path config = Files.writeString(directory.resolve("faulty.yaml"), "alert.max-age: 0s\n");
    Ended ended = run("add", "unmeasured", "--query", "Kiev", "--config", config.toString());
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).isEqualTo("unmeasured version 1\n");
    assertThat(ended.err())
        .contains("it is added; how often it would have alerted is not known: ", "maxAge");
  }

  private static Item item(String id, String title, Instant seen) {
    return Item.live(id, "v", Outlet.named("Le Phare"), Content.of(title, ""), seen);
  }

  @Test
  void wrongUsageEndsWithTwo() throws IOException {
    assertThat(run("test", "--query", "Kiev", "--last", "soon").code()).isEqualTo(2);
    assertThat(run("test").code()).isEqualTo(2);
    importing("{\"id\":\"same\",\"query\":\"Kiev\"}");
    assertThat(run("edit", "same").code()).isEqualTo(2);
  }
}
