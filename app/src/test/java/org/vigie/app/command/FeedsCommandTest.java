package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.admin.FeedRequest;
import org.vigie.app.CapturedTerminal;
import org.vigie.app.Main;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Outlet;
import org.vigie.testkit.LocalHttpServer;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// The commands that show the state of feeds, on a broker with two feeds and a server on loopback.
class FeedsCommandTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final String RSS =
      "<rss version='2.0'><channel><title>Le Phare</title><item><title>Trêve & paix</title>"
          + "<guid>1</guid></item></channel></rss>";

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static LocalHttpServer server;
  private static Feed sound;
  private static Feed broken;

  private final CapturedTerminal terminal =
      new CapturedTerminal("", false, Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeAll
  static void start() throws IOException {
    server =
        new LocalHttpServer()
            .serve("/rss", RSS, "ETag: \"1\"")
            .status("/old", "301 Moved Permanently", "Location: /rss")
            .serve(
                "/page",
                "<html><title>Une</title>"
                    + "<link rel='alternate' type='application/rss+xml' href='/rss'>",
                "Content-Type: text/html");
    sound = Feed.of(at("/rss"), Outlet.named("Le Phare"), null, null);
    broken = Feed.of(at("/absent"), Outlet.named("Le Quai"), null, null);
    broker = EmbeddedBroker.start(directory);
    new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer.write(Catalogue.live().feeds(), sound).join();
      writer.write(Catalogue.live().feeds(), broken).join();
      writer.write(Catalogue.live().feedStates(), polled(sound)).join();
    }
  }

  private static URI at(String path) {
    return server.at(path);
  }

  private static FeedState polled(Feed feed) {
    return new FeedState(
        feed.id(),
        feed.host(),
        "\"1\"",
        null,
        "hash",
        "Le Phare \u001b[2J",
        NOW.minusSeconds(86_400),
        NOW.minusSeconds(600),
        NOW.minusSeconds(300),
        NOW.minusSeconds(300),
        NOW.plusSeconds(180),
        0,
        null,
        null,
        0,
        List.of("a", "b"),
        List.of(),
        0.75,
        2,
        Duration.ofMinutes(30));
  }

  @AfterAll
  static void stop() {
    broker.close();
    server.close();
  }

  private int run(String... arguments) {
    return Main.run(terminal.terminal(), arguments);
  }

  private int onCluster(String... arguments) {
    return run(
        Stream.concat(Arrays.stream(arguments), Stream.of("--data", directory.toString()))
            .toArray(String[]::new));
  }

  @Test
  void listsHowFeedsAre() {
    assertThat(onCluster("feeds", "list")).isZero();

    assertThat(terminal.out().lines().filter(line -> line.contains("/rss")))
        .singleElement()
        .asString()
        .contains("Le Phare", "5 min ago", "in 3 min", "18.0/d", "2", "ok");
    assertThat(terminal.out()).contains("not polled yet");
  }

  @Test
  void showsAllThatIsKnownOfOne() {
    assertThat(onCluster("feeds", "show", sound.address().toString())).isZero();

    assertThat(terminal.out())
        .contains(sound.id(), "5 min ago (2025-03-15 10:55:00 Paris)", "in 3 min")
        .contains("18.0 new entries a day", "2 times no known entry was left", "ETag")
        .doesNotContain("\u001b");
    assertThat(onCluster("feeds", "show", "nowhere")).isEqualTo(1);
    assertThat(terminal.err()).contains("there is no feed 'nowhere'");
  }

  @Test
  void showsAFeedThatHasNoTitleAndWasNeverPolled() {
    assertThat(onCluster("feeds", "show", broken.address().toString())).isZero();

    assertThat(terminal.out()).contains(broken.id(), "Le Quai", "never").doesNotContain("title");
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void checksFeedsAndFailsWhereOneDoes() {
    assertThat(onCluster("feeds", "check", "all", "--allow-private-addresses")).isEqualTo(1);
    assertThat(terminal.out()).contains("ok, 1 entries, 1 new", "failed: HTTP 404");
    assertThat(terminal.err()).contains("1 of 2 feeds fail");
    assertThat(onCluster("feeds", "check", sound.id(), "--allow-private-addresses")).isZero();
  }

  @Test
  void checksAnAddressWithoutACluster() {
    assertThat(run("feeds", "check", at("/rss").toString(), "--allow-private-addresses")).isZero();
    assertThat(terminal.err()).doesNotContain("broker");
  }

  @Test
  void explainsAPoll() {
    assertThat(run("poll", at("/old").toString(), "--allow-private-addresses")).isZero();

    assertThat(terminal.out())
        .contains("found      127.0.0.1 at 127.0.0.1")
        .contains("redirect   from " + at("/old"), "moved      for good, to " + at("/rss"))
        .contains("validator  ETag \"1\"", "document   RSS in UTF-8, \"Le Phare\"")
        .contains("mended     a bare ampersand", "result     1 entries, 1 new")
        .contains("next poll  in ", "is not known yet");
  }

  @Test
  void explainsWhyAnAddressIsRefused() {
    assertThat(run("poll", at("/rss").toString())).isEqualTo(1);

    assertThat(terminal.out())
        .contains("refused    127.0.0.1 at 127.0.0.1, which is loopback")
        .contains("problem    the address is loopback, which is not allowed")
        .contains("the last poll failed");
  }

  @Test
  void namesTheFeedsThatAPageOffers() {
    assertThat(run("poll", at("/page").toString(), "--allow-private-addresses", "--json"))
        .isEqualTo(1);

    assertThat(terminal.out())
        .contains("an HTML page (\\\"Une\\\"), not a feed", at("/rss").toString())
        .contains("\"why\":\"the last poll failed\"");
  }

  @Test
  void addsTheFeedsThatAPageNames() {
    String page = at("/page").toString();
    String[] add = {"feeds", "add", page, "--discover", "--allow-private-addresses"};
    assertThat(onCluster(add)).isZero();
    assertThat(terminal.out()).contains("127.0.0.1/", " added").doesNotContain("already");
    assertThat(onCluster(add)).isZero();
    assertThat(terminal.out()).contains("was there already");
    String feed = terminal.out().lines().findFirst().orElseThrow().split(" ")[0];
    assertThat(onCluster("feeds", "remove", feed)).isZero();

    assertThat(
            onCluster(
                "feeds", "add", at("/none").toString(), "--discover", "--allow-private-addresses"))
        .isEqualTo(1);
    assertThat(terminal.err()).contains("no feed is named at", "HTTP 404");
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThat(run("poll", "https://ana:hush@phare.example/")).isEqualTo(2);
    assertThat(terminal.err())
        .contains("'https://…@phare.example/': the address holds a user name or password")
        .doesNotContain("hush");
  }

  @Test
  void asksAHostBeyondAsciiByItsAsciiName() {
    assertThat(FeedRequest.of("https://côté-mer.example/rss").toFeed().host())
        .isEqualTo("xn--ct-mer-cva0g.example");
  }
}
