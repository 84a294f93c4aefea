package org.vigie.app.pipeline;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.admin.RequestStore;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.settings.VigieSettings;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.ingest.IngestSettings;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Feed;
import org.vigie.model.NotificationRule;
import org.vigie.model.Outlet;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.console.ConsoleSender;
import org.vigie.testkit.LocalHttpServer;

/// The path of an item from a feed on loopback to a printed alert, with feeds and subscriptions
/// that change on the way.
class PipelineTest {
  private static final String TRUCE = "Un cessez-le-feu de trente jours est proposé à Kiev";
  private static final String PEACE =
      "Une trêve est signée entre l’Ukraine et la Russie, annonce Ankara";
  private static final String RSS = "Content-Type: application/rss+xml";
  private static final String LATE = "Le port de Sète inaugure un quai";

  @TempDir Path directory;
  private final List<String> titles = new CopyOnWriteArrayList<>(List.of("Le temps qu’il fera"));
  private final List<Alert> alerts = new CopyOnWriteArrayList<>();

  @Test
  void alertsOnWhatAFeedSaysAndFollowsTheWishesOfPeople() throws Exception {
    try (LocalHttpServer server = new LocalHttpServer();
        Cluster cluster = Cluster.startBroker(directory, note -> {});
        RoleAssembly roles =
            new RoleAssembly(settings(), cluster.connection(), parts(), RoleName.all())) {
      server.answerWith(
          "/rss", (request, out) -> out.write(LocalHttpServer.response("200 OK", rss(), RSS)));
      cluster.addInitialRequests(
          List.of(feed(server)), List.of(subscription("truces", "ceasefire", null)));
      roles.start();
      assertThat(roles.awaitReady(Duration.ofSeconds(90), new ShutdownSignal()::await)).isTrue();
      await()
          .atMost(60, SECONDS)
          .until(() -> roles.ingestProgress().orElseThrow().isFirstRoundComplete());

      titles.add(TRUCE);
      await().atMost(60, SECONDS).until(() -> !alerts.isEmpty());
      assertThat(alerts).singleElement().extracting(Alert::title).isEqualTo(TRUCE);

      try (RequestStore requests = new RequestStore(cluster.connection())) {
        requests.writeSubscription(subscription("harbour", null, "port"));
        // It does not match items decided before it came into force, so the test publishes until it
        // does.
        await().atMost(60, SECONDS).until(() -> alertedAfterAnotherShip());

        requests.removeSubscription("harbour", Instant.now());
        titles.add(LATE);
        titles.add(PEACE);
        await().atMost(60, SECONDS).until(() -> titlesFor("truces").contains(PEACE));
      }
      assertThat(titlesFor("truces")).containsExactly(TRUCE, PEACE);
      assertThat(titlesFor("harbour")).doesNotContain(LATE);
      await().atMost(60, SECONDS).untilAsserted(() -> assertSumsUp(roles.metrics().scrape()));
    }
  }

  /// The arithmetic of docs/metrics.md, which holds while nothing is on its way.
  private void assertSumsUp(String scrape) {
    assertThat(sum(scrape, "vigie_ingest_readings_total"))
        .isPositive()
        .isEqualTo(sum(scrape, "vigie_streams_stage_received_total.*accept.*"));
    for (String stage : List.of("accept", "decide", "story", "alert")) {
      assertThat(sum(scrape, "vigie_streams_stage_outcomes_total.*stage=\"" + stage + "\".*"))
          .as(stage)
          .isPositive()
          .isEqualTo(sum(scrape, "vigie_streams_stage_received_total.*" + stage + ".*"));
    }
    long raised =
        sum(scrape, "vigie_streams_stage_outcomes_total.*\"(new|update|correction)\".*alert.*");
    assertThat(sum(scrape, "vigie_notifier_alerts_total")).isPositive().isEqualTo(raised);
    assertThat(sum(scrape, "vigie_notifier_active_deliveries")).isZero();
    assertThat(sum(scrape, "vigie_notifier_deliveries_planned_total.*"))
        .as("one channel each")
        .isEqualTo(raised)
        .isEqualTo(
            sum(scrape, "vigie_notifier_deliveries_ended_total.*")
                + sum(scrape, "vigie_notifier_waiting_deliveries"));
    assertThat(sum(scrape, "vigie_notifier_attempts_total.*console.*delivered.*"))
        .isEqualTo(alerts.size());
  }

  private static long sum(String scrape, String series) {
    return scrape
        .lines()
        .filter(line -> line.matches(series + " \\d+\\.0"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private boolean alertedAfterAnotherShip() {
    titles.add("Le port du Havre attend son navire numéro " + titles.size());
    return !titlesFor("harbour").isEmpty();
  }

  private List<String> titlesFor(String subscription) {
    return alerts.stream()
        .filter(alert -> alert.subscription().equals(subscription))
        .map(Alert::title)
        .toList();
  }

  private RoleSettings settings() {
    FetchSettings fetch =
        FetchSettings.defaults()
            .withPrivateAddresses(true)
            .withTimes(Duration.ofSeconds(10), Duration.ofMillis(10));
    return RoleSettings.createForEmbeddedBroker(
            VigieSettings.read(null, Map.of("VIGIE_MANAGEMENT_ADDRESS", "off")), directory)
        .withIngest(IngestSettings.defaults().withFetch(fetch));
  }

  private RoleParts parts() {
    return new RoleParts(
        TopicPacks.bundled(),
        TextAnalyser.bundled(),
        List.of(new ConsoleSender(message -> alerts.addAll(message.content().alerts()))),
        poll -> {},
        warning -> {},
        Clock.systemUTC());
  }

  private static Subscription subscription(
      String id, @Nullable String topic, @Nullable String query) {
    return Subscription.builder(id, Instant.now())
        .topics(topic == null ? List.of() : List.of(topic))
        .rule(new NotificationRule(1, NotificationRule.UpdateRule.DEFAULT, List.of(), true))
        .query(query)
        .channels(List.of(Channel.CONSOLE))
        .build();
  }

  private static Feed feed(LocalHttpServer server) {
    return Feed.of(server.at("/rss"), Outlet.named("Le Phare"), null, Feed.MIN_INTERVAL);
  }

  private String rss() {
    StringBuilder rss = new StringBuilder("<rss version=\"2.0\"><channel><title>Le Phare</title>");
    for (int i = 0; i < titles.size(); i++) {
      rss.append(
          "<item><guid isPermaLink=\"false\">phare-%d</guid><title>%s</title></item>"
              .formatted(i, titles.get(i)));
    }
    return rss.append("</channel></rss>").toString();
  }
}
