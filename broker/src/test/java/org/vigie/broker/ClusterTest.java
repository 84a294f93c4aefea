package org.vigie.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;
import org.vigie.wire.Catalogue;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Runs the Kafka clients of `wire` against a real broker.
class ClusterTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Outlet OUTLET = Outlet.named("Le Phare");
  private static final Feed ONE = Feed.of(URI.create("http://a.test/1"), OUTLET, "Une", null);
  private static final Feed TWO = Feed.of(URI.create("http://b.test/2"), OUTLET, null, null);

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static KafkaConnection connection;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory);
    connection = broker.connection();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void createsMissingKafkaTopicsConcurrently() throws Exception {
    Catalogue catalogue = Catalogue.replay("twice");
    Callable<Void> prepare =
        () -> {
          new TopicAdmin(connection).createAndCheck(catalogue);
          return null;
        };
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (var done : both.invokeAll(List.of(prepare, prepare))) {
        done.get();
      }
    }
    prepare.call();
    new TopicAdmin(connection).deleteReplay(catalogue);
    try (Admin admin = Admin.create(connection.adminSettings())) {
      await()
          .atMost(TIMEOUT)
          .until(
              () ->
                  admin.listTopics().names().get().stream()
                      .noneMatch(name -> name.startsWith(catalogue.prefix())));
    }
  }

  @Test
  void refusesAKafkaTopicThatDiffersAndNamesTheDifference() throws Exception {
    Catalogue catalogue = Catalogue.replay("drift");
    TopicAdmin topics = new TopicAdmin(connection);
    topics.createAndCheck(catalogue);
    try (Admin admin = Admin.create(connection.adminSettings())) {
      admin
          .createPartitions(Map.of(catalogue.alerts().name(), NewPartitions.increaseTo(9)))
          .all()
          .get(60, TimeUnit.SECONDS);
      String alerts = catalogue.alerts().name();
      await().atMost(TIMEOUT).until(() -> countPartitions(admin, alerts) == 9);
    }

    assertThatExceptionOfType(TopicAdmin.Drift.class)
        .isThrownBy(() -> topics.createAndCheck(catalogue))
        .withMessageContaining("vigie.replay.drift.alerts: partitions is 9, wanted 6");
  }

  private static int countPartitions(Admin admin, String topic) throws Exception {
    TopicDescription description =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    return description == null ? 0 : description.partitions().size();
  }

  @Test
  void neverDropsTheLiveKafkaTopics() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopicAdmin(connection).deleteReplay(Catalogue.live()));
  }

  @Test
  void readsTheLatestValuePerKeyAndReportsDeadLetters() throws Exception {
    Catalogue catalogue = Catalogue.replay("read");
    new TopicAdmin(connection).createAndCheck(catalogue);
    Feed renamed = Feed.of(ONE.address(), OUTLET, "À la une", null);
    try (TopicWriter writer = TopicWriter.open(connection)) {
      writer.write(catalogue.feeds(), ONE);
      writer.write(catalogue.feeds(), TWO);
      writer.write(catalogue.feeds(), renamed);
      writer.remove(catalogue.feeds(), TWO);
    }
    writeUnreadableRecord(catalogue);
    writeAbortedRecord(catalogue);

    List<DeadLetter> rejected = new ArrayList<>();
    assertThat(TopicScan.of(connection, catalogue.feeds()).onUnreadable(rejected::add).latest())
        .containsExactly(Map.entry(renamed.id(), renamed));
    assertThat(rejected).hasSize(1);
    assertThat(rejected.getFirst().source()).isEqualTo("vigie.replay.read.feeds-0@0");
    assertThat(rejected.getFirst().reason()).contains("Feed").contains("byte offset");
    assertThat(new String(rejected.getFirst().value(), StandardCharsets.UTF_8)).isEqualTo("{oui");
  }

  private static void writeUnreadableRecord(Catalogue catalogue) throws Exception {
    try (KafkaProducer<String, String> producer = producer(connection.producerSettings())) {
      producer.send(new ProducerRecord<>(catalogue.feeds().name(), 0, "k", "{oui")).get();
    }
  }

  private static void writeAbortedRecord(Catalogue catalogue) throws Exception {
    Map<String, Object> settings = connection.producerSettings();
    settings.put("transactional.id", "aborting");
    try (KafkaProducer<String, String> producer = producer(settings)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(catalogue.feeds().name(), 0, "k", "{non")).get();
      producer.abortTransaction();
    }
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  @Test
  void reportsAMissingKafkaTopic() {
    assertThatExceptionOfType(KafkaException.class)
        .isThrownBy(() -> TopicScan.of(connection, Catalogue.replay("absent").feeds()).latest())
        .withMessageContaining("vigie.replay.absent.feeds does not exist");
  }
}
