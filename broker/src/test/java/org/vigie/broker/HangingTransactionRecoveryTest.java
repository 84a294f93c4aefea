package org.vigie.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transactions that are open in a partition although their coordinator has completed or forgotten
/// them.
class HangingTransactionRecoveryTest {
  private static final TopicPartition NEWS = new TopicPartition("news", 0);

  @TempDir Path directory;

  @Test
  void abortsATransactionUnknownToTheCoordinator() throws Exception {
    leaveTransactionOpen();
    deleteCoordinatorLog();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.connection().adminSettings())) {
      await().atMost(Duration.ofMinutes(1)).until(() -> readLastStableOffset(admin) == 2);
    }
  }

  /// Simulates a kill after one partition received its marker and before the other did.
  @Test
  void completesACommittedTransactionInEveryPartition() throws Exception {
    Path before = directory.resolve("before");
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.connection().adminSettings());
        KafkaProducer<String, String> producer = producer(broker)) {
      admin.createTopics(List.of(new NewTopic("news", 2, (short) 1))).all().get();
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("news", 0, "k", "Une trêve"));
      producer.send(new ProducerRecord<>("news", 1, "k", "Un sommet"));
      producer.flush();
      copyLogFiles(logDirectory(NEWS), before);
      producer.commitTransaction();
      await().until(() -> readTransactionState(admin) == TransactionState.COMPLETE_COMMIT);
    }
    deleteLogFiles(logDirectory(NEWS));
    copyLogFiles(before, logDirectory(NEWS));
    // If this file exists, the broker restores the producer state of its last shutdown instead of
    // reading the log.
    Files.delete(directory.resolve("kafka").resolve(".kafka_cleanshutdown"));
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThat(readCommitted(broker, 2)).containsExactlyInAnyOrder("Une trêve", "Un sommet");
    }
  }

  /// The coordinator times it out, or the producer's successor ends it.
  @Test
  void leavesAnOngoingTransactionToTheCoordinator() throws Exception {
    leaveTransactionOpen();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.connection().adminSettings())) {
      assertThat(readLastStableOffset(admin)).isZero();
    }
  }

  private void leaveTransactionOpen() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.connection().adminSettings())) {
      admin.createTopics(List.of(new NewTopic("news", 1, (short) 1))).all().get();
      KafkaProducer<String, String> producer = producer(broker);
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("news", "k", "Une trêve"));
      producer.flush();
      producer.close(Duration.ZERO);
      assertThat(readLastStableOffset(admin)).isZero();
    }
  }

  /// The last stable offset, up to which `read_committed` consumers read.
  private static long readLastStableOffset(Admin admin) throws Exception {
    return admin
        .listOffsets(
            Map.of(NEWS, OffsetSpec.latest()),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .partitionResult(NEWS)
        .get()
        .offset();
  }

  private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
    Map<String, Object> settings = broker.connection().producerSettings();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "dispatch");
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private static TransactionState readTransactionState(Admin admin) throws Exception {
    return admin.describeTransactions(List.of("dispatch")).description("dispatch").get().state();
  }

  private static List<String> readCommitted(EmbeddedBroker broker, int records) {
    Map<String, Object> settings = broker.connection().readerSettings();
    List<String> read = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(NEWS, new TopicPartition("news", 1)));
      consumer.seekToBeginning(consumer.assignment());
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(one -> read.add(one.value()));
                return read.size() >= records;
              });
    }
    return read;
  }

  private void deleteCoordinatorLog() throws IOException {
    deleteLogFiles(logDirectory(new TopicPartition("__transaction_state", 0)));
  }

  private Path logDirectory(TopicPartition partition) {
    return directory.resolve("kafka").resolve(partition.toString());
  }

  /// Keeps `partition.metadata`, which holds the id of the Kafka topic.
  private static void deleteLogFiles(Path log) throws IOException {
    for (Path file : listFiles(log)) {
      if (!file.endsWith("partition.metadata")) {
        Files.delete(file);
      }
    }
  }

  private static void copyLogFiles(Path log, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : listFiles(log)) {
      Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<Path> listFiles(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files.toList();
    }
  }
}
