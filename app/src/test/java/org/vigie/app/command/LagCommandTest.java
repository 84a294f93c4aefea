package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.Main;
import org.vigie.app.terminal.ResultStream;
import org.vigie.app.terminal.ShutdownSignal;
import org.vigie.app.terminal.Terminal;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.wire.Json;

class LagCommandTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void printsAForeignGroupAndCreatesNothing() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.connection().adminSettings())) {
      prepareForeignGroup(broker, admin);

      assertThat(run("--group", "archivists")).isZero();
      assertThat(printed())
          .containsPattern("archivists +2 +1 min 30 s +behind +Empty")
          .containsPattern("press-0 +1 +3 +2 +1 min 30 s +behind");

      out.reset();
      assertThat(run("--json")).isZero();
      assertThat(Json.MAPPER.readTree(printed()).path("ageMs").asLong()).isEqualTo(90_000);
      assertThat(
              Json.MAPPER.readTree(printed()).path("partitions").path(0).path("status").asString())
          .isEqualTo("behind");

      assertThat(run("--group", "nobody")).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("knows no group 'nobody'");
      assertThat(admin.listTopics().names().get()).isEqualTo(Set.of("press"));
    }
  }

  @Test
  void saysWhatIsWrongWithAnAddress() {
    assertThat(run("--bootstrap-servers", "nonsense")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("vigie lag: Kafka: Failed to create new KafkaAdminClient: ")
        .contains("bootstrap.servers");
  }

  private static void prepareForeignGroup(EmbeddedBroker broker, Admin admin) throws Exception {
    admin
        .createTopics(List.of(new NewTopic("press", 1, (short) 1)))
        .all()
        .get(60, TimeUnit.SECONDS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.connection().producerSettings(),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int seconds : new int[] {120, 90, 60}) {
        long time = NOW.minusSeconds(seconds).toEpochMilli();
        producer.send(new ProducerRecord<>("press", 0, time, null, new byte[] {1})).get();
      }
    }
    admin
        .alterConsumerGroupOffsets(
            "archivists", Map.of(new TopicPartition("press", 0), new OffsetAndMetadata(1)))
        .all()
        .get(60, TimeUnit.SECONDS);
  }

  private int run(String... options) {
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new ResultStream(out, () -> {}),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            0,
            false,
            Map.of(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new ShutdownSignal());
    String[] arguments = new String[options.length + 3];
    arguments[0] = "lag";
    arguments[1] = "--data";
    arguments[2] = directory.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return Main.run(terminal, arguments);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
