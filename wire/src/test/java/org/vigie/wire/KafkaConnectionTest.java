package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaConnectionTest {
  private static final Map<String, String> SASL =
      Map.of(
          "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
          "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
          "KAFKA_SASL_JAAS_CONFIG", "…ScramLoginModule required password=\"hunter2\";",
          "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/trust.p12",
          "KAFKA_MAX_REQUEST_SIZE", "2000000",
          "KAFKA_HEAP_OPTS", "-Xmx1g",
          "KAFKA_PORT_9092_TCP", "tcp://10.0.0.1:9092",
          "PATH", "/bin");

  @TempDir Path data;

  @Test
  void passesSecurityToEveryClient() {
    KafkaConnection connection = KafkaConnection.cluster("kafka:9092", SASL);

    for (Map<String, Object> settings :
        List.of(
            connection.producerSettings(),
            connection.consumerSettings("g"),
            connection.readerSettings(),
            connection.adminSettings(),
            connection.streamsSettings("a"))) {
      assertThat(settings)
          .containsEntry("bootstrap.servers", "kafka:9092")
          .containsEntry("security.protocol", "SASL_SSL")
          .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
          .containsEntry("ssl.truststore.location", "/etc/trust.p12")
          .doesNotContainKeys("heap.opts", "port.9092.tcp");
    }
  }

  @Test
  void refusesASettingThatChangesWhereAGroupBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                KafkaConnection.cluster("kafka:9092", Map.of("KAFKA_AUTO_OFFSET_RESET", "latest"))
                    .consumerSettings("g"))
        .withMessageContaining("KAFKA_AUTO_OFFSET_RESET");
  }

  @Test
  void givesAClientOnlySettingsThatItKnows() {
    KafkaConnection connection = KafkaConnection.cluster("kafka:9092", SASL);

    assertThat(connection.producerSettings()).containsEntry("max.request.size", "2000000");
    assertThat(connection.readerSettings()).doesNotContainKey("max.request.size");
    assertThat(connection.streamsSettings("a"))
        .containsEntry("producer.max.request.size", "2000000")
        .doesNotContainKey("max.request.size");
  }

  @Test
  void refusesToLoosenAGuarantee() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KafkaConnection.cluster("kafka:9092", Map.of("KAFKA_ACKS", "1")))
        .withMessageContaining("KAFKA_ACKS");
  }

  @Test
  void showsNoSecret() {
    KafkaConnection connection = KafkaConnection.cluster("kafka:9092", SASL);

    assertThat(connection.toString()).contains("kafka:9092").doesNotContain("hunter2");
    assertThat(connection.maskedAddedSettings().toString())
        .contains("SASL_SSL")
        .doesNotContain("hunter2");
  }

  @Test
  void setsTheShortestSessionThatEveryClusterAllows() {
    assertThat(KafkaConnection.embedded("127.0.0.1:1").consumerSettings("g"))
        .containsEntry("session.timeout.ms", "6000")
        .containsEntry("heartbeat.interval.ms", "500");
    assertThat(KafkaConnection.cluster("kafka:9092", Map.of()).streamsSettings("a"))
        .containsEntry("consumer.session.timeout.ms", "6000");
    assertThat(
            KafkaConnection.cluster("kafka:9092", Map.of("KAFKA_SESSION_TIMEOUT_MS", "30000"))
                .streamsSettings("a"))
        .containsEntry("consumer.session.timeout.ms", "30000");
  }

  @Test
  void requiresTwoInSyncReplicasOfThreeForChangelogsToo() {
    KafkaConnection connection = KafkaConnection.cluster("kafka:9092", Map.of());

    assertThat(connection.withReplication(3).streamsSettings("a"))
        .containsEntry("replication.factor", 3)
        .containsEntry("topic.min.insync.replicas", "2");
    assertThat(connection.withReplication(2).streamsSettings("a"))
        .containsEntry("topic.min.insync.replicas", "1");
    assertThat(connection.streamsSettings("a")).doesNotContainKey("topic.min.insync.replicas");
  }

  @Test
  void prefersTheFlagThenTheEnvironmentThenTheDataDirectory() throws Exception {
    Map<String, String> environment = Map.of("KAFKA_BOOTSTRAP_SERVERS", "env:9092");
    try (ServerSocket running = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + running.getLocalPort();
      Files.writeString(data.resolve(KafkaConnection.ADDRESS_FILE), address + "\n");

      assertThat(found("flag:9092", environment)).isEqualTo("flag:9092");
      assertThat(found(null, environment)).isEqualTo("env:9092");
      assertThat(found(null, Map.of())).isEqualTo(address);
    }
    assertThat(KafkaConnection.find(null, Map.of(), data)).isEmpty();
  }

  @Test
  void treatsAnAddressThatDoesNotAnswerAsAbsent() throws Exception {
    Files.writeString(data.resolve(KafkaConnection.ADDRESS_FILE), "half a li");

    assertThat(KafkaConnection.find(null, Map.of(), data)).isEmpty();
  }

  private String found(@Nullable String flag, Map<String, String> environment) {
    return KafkaConnection.find(flag, environment, data).orElseThrow().bootstrapServers();
  }
}
