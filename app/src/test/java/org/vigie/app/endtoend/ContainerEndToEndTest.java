package org.vigie.app.endtoend;

import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.kafka.KafkaContainer;
import org.vigie.wire.KafkaConnection;

/// The contract on a broker in a container, reached like any cluster.
@NeedsDocker
class ContainerEndToEndTest extends EndToEndContract {
  private final KafkaContainer kafka =
      new KafkaContainer(KafkaImage.NAME).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");

  @Override
  KafkaConnection startKafka(Path directory) {
    kafka.start();
    return KafkaConnection.cluster(kafka.getBootstrapServers(), Map.of()).withReplication(1);
  }

  @Override
  void stopKafka() {
    kafka.stop();
  }
}
