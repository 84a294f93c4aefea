package org.vigie.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.ingest.opml.Opml;
import org.vigie.model.Alert;
import org.vigie.model.Content;
import org.vigie.model.Delivery;
import org.vigie.model.Feed;
import org.vigie.model.Item;
import org.vigie.model.Language;
import org.vigie.model.Outlet;
import org.vigie.model.RetryRequest;
import org.vigie.model.Subscription;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.SubscriptionLine;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// The parts of admin on an embedded broker. Each test uses ids of its own.
class AdminTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final String STORY = "0123456789abcdef0123456789abcdef";

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory.resolve("data"));
    new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
    admin = new Admin(broker.connection(), TopicPacks::bundled, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  private static SubscriptionRequest request(String json) {
    return Json.read(json, SubscriptionRequest.class);
  }

  private static void assertNotFound(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(AdminException.NotFound.class).hasMessage(message);
  }

  private static void assertConflict(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(AdminException.Conflict.class).hasMessage(message);
  }

  @Test
  void addsImportsExportsAndRemovesFeeds() {
    Feed phare = FeedRequest.of("https://phare.example/rss").toFeed();
    Feed quai = FeedRequest.of("https://quai.example/rss").toFeed();
    assertThat(admin.feeds().add(List.of(phare)))
        .containsExactly(new Feeds.FeedAddition(phare, true));
    byte[] opml = Opml.write(List.of(phare, quai)).getBytes(StandardCharsets.UTF_8);
    assertThat(admin.feeds().importList(Opml.read(opml)))
        .isEqualTo(new Feeds.FeedImport(1, 1, List.of()));
    assertThat(admin.feeds().show("https://quai.example/rss"))
        .singleElement()
        .satisfies(one -> assertThat(one.health()).isEqualTo(FeedStatus.FeedHealth.NOT_POLLED));
    assertThat(admin.feeds().exportOpml()).contains("phare.example", "quai.example");
    assertThat(admin.feeds().find(List.of(phare.id(), "https://new.example/rss"))).hasSize(2);
    assertThat(admin.feeds().remove(phare.id())).extracting(Feed::id).containsExactly(phare.id());
    assertNotFound(() -> admin.feeds().show(phare.id()), "there is no feed '" + phare.id() + "'");
  }

  /// Records of older versions keep their ids and are found by every spelling of their address.
  @Test
  void knowsAFeedThatIsStoredInAnotherSpelling() {
    Feed stored =
        Feed.of(URI.create("http://Digue.example:80/à"), Outlet.named("digue.example"), null, null);
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer.write(Catalogue.live().feeds(), stored).join();
    }
    Feed asked = FeedRequest.of("http://digue.example/%C3%A0#x").toFeed();
    assertThat(asked.id()).isNotEqualTo(stored.id());

    assertThat(admin.feeds().add(List.of(asked)))
        .containsExactly(new Feeds.FeedAddition(stored, false));
    assertThat(admin.feeds().importList(new Opml.FeedList(List.of(asked), List.of())))
        .isEqualTo(new Feeds.FeedImport(0, 1, List.of()));
    Feed other = new FeedRequest("http://digue.example/%C3%A0", "Digue").toFeed();
    assertThat(admin.feeds().add(List.of(other, other)))
        .containsExactly(new Feeds.FeedAddition(other, true), new Feeds.FeedAddition(other, false));
    assertThat(admin.feeds().remove("http://digue.example./à")).containsExactly(stored, other);
    assertNotFound(
        () -> admin.feeds().show("https://ana:hush@digue.example/"),
        "there is no feed 'https://…@digue.example/'");
  }

  @Test
  void changesASubscriptionVersionByVersion() {
    Subscriptions subscriptions = admin.subscriptions();
    assertThat(subscriptions.add("desk", request("{\"topics\":[\"summit\"]}")).version())
        .isEqualTo(1);
    assertThat(subscriptions.edit("desk", request("{\"countries\":[\"Ukraine\"]}")))
        .satisfies(one -> assertThat(one.scope().countries()).containsExactly("UA"))
        .satisfies(one -> assertThat(one.topics()).containsExactly("summit"));
    assertThat(subscriptions.pause("desk").state()).isEqualTo(Subscription.State.PAUSED);
    assertConflict(() -> subscriptions.pause("desk"), "subscription 'desk' is paused already");
    assertThat(subscriptions.resume("desk").version()).isEqualTo(4);
    assertConflict(() -> subscriptions.resume("desk"), "subscription 'desk' is not paused");
    assertThat(subscriptions.mute("desk", STORY).telling().muted()).containsExactly(STORY);
    assertConflict(
        () -> subscriptions.mute("desk", STORY), "story '" + STORY + "' is muted already");
    assertThat(subscriptions.unmute("desk", STORY).telling().muted()).isEmpty();
    assertThat(subscriptions.remove(List.of("desk", "nobody")))
        .containsExactly(
            new Subscriptions.SubscriptionRemoval("desk", true),
            new Subscriptions.SubscriptionRemoval("nobody", false));
    assertNotFound(() -> subscriptions.show("desk"), "there is no subscription 'desk'");
  }

  @Test
  void mutesByTheShortIdOfAnAlert() {
    Subscriptions subscriptions = admin.subscriptions();
    subscriptions.add("ear", request("{\"query\":\"Kiev\"}"));
    Alert alert = SampleAlerts.createAlert("ear", "aaaabbbbccccddddeeeeffff00001111");
    write(alert);
    String shortId = alert.id().substring(0, 8);
    assertThat(subscriptions.mute("ear", shortId).telling().muted()).containsExactly(alert.story());
    assertThat(subscriptions.unmute("ear", shortId).telling().muted()).isEmpty();
    assertThat(subscriptions.mute("ear", alert.id()).telling().muted())
        .containsExactly(alert.story());
    assertThatThrownBy(() -> subscriptions.mute("ear", "0"))
        .isInstanceOf(AdminException.InvalidRequest.class);
  }

  @Test
  void showsTheArticlesOfAStoryWithTheirVersions() {
    Item first = item("f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0", "v1", "Une trêve à Kiev", NOW);
    Item second =
        item("f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0", "v2", "Kiev: la trêve", NOW.plusSeconds(9));
    Item other = item("e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0", "v1", "Trêve", NOW.plusSeconds(5));
    Alert alert =
        SampleAlerts.alert().subscription("desk").story(first.id()).item(other.id()).build();
    write(alert);
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      List.of(first, second, other)
          .forEach(item -> writer.write(Catalogue.live().items(), item).join());
    }
    for (String id : List.of(first.id(), alert.id().substring(0, 8), "f0f0f0f0")) {
      Stories.StoryDetails story = admin.stories().show(id);
      assertThat(story.id()).isEqualTo(first.id());
      assertThat(story.complete()).isFalse();
      assertThat(story.articles())
          .extracting(Stories.StoryArticle::item)
          .containsExactly(first.id(), other.id());
      assertThat(story.articles().getFirst().versions())
          .extracting(Stories.ArticleVersion::headline)
          .containsExactly("Une trêve à Kiev", "Kiev: la trêve");
    }
    assertNotFound(() -> admin.stories().show("nothing"), "there is no story or alert 'nothing'");
  }

  @Test
  void whatWasRaisedIsNotAmongWhatWasNot() {
    admin
        .subscriptions()
        .add("riga", request("{\"query\":\"Riga OR Tallinn\",\"language\":\"fr\"}"));
    Item told =
        item(
            "d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0",
            "v",
            "À Riga, un théâtre rouvre après dix ans de travaux",
            NOW);
    Item baseline =
        item(
            "d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1",
            "v",
            "Le port de Tallinn attend une régate de voiliers anciens",
            NOW);
    Alert alert =
        SampleAlerts.alert()
            .subscription("riga")
            .story("earlier")
            .item(told.id())
            .time(NOW, NOW)
            .build();
    Item toldLongAgo =
        item(
            "d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2",
            "v",
            "Tallinn inaugure un musée de la mer sous la neige",
            NOW);
    Instant longAgo = NOW.minus(Duration.ofDays(10));
    write(
        SampleAlerts.alert()
            .subscription("riga")
            .story(toldLongAgo.id())
            .item("ended")
            .time(longAgo, longAgo)
            .build());
    Delivery delivered =
        Delivery.createPending(alert, "webhook", NOW)
            .withAttempt(NOW)
            .withFinalStatus(Delivery.Status.DELIVERED, null);
    write(alert);
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer.write(Catalogue.live().items(), told).join();
      writer.write(Catalogue.live().items(), baseline).join();
      writer.write(Catalogue.live().items(), toldLongAgo).join();
      writer.write(Catalogue.live().deliveries(), delivered).join();
    }
    RecentAlerts.AlertSummary summary =
        admin
            .recentAlerts()
            .summarise(TextAnalyser.bundled(), Duration.ofHours(48), Duration.ofHours(48));
    assertThat(summary.raised()).isPositive();
    assertThat(summary.deliveries())
        .containsEntry(new RecentAlerts.DeliveryKind("webhook", Delivery.Status.DELIVERED), 1L);
    assertThat(summary.unjudged()).isEmpty();
    assertThat(summary.notRaised())
        .filteredOn(one -> one.subscription().equals("riga"))
        .extracting(Alert::item)
        .containsExactly(baseline.id());
    assertThat(summary.languages()).containsEntry("riga", Language.FR);
  }

  private static Item item(String id, String version, String title, Instant seen) {
    return Item.live(
        id, version, Outlet.named("Le Phare " + id.substring(0, 2)), Content.of(title, ""), seen);
  }

  private static void write(Alert alert) {
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer.write(Catalogue.live().alerts(), alert).join();
    }
  }

  @Test
  void anEditAndAnImportWithAFaultWriteNothing() {
    Subscriptions subscriptions = admin.subscriptions();
    subscriptions.add("careful", request("{\"query\":\"Kiev\"}"));
    assertThatThrownBy(
            () -> subscriptions.edit("careful", request("{\"channels\":[{\"kind\":\"pigeon\"}]}")))
        .isInstanceOf(AdminException.InvalidRequest.class);
    SubscriptionLine faulty =
        Json.read("{\"id\":\"careful\",\"query\":\"Kiev AND (\"}", SubscriptionLine.class);
    assertThatThrownBy(() -> subscriptions.importLines(List.of(faulty)))
        .isInstanceOf(AdminException.InvalidRequest.class);
    assertThat(subscriptions.show("careful").subscription().version()).isEqualTo(1);
  }

  @Test
  void importsWhatItExports() {
    Subscriptions subscriptions = admin.subscriptions();
    subscriptions.add("same", request("{\"query\":\"Kiev\",\"owner\":\"Ana\"}"));
    List<SubscriptionLine> exported =
        subscriptions.export().stream().filter(line -> line.id().equals("same")).toList();
    assertThat(subscriptions.importLines(exported))
        .isEqualTo(new Subscriptions.SubscriptionImport(0, 0, 1));
    assertThat(subscriptions.list())
        .anySatisfy(
            one -> {
              assertThat(one.subscription().id()).isEqualTo("same");
              assertThat(one.problem()).isNull();
            });
  }

  @Test
  void findsAlertsAndTheirDeliveries() {
    Alert alert = SampleAlerts.createAlert("reader", "s1");
    Delivery failed =
        Delivery.createPending(alert, "hook", NOW)
            .withAttempt(NOW)
            .withFinalStatus(Delivery.Status.FAILED, "HTTP 500");
    try (TopicWriter writer = TopicWriter.open(broker.connection())) {
      writer.write(Catalogue.live().alerts(), alert).join();
      writer.write(Catalogue.live().deliveries(), failed).join();
    }
    Alerts alerts = admin.alerts();
    assertThat(alerts.list(new Alerts.AlertFilter(NOW, null, "reader"))).containsExactly(alert);
    assertThat(alerts.show(alert.id().substring(0, 10)))
        .containsExactly(new Alerts.AlertDetails(alert, List.of(failed)));
    assertNotFound(
        () -> alerts.list(new Alerts.AlertFilter(NOW.plusSeconds(1), null, "reader")),
        "there is no subscription 'reader'");
    assertThatThrownBy(() -> alerts.list(new Alerts.AlertFilter(null, "sommet", null)))
        .isInstanceOfSatisfying(
            AdminException.InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("topic"));
    List<Alert> followed = new ArrayList<>();
    alerts.follow(
        new Alerts.AlertFilter(Instant.EPOCH, null, null),
        followed::add,
        () -> followed.contains(alert));

    Deliveries deliveries = admin.deliveries();
    DeliveryFilter filter = createFilter("reader", "hook");
    List<Delivery> listed = new ArrayList<>();
    deliveries.find(filter).readLast(10, listed::add);
    assertThat(listed).containsExactly(failed);
    assertThat(deliveries.request(RetryRequest.Action.RETRY, List.of(failed.id(), "nothing")))
        .containsExactly(
            new Deliveries.RequestResult(failed.id(), null),
            new Deliveries.RequestResult("nothing", "is no delivery"));
    assertThat(deliveries.request(RetryRequest.Action.DROP, filter, true)).hasSize(1);
    assertNotFound(
        () -> deliveries.find(createFilter("reda", null)), "there is no subscription 'reda'");
    assertNotFound(
        () -> deliveries.find(createFilter(null, "emial")),
        "no channel is called 'emial'; did you mean 'email'?");
    assertNotFound(() -> deliveries.show("nothing"), "there is no delivery 'nothing'");
  }

  private static DeliveryFilter createFilter(
      @Nullable String subscription, @Nullable String channel) {
    return new DeliveryFilter(
        Set.of(DeliveryState.FAILED), subscription, channel, null, null, NOW, NOW);
  }

  @Test
  void testsASubscription() {
    SubscriptionTrialResult result =
        admin
            .subscriptions()
            .test(
                new SubscriptionTrial(
                    null,
                    request("{\"query\":\"Vilnius\"}"),
                    Duration.ofDays(7),
                    Duration.ofHours(48)));
    assertThat(result.alerts()).isEmpty();
  }

  @Test
  void anImportOfWhatIsNotThereIsRefusedBeforeKafkaIsAsked() {
    ArchiveImports.ImportRequest missing =
        new ArchiveImports.ImportRequest(List.of(directory.resolve("missing")), null);
    assertThatThrownBy(() -> admin.imports().importArchives(missing))
        .isInstanceOf(AdminException.NotFound.class);
    assertThatThrownBy(() -> new ArchiveImports.ImportRequest(List.of(), null))
        .isInstanceOf(AdminException.InvalidRequest.class);
  }

  @Test
  void knowsNoReplayThatWasNeverRun() {
    ReplayRuns replays = admin.replays(directory.resolve("replay"));
    assertThat(replays.list()).isEmpty();
    assertNotFound(() -> replays.show("20250101-000000"), "there is no replay 20250101-000000");
    assertThatThrownBy(() -> replays.drop("No Id")).isInstanceOf(AdminException.NotFound.class);
  }

  @Test
  void aBacktestOfDescribedSubscriptionsNeedsNoKafka() throws Exception {
    Path archive = directory.resolve("one.jsonl");
    Files.writeString(
        archive,
        "{\"id\":\"1\",\"title\":\"Un accord à Kiev\",\"outlet\":\"Le Quai\","
            + "\"published\":\"2025-03-01T10:00:00Z\"}\n");
    BacktestResult result =
        BacktestRunner.withoutKafka(Clock.fixed(NOW, ZoneOffset.UTC))
            .run(createBacktest(archive, "{\"id\":\"a\",\"query\":\"Kiev\"}"));
    assertThat(result.countByMonth(ZoneOffset.UTC)).isEqualTo(Map.of("2025-03", 1L));
    assertThat(result.isComplete()).isTrue();
    assertThatThrownBy(
            () ->
                admin
                    .backtests()
                    .run(createBacktest(archive, "{\"id\":\"a\",\"topics\":[\"sommet\"]}")))
        .isInstanceOf(AdminException.InvalidRequest.class)
        .hasMessageStartingWith("subscription a: no topic is called 'sommet'");
  }

  private static BacktestRequest createBacktest(Path archive, String line) {
    return new BacktestRequest(
        new BacktestRequest.SubscriptionChoice.Described(
            List.of(Json.read(line, SubscriptionLine.class))),
        List.of(archive),
        TimeRange.parseRange("2025", null, ZoneOffset.UTC),
        TopicPacks.bundled());
  }

  @Test
  void refusesAGroupThatDoesNotExist() {
    assertNotFound(() -> admin.measureLag("nobody"), "the cluster knows no group 'nobody'");
  }

  @Test
  void saysThatKafkaCannotBeUsed() {
    try (Admin unreachable =
        new Admin(
            KafkaConnection.cluster("nonsense", Map.of()),
            TopicPacks::bundled,
            Clock.systemUTC())) {
      assertThatThrownBy(() -> unreachable.feeds().list())
          .isInstanceOf(AdminException.KafkaUnavailable.class)
          .hasCauseInstanceOf(KafkaException.class);
      assertThatThrownBy(() -> unreachable.measureLag(null))
          .isInstanceOf(AdminException.KafkaUnavailable.class);
    }
  }
}
