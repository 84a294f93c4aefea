package org.vigie.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigie.admin.RequestStore;
import org.vigie.app.CapturedTerminal;
import org.vigie.app.alert.AlertPrinter;
import org.vigie.app.pipeline.RoleName;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.NotificationRule;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionState;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicAdmin;

/// What must hold on every Kafka. The tests share one set of running roles, so each starts from the
/// state that the others left.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EndToEndContract {
  /// The subscription to truces, added before the first test.
  static final String TRUCES = "truces";

  private static final int MAX_WAIT_SECONDS = 60;

  /// Just below a broker's default size limit in bytes: with one more header the record is too
  /// large.
  private static final int NEARLY_TOO_LARGE = 1_048_400;

  /// Characters that no text for people contains once line ends are removed: controls and
  /// bidirectional marks.
  private static final String NO_TEXT = "[\\p{Cc}&&[^\\n]]|[\\u202a-\\u202e\\u2066-\\u2069]";

  private final Catalogue catalogue = Catalogue.live();
  private final InMemorySender sender = new InMemorySender();
  private @Nullable TestFeedServer feedServer;
  private @Nullable KafkaConnection connection;
  private @Nullable RunningRoles roles;

  /// Starts an empty Kafka.
  abstract KafkaConnection startKafka(Path directory) throws Exception;

  /// Stops it; also called if the start failed.
  abstract void stopKafka() throws Exception;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    connection = startKafka(directory.resolve("kafka"));
    feedServer = TestFeedServer.open(8);
    new TopicAdmin(connection).createAndCheck(catalogue);
    try (RequestStore requests = new RequestStore(connection)) {
      requests.addMissingFeeds(feedServer.createFeeds());
      requests.writeSubscription(subscription(TRUCES, "ceasefire", null));
    }
    roles = new RunningRoles(connection, directory, sender);
    roles.startAll();
  }

  @AfterAll
  void stop() throws Exception {
    if (roles != null) {
      roles.close();
    }
    if (feedServer != null) {
      feedServer.close();
    }
    stopKafka();
  }

  @Test
  void tellsOfEveryArticleOnce() {
    newsstand().publishTruces(16);
    awaitTruces();
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWhereAStoppedRoleLeftOff(RoleName role) throws Exception {
    newsstand().publishTruces(8);
    roles().stopRole(role);
    newsstand().publishTruces(8);
    roles().startRole(role);
    newsstand().publishTruces(8);
    awaitTruces();
  }

  @Test
  void heedsSubscriptionsThatComeAndGoWhileItRuns() {
    try (RequestStore requests = new RequestStore(connection())) {
      requests.writeSubscription(subscription("harbour", null, "navire"));
      // It does not match items decided before it came into force, so the test publishes until it
      // does.
      await().atMost(MAX_WAIT_SECONDS, SECONDS).until(this::hasAlertedAfterAnotherShip);
      requests.removeSubscription("harbour", Instant.now());
    }
    newsstand().publishArticle("Un dernier navire quitte le port de Sète");
    newsstand().publishTruces(8);
    awaitTruces();
    assertThat(sender.listTitles("harbour")).doesNotHaveDuplicates();
    await().atMost(MAX_WAIT_SECONDS, SECONDS).until(() -> isAccepted("Un dernier navire quitte"));
  }

  private boolean hasAlertedAfterAnotherShip() {
    newsstand().publishArticle("Le port du Havre attend son navire n° " + System.nanoTime());
    return !sender.listTitles("harbour").isEmpty();
  }

  @Test
  void passesOverPoisonInEveryKafkaTopicThatItFollows() throws Exception {
    int before = new DeliveryAssertions(connection()).readDeadLetterSources().size();
    try (KafkaProducer<String, byte[]> badProducer = openRawProducer()) {
      for (KafkaTopic<?> topic : listFollowedTopics().toList()) {
        send(badProducer, topic, "{".getBytes(UTF_8));
      }
    }
    newsstand().publishTruces(8);
    awaitTruces();
    // A subscription that cannot be read is named by the health of the streams instead of a dead
    // letter.
    List<String> unreadable =
        listFollowedTopics()
            .map(KafkaTopic::name)
            .filter(name -> !name.equals(catalogue.subscriptions().name()))
            .toList();
    await()
        .atMost(MAX_WAIT_SECONDS, SECONDS)
        .until(() -> readDeadLettersFrom(before).containsAll(unreadable));
  }

  private List<String> readDeadLettersFrom(int before) {
    return new DeliveryAssertions(connection())
        .readDeadLetterSources().stream()
            .skip(before)
            .map(source -> source.substring(0, Math.max(0, source.lastIndexOf('-'))))
            .toList();
  }

  @Test
  void passesOverRecordsThatAreTooLargeToSetAside() throws Exception {
    try (KafkaProducer<String, byte[]> badProducer = openRawProducer()) {
      for (KafkaTopic<?> topic : listFollowedTopics().toList()) {
        send(badProducer, topic, new byte[NEARLY_TOO_LARGE]);
      }
    }
    newsstand().publishTruces(8);
    awaitTruces();
  }

  @Test
  void shortensOrSetsAsideAnArticleThatIsTooLargeForKafka() {
    newsstand().publishWithLength("Un fleuve de mots", 2_000_000);
    newsstand().publishTruces(8);
    awaitTruces();
    await()
        .atMost(MAX_WAIT_SECONDS, SECONDS)
        .until(() -> isAccepted("Un fleuve de mots") || hasDeadLetterOfArticle());
  }

  /// Markup, terminal escapes, bidirectional marks and characters that no text has, in the forms in
  /// which feeds carry them.
  @Test
  void tellsOfHostileArticlesInHarmlessWords() {
    List<String> hostile =
        List.of(
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "<![CDATA[<img src=x onerror=alert(1)><style>b{}</style>]]>",
            "&amp;#27;]0;titre&amp;#7;",
            "\u001b[2J\u0000\u0007",
            "\u009b31m\u202e\u2066",
            "&amp;lt;iframe src=javascript:alert(1)&amp;gt;");
    for (int i = 0; i < hostile.size(); i++) {
      newsstand()
          .publishRaw("Le navire-école n° " + i + " rentre " + hostile.get(i), hostile.get(i));
    }
    try (RequestStore requests = new RequestStore(connection())) {
      requests.writeSubscription(subscription("schooner", null, "goélette"));
      await().atMost(MAX_WAIT_SECONDS, SECONDS).until(() -> hasAlertedOfSchooner(hostile));
      requests.removeSubscription("schooner", Instant.now());
    }
    newsstand().publishTruces(8);
    awaitTruces();

    List<Alert> alerts = new DeliveryAssertions(connection()).readAlerts("schooner");
    assertThat(alerts).isNotEmpty();
    DisplayTime display = new DisplayTime(ZoneOffset.UTC);
    CapturedTerminal lines = CapturedTerminal.of("");
    alerts.forEach(
        new AlertPrinter(
            lines.terminal(), AlertPrinter.AlertFormat.LIVE, (topic, language) -> topic, display));
    CapturedTerminal json = CapturedTerminal.of("");
    alerts.forEach(
        new AlertPrinter(
            json.terminal(), AlertPrinter.AlertFormat.JSON, (topic, language) -> topic, display));
    assertThat(lines.out()).contains("goélette").doesNotContainPattern(NO_TEXT);
    assertThat(json.out()).contains("goélette").doesNotContainPattern(NO_TEXT);
    assertThat(alerts)
        .allSatisfy(alert -> assertThat(alert.title()).doesNotContain("<script", "<img", "<style"));
  }

  /// The subscription comes into force some time after it is written, so the test publishes until
  /// then.
  private boolean hasAlertedOfSchooner(List<String> hostile) {
    for (String words : hostile) {
      newsstand().publishRaw("La goélette n° " + System.nanoTime() + " rentre " + words, words);
    }
    return !sender.listTitles("schooner").isEmpty();
  }

  /// Such a subscription was not written by the command, which would have refused it.
  @Test
  void namesASubscriptionThatWouldExplodeAndServesTheOthers() {
    String many = "(" + "navire OR ".repeat(60) + "quai)";
    try (RequestStore requests = new RequestStore(connection())) {
      requests.writeSubscription(subscription("bomb", null, many + " NEAR/9 " + many));
      requests.writeSubscription(
          subscription("storm", null, "(".repeat(900) + "navire" + ")".repeat(900)));
      newsstand().publishTruces(8);
      awaitTruces();
      await()
          .atMost(MAX_WAIT_SECONDS, SECONDS)
          .until(() -> listFaultySubscriptions(requests).containsAll(List.of("bomb", "storm")));
      requests.removeSubscription("bomb", Instant.now());
      requests.removeSubscription("storm", Instant.now());
    }
  }

  private static List<String> listFaultySubscriptions(RequestStore requests) {
    return requests.readSubscriptionStates().stream().map(SubscriptionState::subscription).toList();
  }

  private boolean hasDeadLetterOfArticle() {
    return new DeliveryAssertions(connection())
        .readDeadLetterSources().stream().anyMatch(source -> source.startsWith("feed "));
  }

  private Stream<KafkaTopic<?>> listFollowedTopics() {
    return Stream.of(
        catalogue.feeds(),
        catalogue.feedStates(),
        catalogue.readings(),
        catalogue.decided(),
        catalogue.matches(),
        catalogue.subscriptions(),
        catalogue.alerts());
  }

  private KafkaProducer<String, byte[]> openRawProducer() {
    Map<String, Object> settings = connection().producerSettings();
    settings.put("max.request.size", 4_000_000);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private static void send(
      KafkaProducer<String, byte[]> badProducer, KafkaTopic<?> topic, byte[] value)
      throws Exception {
    badProducer.send(new ProducerRecord<>(topic.name(), 0, "poison", value)).get(60, SECONDS);
  }

  private boolean isAccepted(String title) {
    return new DeliveryAssertions(connection())
        .readItems().stream().anyMatch(item -> item.content().title().startsWith(title));
  }

  private void awaitTruces() {
    List<String> published = newsstand().listTruceTitles();
    await()
        .atMost(MAX_WAIT_SECONDS, SECONDS)
        .until(() -> sender.listTitles(TRUCES).containsAll(published));
    new DeliveryAssertions(connection())
        .assertEachDeliveredOnce(TRUCES, published, sender.listTitles(TRUCES));
  }

  static Subscription subscription(String id, @Nullable String topic, @Nullable String query) {
    return Subscription.builder(id, Instant.now())
        .topics(topic == null ? List.of() : List.of(topic))
        .rule(new NotificationRule(1, NotificationRule.UpdateRule.DEFAULT, List.of(), true))
        .query(query)
        .channels(List.of(Channel.CONSOLE))
        .build();
  }

  private TestFeedServer newsstand() {
    return Objects.requireNonNull(feedServer);
  }

  private KafkaConnection connection() {
    return Objects.requireNonNull(connection);
  }

  private RunningRoles roles() {
    return Objects.requireNonNull(roles);
  }
}
