package org.vigie.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vigie.streams.TestReadings.MARKET;
import static org.vigie.streams.TestReadings.TRUCE;
import static org.vigie.streams.TestReadings.TRUCE_EDITED;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.analysis.TextAnalyser;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;
import org.vigie.testkit.ChildProcess;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Tests that need a broker: transactions, restarts, takeovers.
class StreamsRoleTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int MANY = 40;

  private final Catalogue catalogue = Catalogue.live();
  private final Instant now = Instant.now();
  @TempDir Path directory;
  private EmbeddedBroker broker;
  private TopicWriter writer;

  @BeforeEach
  void startBroker() {
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    new TopicAdmin(broker.connection()).createAndCheck(catalogue);
    writer = TopicWriter.open(broker.connection());
  }

  @AfterEach
  void stopBroker() {
    writer.close();
    broker.close();
  }

  @Test
  void carriesAReadingToAnAlertAndWritesDeadLetters() throws Exception {
    write(catalogue.subscriptions(), TestReadings.topicSubscription("treves", "ceasefire"));
    try (StreamsRole role = role(StreamsSettings.VERSION)) {
      assertThat(role.isReady()).isFalse();
      role.start();
      await().atMost(LONG).until(role::isReady);
      writeBytes(catalogue.readings(), "{");
      write(catalogue.readings(), reading("g1", MARKET));
      write(catalogue.readings(), reading("g2", TRUCE));
      awaitAlerts(1);
      await().atMost(LONG).until(() -> countRecords(catalogue.rejected()) == 1);
      assertThat(values(catalogue.items())).hasSize(2);
      assertThat(role.health().cause()).isNull();
    }
  }

  @Test
  void publishesUnusableSubscriptionsUntilTheyAreFixed() throws Exception {
    write(catalogue.subscriptions(), TestReadings.querySubscription("explodes", "(".repeat(1_000)));
    try (StreamsRole role = role(StreamsSettings.VERSION)) {
      role.start();
      writeBytes(catalogue.subscriptions(), "{");
      await()
          .atMost(LONG)
          .until(() -> readFaultySubscriptions().equals(List.of("broken/rule", "explodes/rule")));
      write(
          catalogue.subscriptions(),
          TestReadings.querySubscription("explodes", "trêve").nextVersionRemoved(now));
      await().atMost(LONG).until(() -> readFaultySubscriptions().equals(List.of("broken/rule")));
    }
  }

  private List<String> readFaultySubscriptions() {
    return TopicScan.of(connection(), catalogue.subscriptionStates()).latest().keySet().stream()
        .sorted()
        .toList();
  }

  @Test
  void goesOnAfterAKillWithoutLosingOrRepeatingAnAlert() throws Exception {
    write(catalogue.subscriptions(), TestReadings.topicSubscription("treves", "ceasefire"));
    writeTruces(0, MANY);
    try (ChildProcess process =
        StreamsRoleProcess.start(
            connection(), directory.resolve("state"), singleInstance(StreamsSettings.VERSION))) {
      awaitSomeAlerts();
      process.kill();
    }
    writeTruces(0, 2 * MANY);
    try (StreamsRole role = role(StreamsSettings.VERSION)) {
      role.start();
      awaitAlerts(2 * MANY);
      write(catalogue.readings(), reading("last", TRUCE + " n° 999"));
      assertAlertsOnce(awaitAlerts(2 * MANY + 1));
    }
  }

  @Test
  void aNewVersionTakesOverFromAKilledOne() throws Exception {
    write(catalogue.subscriptions(), TestReadings.topicSubscription("treves", "ceasefire"));
    writeTruces(0, MANY);
    try (ChildProcess process =
        StreamsRoleProcess.start(
            connection(), directory.resolve("state"), singleInstance(StreamsSettings.VERSION))) {
      awaitSomeAlerts();
      process.kill();
    }
    writeTruces(0, 2 * MANY);
    try (StreamsRole role = role(StreamsSettings.VERSION + 1)) {
      role.start();
      awaitAlerts(2 * MANY);
      write(catalogue.readings(), editedReading(0, TRUCE_EDITED + " n° 0"));
      write(catalogue.readings(), editedReading(1, MARKET));
      write(catalogue.readings(), reading("last", TRUCE + " n° 999"));
      List<Alert> alerts = awaitAlerts(2 * MANY + 2);
      assertAlertsOnce(alerts);
      assertThat(alerts)
          .filteredOn(alert -> alert.kind() == Alert.Kind.CORRECTION)
          .singleElement()
          .extracting(Alert::item, Alert::seq)
          .containsExactly(reading("g1", "").itemId(), 2);
    }
    assertThat(values(catalogue.items()))
        .extracting(Item::id)
        .as("one item per article and one version per edit")
        .hasSize(2 * MANY + 3);
    try (StreamsRole older = role(StreamsSettings.VERSION)) {
      older.start();
      await().atMost(LONG).until(() -> older.health().isFailed());
      assertThat(older.health().cause()).contains("vigie-streams-v3 has taken over");
    }
  }

  @Test
  @Tag("proof")
  void severalInstancesShareTheWorkAndOneMayDie() throws Exception {
    write(catalogue.subscriptions(), TestReadings.topicSubscription("treves", "ceasefire"));
    try (ChildProcess one = start("one");
        ChildProcess two = start("two");
        ChildProcess three = start("three")) {
      writeTruces(0, 10 * MANY);
      awaitSomeAlerts();
      two.kill();
      writeTruces(0, 20 * MANY);
      awaitAlerts(20 * MANY);
      write(catalogue.readings(), editedReading(1, MARKET));
      List<Alert> alerts = awaitAlerts(20 * MANY + 1);
      assertAlertsOnce(alerts);
      assertThat(alerts).hasSize(20 * MANY + 1);
    }
  }

  private ChildProcess start(String name) throws Exception {
    return StreamsRoleProcess.start(connection(), directory.resolve(name), StreamsSettings.DEFAULT);
  }

  private static StreamsSettings singleInstance(int version) {
    return StreamsSettings.DEFAULT.withVersion(version).asSingleInstance();
  }

  private StreamsRole role(int version) {
    return new StreamsRole(
        connection(),
        new ClusterProbe(connection()),
        catalogue,
        TextAnalyser.bundled(),
        Clock.systemUTC(),
        directory.resolve("state"),
        singleInstance(version));
  }

  private KafkaConnection connection() {
    return broker.connection();
  }

  private void writeTruces(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      write(catalogue.readings(), editedReading(i, TRUCE + " n° " + i));
    }
  }

  private Reading editedReading(int number, String title) {
    return reading("g" + number, title);
  }

  /// Spreads the readings over six outlets, so that every partition gets some.
  private Reading reading(String guid, String title) {
    Outlet outlet = Outlet.named("Journal " + Math.abs(guid.hashCode() % 6));
    return TestReadings.reading(outlet, outlet.id() + "/1", Origin.LIVE, guid, title, "", now, now);
  }

  private <V> void write(KafkaTopic<V> topic, V value) throws Exception {
    writer.write(topic, value).get(60, TimeUnit.SECONDS);
  }

  private void writeBytes(KafkaTopic<?> topic, String text) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            connection().producerSettings(),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(topic.name(), "broken@1".getBytes(UTF_8), text.getBytes(UTF_8)))
          .get(60, TimeUnit.SECONDS);
    }
  }

  private void awaitSomeAlerts() {
    await().atMost(LONG).until(() -> values(catalogue.alerts()).size() > MANY / 4);
  }

  private List<Alert> awaitAlerts(int count) {
    await().atMost(LONG).until(() -> values(catalogue.alerts()).size() >= count);
    return values(catalogue.alerts());
  }

  private static void assertAlertsOnce(List<Alert> alerts) {
    assertThat(alerts).extracting(alert -> alert.id() + "/" + alert.seq()).doesNotHaveDuplicates();
    assertThat(alerts)
        .filteredOn(alert -> alert.kind() == Alert.Kind.UPDATE)
        .as("nothing was said twice")
        .isEmpty();
  }

  private <V> List<V> values(KafkaTopic<V> topic) {
    return TopicScan.of(connection(), topic)
        .onUnreadable(
            letter -> {
              throw new AssertionError(letter.reason());
            })
        .values();
  }

  private long countRecords(KafkaTopic<?> topic) {
    long[] count = {0};
    TopicScan.of(connection(), topic).readRaw(record -> count[0]++);
    return count[0];
  }
}
