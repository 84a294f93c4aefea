package org.vigie.broker;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/// Kafka's own server, started from its internal classes. They are not public API: only this class
/// and [StorageDirectory] use them, and a test checks the settings that we rely on.
final class KafkaNode {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String BROKER_LISTENER = "PLAINTEXT";
  private static final String LOOPBACK = "127.0.0.1";
  private static final int TEN_YEARS_IN_MINUTES = 10 * 365 * 24 * 60;

  private final KafkaRaftServer server;
  private final InetSocketAddress address;

  private KafkaNode(KafkaRaftServer server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  /// @throws IllegalStateException with Kafka's reason; no thread of the server is left running
  static KafkaNode start(Path storage, BrokerPorts ports) {
    KafkaRaftServer server = null;
    try {
      server = new KafkaRaftServer(new KafkaConfig(createSettings(storage, ports)), Time.SYSTEM);
      server.startup();
      return new KafkaNode(server, new InetSocketAddress(LOOPBACK, ports.broker()));
    } catch (Throwable e) {
      // Kafka's Scala code throws undeclared checked exceptions. A server that failed during its
      // start keeps its threads until it is shut down.
      stop(server);
      throw new IllegalStateException(
          "the broker does not start on " + storage + ": " + e.getMessage(), e);
    }
  }

  /// Has this done before Kafka ends the process, which it does when it cannot write.
  static void onFatalError(Runnable action) {
    Exit.setHaltProcedure(
        (code, message) -> {
          action.run();
          Runtime.getRuntime().halt(code);
        });
    Exit.setExitProcedure(
        (code, message) -> {
          action.run();
          System.exit(code);
        });
  }

  /// The address as `host:port`.
  String address() {
    return address.getHostString() + ":" + address.getPort();
  }

  InetSocketAddress socketAddress() {
    return address;
  }

  void stop() {
    stop(server);
  }

  private static void stop(@Nullable KafkaRaftServer server) {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
    }
  }

  static Map<String, String> createSettings(Path storage, BrokerPorts ports) {
    Map<String, String> settings = new HashMap<>();
    putListenerSettings(settings, storage, ports);
    putSingleNodeSettings(settings);
    putFailureDetectionSettings(settings);
    putResourceSettings(settings);
    return settings;
  }

  private static void putListenerSettings(
      Map<String, String> settings, Path storage, BrokerPorts ports) {
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE_ID));
    settings.put("log.dirs", storage.toString());
    settings.put(
        "listeners",
        "%s://%s:%d,%s://%s:%d"
            .formatted(
                BROKER_LISTENER,
                LOOPBACK,
                ports.broker(),
                CONTROLLER_LISTENER,
                LOOPBACK,
                ports.controller()));
    settings.put(
        "listener.security.protocol.map",
        BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    settings.put("inter.broker.listener.name", BROKER_LISTENER);
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put("controller.quorum.voters", NODE_ID + "@" + LOOPBACK + ":" + ports.controller());
  }

  /// The defaults require three brokers, and fifty partitions for each internal Kafka topic.
  private static void putSingleNodeSettings(Map<String, String> settings) {
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("auto.create.topics.enable", "false");
    // The offsets of a consumer group must survive a pause of months.
    settings.put("offsets.retention.minutes", String.valueOf(TEN_YEARS_IN_MINUTES));
  }

  /// Failures are detected early. By default a restarted broker waits nine seconds for its previous
  /// session to expire, and a new consumer group waits three seconds for further members.
  private static void putFailureDetectionSettings(Map<String, String> settings) {
    settings.put("broker.session.timeout.ms", "1000");
    settings.put("broker.heartbeat.interval.ms", "200");
    settings.put("group.min.session.timeout.ms", "1000");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.streams.initial.rebalance.delay.ms", "0");
    settings.put("controller.quorum.append.linger.ms", "0");
  }

  /// Settings for one user on one machine: fewer threads, no 128 MB buffer for the log cleaner,
  /// indexes that are rebuilt quickly after a crash (1 MB covers 512 MB of log), and no empty
  /// record in the metadata log twice a second, which a restart would have to read.
  private static void putResourceSettings(Map<String, String> settings) {
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("log.index.size.max.bytes", String.valueOf(1 << 20));
    settings.put("metadata.max.idle.interval.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20));
  }
}
