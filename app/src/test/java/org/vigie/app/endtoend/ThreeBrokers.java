package org.vigie.app.endtoend;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;
import org.vigie.wire.KafkaConnection;

/// Three brokers in containers, each a controller too, with replication factor 3 and
/// `min.insync.replicas` 2. Their ports on the host are fixed, so that a broker has the same
/// address after a restart.
final class ThreeBrokers implements AutoCloseable {
  private static final int COUNT = 3;
  private static final int CLIENT_PORT = 9094;

  private final Network network = Network.newNetwork();
  private final List<GenericContainer<?>> brokers = new ArrayList<>();
  private final List<Integer> ports;

  /// Creates them; [#start] starts them.
  ThreeBrokers() throws IOException {
    ports = freePorts();
    for (int id = 1; id <= COUNT; id++) {
      brokers.add(broker(id));
    }
  }

  void start() {
    Startables.deepStart(brokers).join();
  }

  /// The connection settings for clients on the host.
  KafkaConnection connection() {
    String addresses =
        ports.stream().map(port -> host() + ":" + port).collect(Collectors.joining(","));
    return KafkaConnection.cluster(addresses, Map.of()).withReplication(COUNT);
  }

  /// Kills one with SIGKILL, like a power cut.
  ///
  /// @param id from 1 on
  void kill(int id) {
    docker().killContainerCmd(brokers.get(id - 1).getContainerId()).exec();
  }

  /// Starts a killed broker again on its data.
  void startAgain(int id) {
    docker().startContainerCmd(brokers.get(id - 1).getContainerId()).exec();
  }

  private static DockerClient docker() {
    return DockerClientFactory.instance().client();
  }

  private static String host() {
    return DockerClientFactory.instance().dockerHostIpAddress();
  }

  private GenericContainer<?> broker(int id) {
    int port = ports.get(id - 1);
    return new GenericContainer<>(KafkaImage.NAME)
        .withNetwork(network)
        .withNetworkAliases("kafka-" + id)
        .withExposedPorts(CLIENT_PORT)
        .withCreateContainerCmdModifier(
            command ->
                Objects.requireNonNull(command.getHostConfig())
                    .withPortBindings(
                        new PortBinding(
                            Ports.Binding.bindPort(port), ExposedPort.tcp(CLIENT_PORT))))
        .withEnv(environment(id, port))
        .waitingFor(
            Wait.forLogMessage(".*Kafka Server started.*", 1)
                .withStartupTimeout(Duration.ofMinutes(2)));
  }

  private static Map<String, String> environment(int id, int port) {
    String voters =
        IntStream.rangeClosed(1, COUNT)
            .mapToObj(voter -> voter + "@kafka-" + voter + ":9093")
            .collect(Collectors.joining(","));
    return Map.ofEntries(
        Map.entry("CLUSTER_ID", "dmlnaWUtdHJvaXMtYnJva2"),
        Map.entry("KAFKA_NODE_ID", String.valueOf(id)),
        Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
        Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", voters),
        Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
        Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "PLAINTEXT"),
        Map.entry(
            "KAFKA_LISTENERS",
            "PLAINTEXT://0.0.0.0:9092,CONTROLLER://0.0.0.0:9093,HOST://0.0.0.0:" + CLIENT_PORT),
        Map.entry(
            "KAFKA_ADVERTISED_LISTENERS",
            "PLAINTEXT://kafka-%d:9092,HOST://%s:%d".formatted(id, host(), port)),
        Map.entry(
            "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
            "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,HOST:PLAINTEXT"),
        Map.entry("KAFKA_DEFAULT_REPLICATION_FACTOR", "3"),
        Map.entry("KAFKA_MIN_INSYNC_REPLICAS", "2"),
        Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "3"),
        Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "3"),
        Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "3"),
        Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "2"),
        Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "3"),
        Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
        Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
        Map.entry("KAFKA_HEAP_OPTS", "-Xms128m -Xmx384m"));
  }

  /// Holds all of them open at once, so that no two are the same.
  private static List<Integer> freePorts() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < COUNT; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  @Override
  public void close() {
    brokers.forEach(GenericContainer::stop);
    network.close();
  }
}
