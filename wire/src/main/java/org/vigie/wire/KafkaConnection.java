package org.vigie.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/// A cluster and how clients reach it: its addresses and the settings that the user adds to every
/// client, from which the settings of each kind of client are made. The embedded broker differs
/// from other clusters only in how soon the members of a group hear of each other.
///
/// Immutable. [#toString()] names the added settings without their values.
public final class KafkaConnection {
  /// The file of a data directory in which its running broker keeps its address.
  public static final String ADDRESS_FILE = "broker.address";

  private static final String PREFIX = "KAFKA_";
  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  private static final int PROBE_MILLIS = 500;

  /// Of a Kafka Streams application, in milliseconds. With the default of 100 each stage would add
  /// as much to the time until an alert.
  private static final String COMMIT_INTERVAL = "10";

  /// The guarantees rest on these settings, which cannot be changed from outside.
  private static final Set<String> PROTECTED =
      Set.of(
          "acks",
          "enable.idempotence",
          "isolation.level",
          "enable.auto.commit",
          "auto.offset.reset",
          "group.id",
          "group.protocol",
          "transactional.id",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer",
          "allow.auto.create.topics");

  /// Settings whose values are shown; the values of all others are masked.
  private static final Set<String> UNMASKED =
      Set.of("security.protocol", "sasl.mechanism", "ssl.endpoint.identification.algorithm");

  private final String bootstrapServers;
  private final boolean embedded;
  private final OptionalInt replication;
  private final Map<String, String> addedSettings;

  private KafkaConnection(
      String bootstrapServers,
      boolean embedded,
      OptionalInt replication,
      Map<String, String> extra) {
    this.bootstrapServers = bootstrapServers;
    this.embedded = embedded;
    this.replication = replication;
    this.addedSettings = Map.copyOf(extra);
  }

  /// The embedded broker at an address: one node.
  public static KafkaConnection embedded(String bootstrapServers) {
    return new KafkaConnection(bootstrapServers, true, OptionalInt.of(1), Map.of());
  }

  /// Any cluster. Kafka topics are created with the default replication of its brokers, see
  /// [#withReplication].
  ///
  /// @param bootstrapServers `host:port`, several separated by commas
  /// @param environment variables of the process. Each that begins with `KAFKA_` and names a
  ///     setting of a Kafka client is used: `KAFKA_SECURITY_PROTOCOL` sets `security.protocol`.
  ///     Others, such as `KAFKA_HEAP_OPTS`, are ignored
  /// @throws IllegalArgumentException if no address is given, or a variable would change a setting
  ///     that a guarantee rests on; the message names it
  public static KafkaConnection cluster(String bootstrapServers, Map<String, String> environment) {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrap servers: no address given");
    }
    return new KafkaConnection(
        bootstrapServers.strip(), false, OptionalInt.empty(), clientSettings(environment));
  }

  /// Finds the cluster of a command: the flag, else `KAFKA_BOOTSTRAP_SERVERS`, else the
  /// broker that runs on the data directory.
  ///
  /// @param flag value of `--bootstrap-servers`, null if absent
  /// @param dataDirectory whose [#ADDRESS_FILE] is read last. An address that does not answer (left
  ///     by a crash) counts as absent
  /// @return empty if none of the three is there: no cluster runs
  /// @throws IllegalArgumentException as [#cluster]
  public static Optional<KafkaConnection> find(
      @Nullable String flag, Map<String, String> environment, Path dataDirectory) {
    String given = flag != null ? flag : environment.get("KAFKA_BOOTSTRAP_SERVERS");
    return given != null
        ? Optional.of(cluster(given, environment))
        : runningBroker(dataDirectory).map(KafkaConnection::embedded);
  }

  private static Optional<String> runningBroker(Path dataDirectory) {
    try {
      String address = Files.readString(dataDirectory.resolve(ADDRESS_FILE)).strip();
      return isListening(address) ? Optional.of(address) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot read " + dataDirectory.resolve(ADDRESS_FILE) + ": " + e.getMessage(), e);
    }
  }

  private static boolean isListening(String address) {
    int colon = address.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(address.substring(colon + 1));
      socket.connect(
          new InetSocketAddress(address.substring(0, Math.max(colon, 0)), port), PROBE_MILLIS);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Map<String, String> clientSettings(Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>();
    environment.forEach(
        (variable, value) -> {
          String name = settingName(variable);
          if (PROTECTED.contains(name)) {
            throw new IllegalArgumentException(
                variable + ": Vigie's guarantees rest on its own value of " + name);
          }
          if (!name.equals(BOOTSTRAP_SERVERS) && isClientSetting(name)) {
            settings.put(name, value);
          }
        });
    return settings;
  }

  private static String settingName(String variable) {
    return variable.startsWith(PREFIX)
        ? variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.')
        : "";
  }

  private static boolean isClientSetting(String name) {
    return ConsumerConfig.configNames().contains(name)
        || ProducerConfig.configNames().contains(name)
        || AdminClientConfig.configNames().contains(name);
  }

  /// The same cluster, with this many replicas of every Kafka topic that is created.
  public KafkaConnection withReplication(int copies) {
    if (copies < 1) {
      throw new IllegalArgumentException("replication: " + copies + " copies");
    }
    return new KafkaConnection(bootstrapServers, embedded, OptionalInt.of(copies), addedSettings);
  }

  /// How many of so many replicas must have a record before it counts as written: two if there is a
  /// third that may fail meanwhile, else one. With one of three, the loss of its broker would lose
  /// acknowledged records; with two of two, the loss of any broker would stop everything.
  static int minInSyncReplicas(int copies) {
    return copies >= 3 ? 2 : 1;
  }

  /// The addresses that clients connect to first: `host:port`, several separated by commas.
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /// True for the broker that runs on a data directory.
  public boolean isEmbedded() {
    return embedded;
  }

  /// How many replicas Kafka topics are created with; empty for the default of the brokers.
  public OptionalInt replication() {
    return replication;
  }

  /// Settings of a producer: idempotent, every record acknowledged by all in-sync replicas and sent
  /// at once. Serializers are given to its constructor. The map is the caller's, here and below.
  public Map<String, Object> producerSettings() {
    Map<String, Object> settings = clientSettingsOf(ProducerConfig.configNames());
    settings.put("acks", "all");
    settings.put("enable.idempotence", "true");
    settings.putIfAbsent("linger.ms", "0");
    return settings;
  }

  /// Settings of a member of a consumer group: sees committed records only, commits offsets only
  /// when the caller does, starts at the first record if the group has no offset.
  public Map<String, Object> consumerSettings(String group) {
    Map<String, Object> settings = readerSettings();
    settings.put("group.id", group);
    // A clean stop waits for the fetch under way, by default up to 500 ms if no record comes. The
    // broker answers at once if one does.
    settings.putIfAbsent("fetch.max.wait.ms", "100");
    settings.putAll(membership());
    return settings;
  }

  /// Settings of a consumer without a group: sees committed records only, starts at the first
  /// record. [TopicScan] and [TopicTable] use it.
  public Map<String, Object> readerSettings() {
    Map<String, Object> settings = clientSettingsOf(ConsumerConfig.configNames());
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("allow.auto.create.topics", "false");
    settings.putIfAbsent("auto.offset.reset", "earliest");
    return settings;
  }

  /// Settings of an admin client.
  public Map<String, Object> adminSettings() {
    return clientSettingsOf(AdminClientConfig.configNames());
  }

  /// Settings of a Kafka Streams application: exactly once, with short intervals, so that a stage
  /// takes tens of milliseconds instead of hundreds. State directory, threads and handlers are for
  /// the caller to set.
  public Map<String, Object> streamsSettings(String applicationId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(BOOTSTRAP_SERVERS, bootstrapServers);
    addedSettings.forEach((name, value) -> addToStreams(settings, name, value));
    settings.put("application.id", applicationId);
    settings.put("processing.guarantee", "exactly_once_v2");
    settings.put("replication.factor", replication.orElse(-1));
    replication.ifPresent(
        copies ->
            settings.put("topic.min.insync.replicas", String.valueOf(minInSyncReplicas(copies))));
    settings.put("commit.interval.ms", COMMIT_INTERVAL);
    settings.put("poll.ms", "5");
    // No consumer sees a record before its transaction ends, and the commit sends what waits. If
    // the
    // records of a transaction were sent one by one, the coordinator would add their partitions to
    // the transaction one by one, each with a write.
    settings.put("producer.linger.ms", COMMIT_INTERVAL);
    membership().forEach((name, value) -> settings.putIfAbsent(consumerSetting(name), value));
    return settings;
  }

  private static void addToStreams(Map<String, Object> settings, String name, String value) {
    boolean consumer = ConsumerConfig.configNames().contains(name);
    boolean producer = ProducerConfig.configNames().contains(name);
    boolean admin = AdminClientConfig.configNames().contains(name);
    if (consumer && producer && admin) {
      settings.put(name, value);
      return;
    }
    if (consumer) {
      settings.put("consumer." + name, value);
    }
    if (producer) {
      settings.put("producer." + name, value);
    }
    if (admin) {
      settings.put("admin." + name, value);
    }
  }

  private static String consumerSetting(String name) {
    return name.equals("group.protocol") ? name : "consumer." + name;
  }

  /// By default Kafka removes a silent member after 45 s, and nobody does its work until then. Six
  /// seconds is the least that every cluster allows, and less would take a member for dead that a
  /// busy machine gives no processor for a second or two. A member learns by its heartbeat that
  /// another one has joined; on the embedded broker that is part of every start.
  private Map<String, Object> membership() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("group.protocol", "classic");
    settings.put("session.timeout.ms", "6000");
    settings.put("heartbeat.interval.ms", embedded ? "500" : "2000");
    settings.replaceAll((name, value) -> addedSettings.getOrDefault(name, value.toString()));
    return settings;
  }

  private Map<String, Object> clientSettingsOf(Set<String> names) {
    Map<String, Object> settings = new HashMap<>();
    addedSettings.forEach(
        (name, value) -> {
          if (names.contains(name)) {
            settings.put(name, value);
          }
        });
    settings.put(BOOTSTRAP_SERVERS, bootstrapServers);
    return settings;
  }

  /// The settings that the user adds to every client, secrets masked, sorted by name.
  public Map<String, String> maskedAddedSettings() {
    Map<String, String> shown = new TreeMap<>(addedSettings);
    shown.replaceAll((name, value) -> UNMASKED.contains(name) ? value : "****");
    return shown;
  }

  @Override
  public String toString() {
    return (embedded ? "embedded broker " : "Kafka ")
        + bootstrapServers
        + (addedSettings.isEmpty() ? "" : " with " + new TreeSet<>(addedSettings.keySet()));
  }
}
