package org.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;
import org.vigie.runtime.Health;
import org.vigie.testkit.LocalHttpServer;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// The ingester on a real broker, polling a real server.
class IngesterTest {
  private static final Duration MAX_WAIT = Duration.ofMinutes(1);
  private static EmbeddedBroker broker;
  private static int count;

  @TempDir static Path data;
  private final Catalogue catalogue = Catalogue.replay("test-" + ++count);
  private final String group = "ingest-" + count;
  private final List<Poll> polls = new CopyOnWriteArrayList<>();
  private final LocalHttpServer server = LocalHttpServer.onEveryLoopbackAddress();
  private TopicWriter writer;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(data);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void start() {
    new TopicAdmin(broker.connection()).createAndCheck(catalogue);
    writer = TopicWriter.open(broker.connection());
  }

  @AfterEach
  void stop() {
    writer.close();
    server.close();
  }

  private static String feed(String... titles) {
    StringBuilder rss = new StringBuilder("<rss version='2.0'><channel><title>Le Phare</title>");
    for (String title : titles) {
      rss.append("<item><title>")
          .append(title)
          .append("</title><guid isPermaLink='false'>")
          .append(title)
          .append("</guid></item>");
    }
    return rss.append("</channel></rss>").toString();
  }

  private Feed createFeed(String path) {
    return Feed.of(server.at(path), Outlet.named("Le Phare"), null, Feed.MIN_INTERVAL);
  }

  private Ingester ingester() {
    IngestSettings settings = new IngestSettings(FetchSettings.defaults(), 64, group);
    Ingester ingester =
        new Ingester(
            broker.connection(),
            new ClusterProbe(broker.connection()),
            catalogue,
            settings.withFetch(
                settings
                    .fetch()
                    .withPrivateAddresses(true)
                    .withTimes(Duration.ofSeconds(30), Duration.ZERO)),
            InstantSource.system(),
            polls::add);
    ingester.start();
    return ingester;
  }

  private List<Reading> readings() {
    return TopicScan.of(broker.connection(), catalogue.readings()).values();
  }

  private FeedState state(Feed feed) {
    return Objects.requireNonNull(states().get(feed.id()), feed.id());
  }

  private Map<String, FeedState> states() {
    return TopicScan.of(broker.connection(), catalogue.feedStates()).latest();
  }

  @Test
  void pollsWishesAndPublishesTheirEntries() {
    server.serve("/rss", feed("Un"), "ETag: \"1\"");
    Feed feed = createFeed("/rss");
    writer.write(catalogue.feeds(), feed).join();

    try (Ingester ingester = ingester()) {
      await().atMost(MAX_WAIT).until(() -> polls.size() > 1);
      server.serve("/rss", feed("Deux", "Un"));
      await()
          .atMost(MAX_WAIT)
          .until(
              () ->
                  polls.stream()
                      .anyMatch(poll -> poll.newEntries() == 1 && poll.readings().size() == 2));
      assertThat(ingester.health().status()).isEqualTo(Health.Readiness.READY);
      assertThat(ingester.progress().isFirstRoundComplete()).isTrue();
    }

    assertThat(readings()).extracting(reading -> reading.content().title()).contains("Un", "Deux");
    assertThat(readings().getFirst().origin()).isEqualTo(Origin.FIRST_POLL);
    assertThat(readings())
        .filteredOn(reading -> reading.content().title().equals("Deux"))
        .extracting(Reading::origin)
        .containsOnly(Origin.LIVE);
    assertThat(state(feed).firstDocument()).isNotNull();
  }

  @Test
  void wishesComeIntoForceAndGoWithoutARestart() {
    server.serve("/a", feed("A")).serve("/b", feed("B"));
    Feed a = createFeed("/a");
    writer.write(catalogue.feeds(), a).join();

    try (Ingester ingester = ingester()) {
      await().atMost(MAX_WAIT).until(() -> !polls.isEmpty());
      writer.write(catalogue.feeds(), createFeed("/b")).join();
      await()
          .atMost(MAX_WAIT)
          .until(
              () -> polls.stream().anyMatch(poll -> poll.feed().address().getPath().equals("/b")));
      writer.remove(catalogue.feeds(), a).join();
      await()
          .atMost(MAX_WAIT)
          .until(() -> ingester.progress().feeds() == 1 && !states().containsKey(a.id()));
    }
  }

  @Test
  void aRestartGoesOnWhereTheFeedStood() {
    server.serve("/rss", feed("Un"), "ETag: \"1\"");
    Feed feed = createFeed("/rss");
    writer.write(catalogue.feeds(), feed).join();
    try (Ingester first = ingester()) {
      await().atMost(MAX_WAIT).until(() -> !polls.isEmpty());
    }
    polls.clear();
    int before = server.requests().size();

    try (Ingester second = ingester()) {
      await().atMost(MAX_WAIT).until(() -> !polls.isEmpty());
    }

    assertThat(polls.getFirst().state().firstDocument()).isEqualTo(state(feed).firstDocument());
    assertThat(server.requests().get(before).headers()).containsEntry("if-none-match", "\"1\"");
    assertThat(polls.getFirst().outcome()).isEqualTo("the same body again");
  }

  @Test
  void aBrokenFeedIsToldInWordsAndDoesNotHoldUpTheOthers() {
    server.status("/bad", "403 Forbidden").serve("/good", feed("Un"));
    writer.write(catalogue.feeds(), createFeed("/bad")).join();
    writer.write(catalogue.feeds(), createFeed("/good")).join();

    try (Ingester ingester = ingester()) {
      await().atMost(MAX_WAIT).until(() -> ingester.progress().tried() == 2);
      assertThat(ingester.progress().failing()).isEqualTo(1);
    }

    assertThat(polls)
        .filteredOn(poll -> !poll.hasSucceeded())
        .extracting(poll -> poll.state().problem())
        .containsOnly("HTTP 403 Forbidden");
  }

  @Test
  void twoIngestersShareTheFeedsAndOneTakesOverFromTheOther() {
    for (int i = 0; i < 12; i++) {
      server.serve("/" + i, feed("Un " + i));
      String host = "127.0.0." + (i + 1);
      writer
          .write(
              catalogue.feeds(),
              Feed.of(
                  URI.create("http://" + host + ":" + server.port() + "/" + i),
                  Outlet.named("Le Phare"),
                  null,
                  Feed.MIN_INTERVAL))
          .join();
    }
    try (Ingester first = ingester()) {
      await().atMost(MAX_WAIT).until(() -> first.progress().owned() == 12);
      try (Ingester second = ingester()) {
        await()
            .atMost(MAX_WAIT)
            .until(
                () ->
                    first.progress().owned() > 0
                        && second.progress().owned() > 0
                        && first.progress().owned() + second.progress().owned() == 12);
      }
      await().atMost(MAX_WAIT).until(() -> first.progress().owned() == 12);
    }
  }
}
