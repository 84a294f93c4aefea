package org.vigie.app.endtoend;

import org.testcontainers.utility.DockerImageName;

/// The image of the broker: the version of the clients, as in `docker-compose.yml`.
final class KafkaImage {
  static final DockerImageName NAME = DockerImageName.parse("apache/kafka:4.3.1");

  private KafkaImage() {}
}
