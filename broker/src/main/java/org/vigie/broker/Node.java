package org.vigie.broker;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/// Kafka's own server, started from its internal classes. They are no public API: everything that
/// names them is in this class and in [Storage], and a test holds them to what we use.
final class Node {
  static final int ID = 1;
  static final String CONTROLLER = "CONTROLLER";
  private static final String BROKER = "PLAINTEXT";
  private static final String LOOPBACK = "127.0.0.1";
  private static final int TEN_YEARS_IN_MINUTES = 10 * 365 * 24 * 60;

  private final KafkaRaftServer server;
  private final InetSocketAddress address;

  private Node(KafkaRaftServer server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  /// @throws IllegalStateException with Kafka's reason; nothing of it runs then
  static Node start(Path storage, Ports ports) {
    KafkaRaftServer server = null;
    try {
      server = new KafkaRaftServer(new KafkaConfig(settings(storage, ports)), Time.SYSTEM);
      server.startup();
      return new Node(server, new InetSocketAddress(LOOPBACK, ports.broker()));
    } catch (Throwable e) {
      // Kafka is written in Scala and throws checked exceptions undeclared; and a server that
      // failed half way keeps its threads until it is told to stop.
      stop(server);
      throw new IllegalStateException(
          "the broker does not start on " + storage + ": " + e.getMessage(), e);
    }
  }

  /// `host:port`.
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

  static Map<String, String> settings(Path storage, Ports ports) {
    Map<String, String> settings = new HashMap<>();
    place(settings, storage, ports);
    oneNode(settings);
    quick(settings);
    small(settings);
    return settings;
  }

  private static void place(Map<String, String> settings, Path storage, Ports ports) {
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(ID));
    settings.put("log.dirs", storage.toString());
    settings.put(
        "listeners",
        "%s://%s:%d,%s://%s:%d"
            .formatted(BROKER, LOOPBACK, ports.broker(), CONTROLLER, LOOPBACK, ports.controller()));
    settings.put(
        "listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    settings.put("inter.broker.listener.name", BROKER);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("controller.quorum.voters", ID + "@" + LOOPBACK + ":" + ports.controller());
  }

  /// The defaults ask for three brokers and fifty partitions of everything internal.
  private static void oneNode(Map<String, String> settings) {
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
    // A pause of a month must not make a group begin anew.
    settings.put("offsets.retention.minutes", String.valueOf(TEN_YEARS_IN_MINUTES));
  }

  /// Whoever died is noticed soon: by default a restarted broker waits nine seconds for its own
  /// former life to expire, and a group three seconds for members that will not come.
  private static void quick(Map<String, String> settings) {
    settings.put("broker.session.timeout.ms", "1000");
    settings.put("broker.heartbeat.interval.ms", "200");
    settings.put("group.min.session.timeout.ms", "1000");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.streams.initial.rebalance.delay.ms", "0");
    settings.put("controller.quorum.append.linger.ms", "0");
  }

  /// One user on one machine: fewer threads, no 128 MB buffer for the log cleaner, indexes that are
  /// quick to rebuild after a crash (1 MB covers 512 MB of log), and no empty record in the
  /// metadata log twice a second, all of which a restart would read again.
  private static void small(Map<String, String> settings) {
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("log.index.size.max.bytes", String.valueOf(1 << 20));
    settings.put("metadata.max.idle.interval.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20));
  }
}
