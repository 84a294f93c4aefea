package org.vigie.app.endtoend;

import org.testcontainers.utility.DockerImageName;

/// The broker in a container: the version that the clients are of, as in `docker-compose.yml`.
final class KafkaImage {
  static final DockerImageName NAME = DockerImageName.parse("apache/kafka:4.3.1");

  private KafkaImage() {}
}
