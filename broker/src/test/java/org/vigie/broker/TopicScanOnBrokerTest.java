package org.vigie.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.SubscriptionState;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicRecord;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicTable;
import org.vigie.wire.TopicWriter;

/// Scans and tables of `wire` on a real broker, where transactions leave markers.
class TopicScanOnBrokerTest {
  private static final Duration MAX_WAIT = Duration.ofMinutes(1);

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static KafkaConnection connection;
  private static int count;

  private final Catalogue catalogue = Catalogue.replay("scan-" + ++count);
  private final KafkaTopic<SubscriptionState> topic = catalogue.subscriptionStates();
  private TopicScan<SubscriptionState> scan;
  private TopicWriter writer;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory);
    connection = broker.connection();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void open() {
    new TopicAdmin(connection).createAndCheck(catalogue);
    writer = TopicWriter.open(connection);
    scan = TopicScan.of(connection, topic);
  }

  @AfterEach
  void close() {
    writer.close();
  }

  private static SubscriptionState state(String subscription, String problem) {
    return new SubscriptionState(subscription, SubscriptionState.RULE, 1, problem, Instant.EPOCH);
  }

  private void write(SubscriptionState state) {
    writer.write(topic, state).join();
  }

  private void writeInTransaction(SubscriptionState state, boolean commit) {
    Map<String, Object> settings = connection.producerSettings();
    settings.put("transactional.id", topic.name());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(
          new ProducerRecord<>(
              topic.name(), state.key().getBytes(StandardCharsets.UTF_8), Json.toBytes(state)));
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static String problem(TopicRecord<SubscriptionState> record) {
    return Objects.requireNonNull(record.value()).problem();
  }

  @Test
  void readsCommittedRecordsFromTheWantedStart() {
    assertThat(scan.values()).isEmpty();
    writeInTransaction(state("a", "committed"), true);
    writeInTransaction(state("b", "aborted"), false);
    write(state("c", "last"));
    // A commit returns before its marker is in the partition, and only then it can be read.
    await().atMost(MAX_WAIT).until(() -> scan.values().size() == 2);
    List<Long> offsets = new ArrayList<>();
    scan.read(record -> offsets.add(record.offset()));
    assertThat(offsets).hasSize(2);
    assertThat(scan.from(offsets.getLast()).values()).containsExactly(state("c", "last"));
    assertThat(scan.last(1).values()).containsExactly(state("c", "last"));
    assertThat(scan.last(1_000).latest()).containsOnlyKeys("a/rule", "c/rule");
    assertThat(scan.readAt(0, List.of(offsets.getFirst(), offsets.getFirst() + 1)))
        .containsOnlyKeys(offsets.getFirst());
  }

  /// The end of the partition is behind the marker, and no record lies there.
  @Test
  void isEmptyWhereOnlyTheMarkerOfATransactionIsLeft() {
    assertThat(scan.isEmpty()).isTrue();
    writeInTransaction(state("a", "committed"), true);
    await().atMost(MAX_WAIT).until(() -> !scan.isEmpty());
    assertThat(scan.from(1).isEmpty()).isTrue();
  }

  @Test
  void followsNewRecordsOnly() {
    write(state("a", "old"));
    List<String> seen = new ArrayList<>();
    scan.last(0)
        .follow(
            record -> seen.add(problem(record)),
            () -> {
              if (seen.isEmpty()) {
                write(state("a", "new"));
              }
              return !seen.isEmpty();
            });
    assertThat(seen).contains("new").doesNotContain("old");
  }

  @Test
  void aTableFollowsWhatIsWritten() {
    write(state("a", "old"));
    try (TopicTable<SubscriptionState> table = new TopicTable<>(scan)) {
      table.load();
      assertThat(table.values()).containsExactly(state("a", "old"));
      write(state("a", "new"));
      write(state("b", "other"));
      table.catchUp();
      assertThat(table.values()).containsExactlyInAnyOrder(state("a", "new"), state("b", "other"));
      writer.remove(topic, state("b", "other")).join();
      await()
          .atMost(MAX_WAIT)
          .pollInSameThread()
          .until(
              () -> {
                table.poll(Duration.ofMillis(10));
                return table.get("b/rule") == null;
              });
    }
  }
}
