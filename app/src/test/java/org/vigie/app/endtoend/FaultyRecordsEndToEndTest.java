package org.vigie.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.admin.Admin;
import org.vigie.admin.AlertLog;
import org.vigie.admin.RecentAlerts;
import org.vigie.admin.RequestStore;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.CapturedTerminal;
import org.vigie.app.Main;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Delivery;
import org.vigie.testkit.FaultyJson;
import org.vigie.testkit.FaultyJson.FaultyCopy;
import org.vigie.testkit.SampleRecords;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;

/// Another client writes faulty records into every Kafka topic while all roles run: they go on, and
/// after a restart, which reads the compacted Kafka topics from their beginning, they still do.
class FaultyRecordsEndToEndTest {
  private static final int PATIENCE_SECONDS = 90;

  /// Of all forms of all fields of a type, so many are written, besides those that ended a role
  /// once.
  private static final int COPIES = 70;

  private final Catalogue catalogue = Catalogue.live();
  private final InMemorySender sender = new InMemorySender();
  private final Map<String, Integer> sent = new TreeMap<>();
  private final Map<String, Integer> written = new TreeMap<>();

  @Test
  void noRecordStopsARoleNorPreventsItsNextStart(@TempDir Path directory) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        TestFeedServer feeds = TestFeedServer.open(2)) {
      KafkaConnection connection = broker.connection();
      new TopicAdmin(connection).createAndCheck(catalogue);
      try (RequestStore wishes = new RequestStore(connection)) {
        wishes.addMissingFeeds(feeds.createFeeds());
        wishes.writeSubscription(
            EndToEndContract.subscription(EndToEndContract.TRUCES, "ceasefire", null));
      }
      try (RunningRoles roles = new RunningRoles(connection, directory, sender)) {
        roles.startAll();
        writeFaultyRecords(connection);
        awaitNextTruces(feeds);
      }
      List<String> before = new DeliveryAssertions(connection).readDeadLetterSources();
      try (RunningRoles roles = new RunningRoles(connection, directory, sender)) {
        roles.startAll();
        awaitNextTruces(feeds);
      }
      assertThat(new DeliveryAssertions(connection).readDeadLetterSources())
          .as("no record is set aside twice")
          .filteredOn(source -> !source.isEmpty())
          .doesNotHaveDuplicates()
          .containsAll(before.stream().filter(source -> !source.isEmpty()).toList());
      assertEverythingCanBeListed(connection);
      assertTheLastHoursAreSummarised(connection);
      assertCommandsSucceed(connection);
    }
    assertThat(written).isEqualTo(sent);
    assertThat(written.keySet())
        .containsExactlyInAnyOrderElementsOf(
            catalogue.all().stream().map(KafkaTopic::name).toList());
    assertThat(written.values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThan(COPIES * catalogue.all().size() / 2);
  }

  private void awaitNextTruces(TestFeedServer feeds) {
    feeds.publishTruces(4);
    await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(
            () -> sender.listTitles(EndToEndContract.TRUCES).containsAll(feeds.listTruceTitles()));
  }

  private void assertEverythingCanBeListed(KafkaConnection connection) {
    try (RequestStore store = new RequestStore(connection)) {
      assertThat(store.readFeeds()).isNotEmpty();
      assertThat(store.readFeedStates()).isNotEmpty();
      assertThat(store.readNewestSubscriptions()).containsKey(EndToEndContract.TRUCES);
      assertThat(store.readSubscriptionStates()).isNotNull();
      assertThat(store.selectDeliveries(one -> true).values())
          .extracting(Delivery::subscription)
          .contains(EndToEndContract.TRUCES);
    }
    assertThat(new AlertLog(connection).readAll()).isNotEmpty();
    for (KafkaTopic<?> topic : Catalogue.live().all()) {
      assertThat(TopicScan.of(connection, topic).onUnreadable(letter -> {}).latest()).isNotNull();
    }
  }

  /// What `up` says of the last hours.
  private static void assertTheLastHoursAreSummarised(KafkaConnection connection) {
    try (Admin admin = new Admin(connection, TopicPacks::bundled, Clock.systemUTC())) {
      RecentAlerts.AlertSummary summary =
          admin
              .recentAlerts()
              .summarise(TextAnalyser.bundled(), Duration.ofHours(48), Duration.ofHours(48));
      assertThat(summary.raised()).isPositive();
      assertThat(summary.deliveries()).isNotEmpty();
    }
  }

  private static void assertCommandsSucceed(KafkaConnection connection) {
    assertThat(run(connection, "subscriptions", "test", EndToEndContract.TRUCES))
        .contains(EndToEndContract.TRUCES + ": of the last 7d it would have sent ");
    assertThat(run(connection, "subscriptions", "list")).contains(EndToEndContract.TRUCES);
    assertThat(run(connection, "subscriptions", "add", "later", "--query", "Kiev"))
        .isEqualTo("later version 1\n");
    assertThat(run(connection, "backtest", "--subscription", EndToEndContract.TRUCES))
        .contains(" for 1 subscription");
    String alerts = run(connection, "alerts", "list", "--json");
    assertThat(alerts).contains("\"subscription\":\"" + EndToEndContract.TRUCES + "\"");
    assertThat(run(connection, "stories", "show", findStory(alerts))).isNotEmpty();
    assertThat(run(connection, "feeds", "list")).contains("http://127.0.0.1:");
    assertThat(run(connection, "deliveries", "list", "--all")).contains(EndToEndContract.TRUCES);
    assertThat(run(connection, "lag")).contains("vigie");
  }

  private static String findStory(String alerts) {
    return alerts
        .lines()
        .map(line -> Json.MAPPER.readTree(line))
        .filter(alert -> alert.path("subscription").asString().equals(EndToEndContract.TRUCES))
        .map(alert -> alert.path("story").asString())
        .findFirst()
        .orElseThrow();
  }

  private static String run(KafkaConnection connection, String... arguments) {
    CapturedTerminal terminal = CapturedTerminal.of("");
    int code =
        Main.run(
            terminal.terminal(),
            Stream.concat(
                    Arrays.stream(arguments),
                    Stream.of("--bootstrap-servers", connection.bootstrapServers()))
                .toArray(String[]::new));
    assertThat(code).as(String.join(" ", arguments) + ": " + terminal.err()).isZero();
    return terminal.out();
  }

  private void writeFaultyRecords(KafkaConnection connection) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            connection.producerSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      write(producer, catalogue.feeds(), SampleRecords.FEED, "interval: 9223372036854775807");
      // Nobody serves it: the next start would wait for a poll that is due in minutes.
      send(
          producer,
          catalogue.feeds().name(),
          catalogue.feeds().partitionFor(SampleRecords.FEED),
          SampleRecords.FEED.id().getBytes(UTF_8),
          null,
          new RecordHeaders());
      write(producer, catalogue.feedStates(), SampleRecords.FEED_STATE, "host: missing");
      write(producer, catalogue.readings(), SampleRecords.READING, "seen: missing");
      write(producer, catalogue.items(), SampleRecords.ITEM, "content: null");
      write(producer, catalogue.decided(), SampleRecords.DECISION, "item: missing");
      write(producer, catalogue.decided(), SampleRecords.MATCH_GROUP, "partition: 2147483647");
      write(producer, catalogue.stories(), SampleRecords.STORY, "members: []");
      write(producer, catalogue.matches(), SampleRecords.STORY_MATCHES, "decision: {}");
      write(producer, catalogue.subscriptions(), SampleRecords.SUBSCRIPTION, "validFrom: missing");
      write(
          producer,
          catalogue.subscriptionStates(),
          SampleRecords.SUBSCRIPTION_STATE,
          "aspect: missing");
      write(producer, catalogue.alerts(), SampleRecords.ALERT, "timeline: null");
      write(producer, catalogue.deliveries(), SampleRecords.DELIVERY, "status: missing");
      write(producer, catalogue.retries(), SampleRecords.RETRY, "delivery: \"\"");
      write(producer, catalogue.feedback(), SampleRecords.FEEDBACK, "verdict: missing");
      write(producer, catalogue.replays(), SampleRecords.REPLAY, "run: missing");
      send(
          producer, catalogue.rejected().name(), 0, null, "{".getBytes(UTF_8), new RecordHeaders());
      send(producer, catalogue.rejected().name(), 0, new byte[0], null, new RecordHeaders());
    }
  }

  private <V> void write(
      KafkaProducer<byte[], byte[]> producer, KafkaTopic<V> topic, V sample, String worst) {
    RecordHeaders headers = new RecordHeaders();
    byte[] bytes = topic.serde().serializer().serialize(topic.name(), headers, sample);
    byte[] key = topic.key().apply(sample).getBytes(UTF_8);
    int partition = topic.partitionFor(sample);
    List<FaultyCopy> copies =
        FaultyJson.copiesOf(Json.MAPPER.readValue(bytes, Object.class), Json::toText);
    List<FaultyCopy> chosen =
        new ArrayList<>(copies.stream().filter(copy -> copy.toString().equals(worst)).toList());
    assertThat(chosen).as(worst).hasSize(1);
    int step = Math.max(1, copies.size() / COPIES);
    for (int i = 0; i < copies.size(); i += step) {
      chosen.add(copies.get(i));
    }
    for (FaultyCopy copy : chosen) {
      send(producer, topic.name(), partition, key, copy.json().getBytes(UTF_8), headers);
    }
    if (!topic.cleanup().policy().contains("compact")) {
      send(producer, topic.name(), partition, null, bytes, headers);
    }
    byte[] otherKey = "another-key".getBytes(UTF_8);
    send(producer, topic.name(), partition, otherKey, bytes, headers);
    send(producer, topic.name(), (partition + 1) % topic.partitions(), key, bytes, headers);
    send(producer, topic.name(), partition, otherKey, null, new RecordHeaders());
    send(producer, topic.name(), partition, new byte[] {(byte) 0xff, 0}, bytes, headers);
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer,
      String topic,
      int partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      RecordHeaders headers) {
    sent.merge(topic, 1, Integer::sum);
    producer.send(
        new ProducerRecord<>(topic, partition, key, value, new RecordHeaders(headers)),
        (metadata, failure) -> {
          if (failure == null) {
            synchronized (written) {
              written.merge(topic, 1, Integer::sum);
            }
          }
        });
  }
}
