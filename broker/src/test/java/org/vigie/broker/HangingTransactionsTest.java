package org.vigie.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transactions that are open in a partition while their coordinator has done with them.
class HangingTransactionsTest {
  private static final TopicPartition NEWS = new TopicPartition("news", 0);

  @TempDir Path directory;

  @Test
  void aTransactionThatTheCoordinatorForgotHoldsNobodyUp() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.connection().admin())) {
      admin.createTopics(List.of(new NewTopic("news", 1, (short) 1))).all().get();
      leaveOpen(broker);
      assertThat(committed(admin)).isZero();
    }
    forget();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.connection().admin())) {
      await().atMost(Duration.ofMinutes(1)).until(() -> committed(admin) == 2);
    }
  }

  /// The coordinator ends it by itself, or the producer's successor does.
  @Test
  void aTransactionThatTheCoordinatorKnowsIsLeftToIt() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.connection().admin())) {
      admin.createTopics(List.of(new NewTopic("news", 1, (short) 1))).all().get();
      leaveOpen(broker);
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.connection().admin())) {
      assertThat(committed(admin)).isZero();
    }
  }

  private static void leaveOpen(EmbeddedBroker broker) {
    Map<String, Object> settings = broker.connection().producer();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "dispatch");
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>("news", "k", "Une trêve"));
    producer.flush();
    producer.close(Duration.ZERO);
  }

  /// Where the last offset lies that readers of committed records get to.
  private static long committed(Admin admin) throws Exception {
    return admin
        .listOffsets(
            Map.of(NEWS, OffsetSpec.latest()),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .partitionResult(NEWS)
        .get()
        .offset();
  }

  private void forget() throws IOException {
    try (Stream<Path> files =
        Files.list(directory.resolve("kafka").resolve("__transaction_state-0"))) {
      for (Path file : files.filter(f -> !f.endsWith("partition.metadata")).toList()) {
        Files.delete(file);
      }
    }
  }
}
