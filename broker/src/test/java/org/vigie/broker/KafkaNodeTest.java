package org.vigie.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;

/// Checks what we rely on in Kafka's internal classes, which are not public API.
class KafkaNodeTest {
  @Test
  void usesOnlySettingsThatThisKafkaKnows() {
    Set<String> unknown =
        KafkaNode.createSettings(Path.of("unused"), new BrokerPorts(1, 2)).keySet().stream()
            .filter(name -> !KafkaConfig.configNames().contains(name))
            .collect(Collectors.toSet());

    assertThat(unknown).isEmpty();
  }

  @Test
  void isNotTakenForDeadWhereItGetsNoProcessorForMinutes() {
    KafkaConfig config =
        new KafkaConfig(KafkaNode.createSettings(Path.of("unused"), new BrokerPorts(1, 2)));

    assertThat(config.brokerSessionTimeoutMs()).isGreaterThanOrEqualTo(300_000);
  }

  @Test
  void listensOnLoopbackOnly() {
    assertThat(KafkaNode.createSettings(Path.of("unused"), new BrokerPorts(1, 2)).get("listeners"))
        .isEqualTo("PLAINTEXT://127.0.0.1:1,CONTROLLER://127.0.0.1:2");
  }
}
