package org.vigie.broker;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.wire.Deadline;
import scala.Tuple2;

/// Kafka's own controller and broker, started from its internal classes. They are not public API:
/// only this class and [StorageDirectory] use them, and a test checks the settings that we rely on.
final class KafkaNode {
  private static final Logger log = LoggerFactory.getLogger(KafkaNode.class);
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String BROKER_LISTENER = "PLAINTEXT";
  private static final String LOOPBACK = "127.0.0.1";
  private static final int TEN_YEARS_IN_MINUTES = 10 * 365 * 24 * 60;
  private static final Duration BROKER_SESSION = Duration.ofMinutes(10);
  private static final Duration UNREGISTER_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(20);

  private final ControllerServer controller;
  private final BrokerServer broker;
  private final InetSocketAddress address;

  private KafkaNode(Path storage, BrokerPorts ports) {
    KafkaConfig config = new KafkaConfig(createSettings(storage, ports));
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
        KafkaRaftServer.initializeLogDirs(config, log, "");
    SharedServer shared =
        new SharedServer(
            config,
            directories._1(),
            Time.SYSTEM,
            Server$.MODULE$.initializeMetrics(
                config, Time.SYSTEM, directories._1().clusterId().orElseThrow()),
            CompletableFuture.completedFuture(
                Map.of(NODE_ID, new InetSocketAddress(LOOPBACK, ports.controller()))),
            List.of(),
            new StandardFaultHandlerFactory(),
            ServerSocketFactory.INSTANCE);
    broker = new BrokerServer(shared);
    controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    address = new InetSocketAddress(LOOPBACK, ports.broker());
  }

  /// @throws IllegalStateException with Kafka's reason; no thread of the server is left running
  static KafkaNode start(Path storage, BrokerPorts ports) {
    KafkaNode node = null;
    try {
      node = new KafkaNode(storage, ports);
      node.controller.startup();
      node.unregisterFormerBroker();
      node.broker.startup();
      return node;
    } catch (Throwable e) {
      // Kafka's Scala code throws undeclared checked exceptions. A server that failed during its
      // start keeps its threads until it is shut down.
      if (node != null) {
        node.stop();
      }
      throw new IllegalStateException(
          "the broker does not start on " + storage + ": " + e.getMessage(), e);
    }
  }

  /// After a kill the controller takes the former broker for alive until its session has expired,
  /// and refuses this one for so long. No other broker can be alive: the directory is locked. Only
  /// the active controller knows whether there is one: a cache of the metadata may lag behind it.
  private void unregisterFormerBroker() throws InterruptedException, ExecutionException {
    Deadline deadline = Deadline.after(UNREGISTER_TIMEOUT);
    while (true) {
      try {
        controller
            .controller()
            .unregisterBroker(
                new ControllerRequestContext(
                    new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty()),
                NODE_ID)
            .get();
        return;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof BrokerIdNotRegisteredException) {
          return;
        }
        // The controller is elected, but not active yet.
        if (!(e.getCause() instanceof NotControllerException) || !deadline.sleep(STEP)) {
          throw e;
        }
      }
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
    broker.shutdown();
    controller.shutdown();
    broker.awaitShutdown();
    controller.awaitShutdown();
  }

  static Map<String, String> createSettings(Path storage, BrokerPorts ports) {
    Map<String, String> settings = new HashMap<>();
    putListenerSettings(settings, storage, ports);
    putSingleNodeSettings(settings);
    putTimingSettings(settings);
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

  /// The only broker is fenced when its heartbeats do not come through for a session, and then no
  /// partition has a leader; on a machine that gives this process no time, nine seconds (the
  /// default) are soon over, and nobody could take over. A session that ends with the process is
  /// ended by the next start. Nobody waits for others: a new consumer group by default three
  /// seconds for further members.
  private static void putTimingSettings(Map<String, String> settings) {
    settings.put("broker.session.timeout.ms", String.valueOf(BROKER_SESSION.toMillis()));
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
