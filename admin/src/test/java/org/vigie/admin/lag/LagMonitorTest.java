package org.vigie.admin.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.streams.StreamsRole;

/// Consumer groups and Kafka topics that are not Vigie's.
class LagMonitorTest {
  private static final Duration MAX_WAIT = Duration.ofMinutes(1);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static Admin admin;

  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  private LagMonitor monitor;
  private String topic;
  private String group;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(directory);
    admin = Admin.create(broker.connection().adminSettings());
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @BeforeEach
  void openMonitor(TestInfo test) throws Exception {
    String name = test.getTestMethod().orElseThrow().getName();
    topic = "foreign." + name;
    group = "group." + name;
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(60, TimeUnit.SECONDS);
    monitor = LagMonitor.open(broker.connection(), time::get);
  }

  @AfterEach
  void closeMonitor() {
    monitor.close();
  }

  @Test
  void countsWhatWaitsAndTheAgeOfItsFirst() throws Exception {
    produce(NOW.minusSeconds(90), NOW.minusSeconds(60), NOW.minusSeconds(30));
    commit(1);

    PartitionLag lag = measured();
    assertThat(lag.records()).isEqualTo(2);
    assertThat(lag.ageMs()).isEqualTo(60_000);
    assertThat(lag.status()).isEqualTo(LagStatus.BEHIND);

    time.set(NOW.plusSeconds(5));
    assertThat(measured().ageMs()).isEqualTo(65_000);

    commit(3);
    assertThat(measured().records()).isZero();
    assertThat(measured().ageMs()).isZero();
    assertThat(measured().status()).isEqualTo(LagStatus.OK);
  }

  @Test
  void countsNoMarkersOfTransactions() throws Exception {
    produceInTransactions(NOW.minusSeconds(20), NOW.minusSeconds(10));

    commit(0);
    assertThat(measured().records()).isEqualTo(2);
    assertThat(measured().ageMs()).isEqualTo(20_000);

    // The offset after the last record: the rest of its transaction is a marker.
    commit(3);
    assertThat(measured().end()).isEqualTo(4);
    assertThat(measured().records()).isZero();
    assertThat(measured().ageMs()).isZero();
    assertThat(measured().status()).isEqualTo(LagStatus.OK);
  }

  @Test
  void leavesOutWhatIsNotCommittedYet() throws Exception {
    produce(NOW.minusSeconds(40));
    commit(1);
    try (KafkaProducer<byte[], byte[]> producer = transactional()) {
      producer.beginTransaction();
      send(producer, NOW.minusSeconds(5));
      assertThat(measured().records()).isZero();
      producer.commitTransaction();
    }
    assertThat(measured().records()).isEqualTo(1);
    assertThat(measured().ageMs()).isEqualTo(5_000);
  }

  @Test
  void callsAGroupThatNeverCommitsUnknownNotUpToDate() throws Exception {
    produce(NOW.minusSeconds(10));
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.subscribe(List.of(topic));
      await()
          .atMost(MAX_WAIT)
          .pollInSameThread()
          .until(() -> !consumer.poll(Duration.ofMillis(50)).isEmpty());

      GroupLag lag = group().orElseThrow();
      assertThat(lag.status()).isEqualTo(LagStatus.UNKNOWN);
      assertThat(lag.records()).isNull();
      assertThat(lag.ageMs()).isNull();
      assertThat(lag.unknownPartitions()).isEqualTo(1);
    }
  }

  private int partitions() throws Exception {
    TopicDescription description =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    return description == null ? 0 : description.partitions().size();
  }

  @Test
  void knowsThatNothingWaitsWhereNothingWasEverWritten() throws Exception {
    admin
        .createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
        .all()
        .get(60, TimeUnit.SECONDS);
    await().atMost(MAX_WAIT).until(() -> partitions() == 2);
    produce(NOW);
    commit(1);

    assertThat(group().orElseThrow().status()).isEqualTo(LagStatus.OK);
    assertThat(group().orElseThrow().partitions())
        .extracting(PartitionLag::records)
        .containsExactly(0L, 0L);
  }

  @Test
  void namesOffsetsOfADeletedTopicAsGone() throws Exception {
    produce(NOW);
    commit(1);
    // Kafka deletes a group's offsets together with the Kafka topic; one in between makes them
    // stale.
    admin.deleteTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
    await().atMost(MAX_WAIT).until(() -> !admin.listTopics().names().get().contains(topic));

    assertThat(group().map(GroupLag::partitions).orElse(List.of()))
        .allSatisfy(lag -> assertThat(lag.status()).isEqualTo(LagStatus.GONE));
  }

  @Test
  void countsNothingForAVersionOfTheTopologyThatAnotherHasTakenOverFrom() throws Exception {
    produce(NOW.minusSeconds(90), NOW.minusSeconds(60), NOW.minusSeconds(30));
    group = StreamsRole.applicationId(901);
    commit(1);
    assertThat(measured().status()).isEqualTo(LagStatus.BEHIND);

    group = StreamsRole.applicationId(902);
    commit(2);
    assertThat(measured().status()).isEqualTo(LagStatus.BEHIND);
    assertThat(measured().records()).isEqualTo(1);

    group = StreamsRole.applicationId(901);
    GroupLag lag = group().orElseThrow();
    assertThat(lag.status()).isEqualTo(LagStatus.SUPERSEDED);
    assertThat(lag.records()).isZero();
    assertThat(lag.ageMs()).isZero();
    assertThat(lag.partitions())
        .singleElement()
        .satisfies(
            partition -> {
              assertThat(partition.committed()).isEqualTo(1);
              assertThat(partition.status()).isEqualTo(LagStatus.SUPERSEDED);
            });
  }

  @Test
  void knowsNothingOfAGroupThatIsNotThere() {
    assertThat(group()).isEmpty();
  }

  @Test
  void countsLongGapsByOffsets() throws Exception {
    Instant[] times = new Instant[600];
    Arrays.fill(times, NOW.minusSeconds(7));
    produce(times);
    commit(0);
    assertThat(measured().records()).isEqualTo(600);

    produce(NOW.minusSeconds(1));
    assertThat(measured().records()).isEqualTo(601);
    assertThat(measured().ageMs()).isEqualTo(7_000);
  }

  /// A reader is stopped for a known time while a record is written every 200 ms.
  @Tag("proof")
  @Test
  void tellsTheAgeOfWhatAStoppedReaderMisses() throws Exception {
    try (LagMonitor real = LagMonitor.open(broker.connection(), InstantSource.system());
        KafkaProducer<byte[], byte[]> producer = producer(Map.of());
        ScheduledExecutorService press = Executors.newSingleThreadScheduledExecutor()) {
      press.scheduleAtFixedRate(
          () -> producer.send(new ProducerRecord<>(topic, new byte[] {1})),
          0,
          200,
          TimeUnit.MILLISECONDS);
      Instant stopped = readAndStop();
      await()
          .atMost(MAX_WAIT)
          .until(() -> Duration.between(stopped, Instant.now()).toSeconds() >= 12);

      LagReport report = real.measure(group);
      press.shutdownNow();

      long truth = Duration.between(stopped, report.at()).toMillis();
      GroupLag lag = report.groups().getFirst();
      System.out.printf(
          "reader stopped for %d ms: age %d ms, %d records%n", truth, lag.ageMs(), lag.records());
      assertThat(lag.ageMs()).isBetween(truth - 1000, truth + 1000);
      assertThat(lag.records()).isBetween(truth / 200 - 5, truth / 200 + 5);
    }
  }

  private Instant readAndStop() {
    try (KafkaConsumer<byte[], byte[]> reader = consumer()) {
      reader.subscribe(List.of(topic));
      for (int read = 0; read < 20; ) {
        read += reader.poll(Duration.ofMillis(200)).count();
        reader.commitSync();
      }
      return Instant.now();
    }
  }

  private PartitionLag measured() {
    return group().orElseThrow().partitions().getFirst();
  }

  private Optional<GroupLag> group() {
    return monitor.measure(group).groups().stream().findFirst();
  }

  private void commit(long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(
            group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
        .all()
        .get(60, TimeUnit.SECONDS);
  }

  private void produce(Instant... times) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (Instant at : times) {
        send(producer, at);
      }
    }
  }

  private void produceInTransactions(Instant... times) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = transactional()) {
      for (Instant at : times) {
        producer.beginTransaction();
        send(producer, at);
        producer.commitTransaction();
      }
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, Instant at) throws Exception {
    producer.send(new ProducerRecord<>(topic, 0, at.toEpochMilli(), null, new byte[] {1}));
    producer.flush();
  }

  private KafkaProducer<byte[], byte[]> transactional() {
    KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", topic));
    producer.initTransactions();
    return producer;
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, String> more) {
    Map<String, Object> settings = broker.connection().producerSettings();
    settings.putAll(more);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        broker.connection().consumerSettings(group),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
