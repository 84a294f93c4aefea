package org.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;
import org.vigie.testkit.ChildProcess;
import org.vigie.testkit.LocalHttpServer;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Two ingesters on one cluster, one of them in a process of its own that is killed.
@Tag("proof")
class IngesterKillTest {
  private static final Duration SPACING = Duration.ofMillis(100);
  private static final int HOSTS = 12;

  @TempDir Path data;

  /// The process of the ingester that is killed.
  static final class IngesterProcess {
    private IngesterProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
      try (Ingester ingester = ingester(KafkaConnection.embedded(arguments[0]))) {
        new CountDownLatch(1).await();
      }
    }
  }

  private static Ingester ingester(KafkaConnection connection) {
    FetchSettings fetch =
        FetchSettings.defaults()
            .withPrivateAddresses(true)
            .withTimes(Duration.ofSeconds(5), SPACING);
    Ingester ingester =
        new Ingester(
            connection,
            new ClusterProbe(connection),
            Catalogue.live(),
            IngestSettings.defaults().withFetch(fetch),
            InstantSource.system(),
            poll -> {});
    ingester.start();
    return ingester;
  }

  @Test
  void theFeedsOfAKilledIngesterGoOnAndNothingIsLost() throws Exception {
    Catalogue catalogue = Catalogue.live();
    try (EmbeddedBroker broker = EmbeddedBroker.start(data);
        LocalHttpServer server = LocalHttpServer.onEveryLoopbackAddress()) {
      new TopicAdmin(broker.connection()).createAndCheck(catalogue);
      requestFeeds(broker, catalogue, server);
      try (ChildProcess victim =
              ChildProcess.startJava(IngesterProcess.class, broker.bootstrapServers());
          Ingester survivor = ingester(broker.connection())) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> survivor.progress().owned() > 0 && survivor.progress().owned() < HOSTS * 2);
        // Every feed has new entries from here on, also while no ingester owns it.
        for (int i = 0; i < HOSTS * 2; i++) {
          serve(server, i, "après");
        }
        victim.kill();
        // Its session ends within a few seconds, and its feeds are due at once.
        await()
            .atMost(Duration.ofSeconds(15))
            .until(() -> survivor.progress().owned() == HOSTS * 2);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> titles(broker, catalogue).containsAll(expected()));
      }
      assertThat(spacing(server)).isGreaterThanOrEqualTo(SPACING.toMillis() - 20);
    }
  }

  private static void requestFeeds(
      EmbeddedBroker broker, Catalogue catalogue, LocalHttpServer server) {
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      for (int i = 0; i < HOSTS * 2; i++) {
        serve(server, i, "avant");
        String host = "127.0.0." + (1 + i % HOSTS);
        URI address = URI.create("http://" + host + ":" + server.port() + "/" + i);
        writer
            .write(
                catalogue.feeds(),
                Feed.of(address, Outlet.named("Le Phare"), null, Feed.MIN_INTERVAL))
            .join();
      }
    }
  }

  private static void serve(LocalHttpServer server, int feed, String word) {
    server.serve(
        "/" + feed,
        "<rss><channel><item><title>"
            + word
            + " "
            + feed
            + "</title><guid isPermaLink='false'>"
            + word
            + feed
            + "</guid></item></channel></rss>");
  }

  private static Set<String> expected() {
    Set<String> titles = new HashSet<>();
    for (int i = 0; i < HOSTS * 2; i++) {
      titles.add("après " + i);
    }
    return titles;
  }

  private static Set<String> titles(EmbeddedBroker broker, Catalogue catalogue) {
    Set<String> titles = new HashSet<>();
    TopicScan.of(broker.connection(), catalogue.readings())
        .readValues(reading -> titles.add(reading.content().title()));
    return titles;
  }

  /// The shortest time between two requests to one host, in milliseconds.
  private static long spacing(LocalHttpServer server) {
    Map<String, List<Long>> byHost = new TreeMap<>();
    for (LocalHttpServer.Request request : server.requests()) {
      byHost
          .computeIfAbsent(request.headers().getOrDefault("host", ""), host -> new ArrayList<>())
          .add(request.nanos());
    }
    long shortest = Long.MAX_VALUE;
    for (List<Long> times : byHost.values()) {
      times.sort(null);
      for (int i = 1; i < times.size(); i++) {
        shortest = Math.min(shortest, times.get(i) - times.get(i - 1));
      }
    }
    return shortest / 1_000_000;
  }
}
