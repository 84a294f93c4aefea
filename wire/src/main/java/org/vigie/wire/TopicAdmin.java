package org.vigie.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Makes the Kafka topics of a catalogue be there as it says: what is missing is created, what is
/// there is compared and never changed. Every role does this before it starts; several at once do
/// no harm.
public final class TopicAdmin {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(20);
  private static final String MIN_IN_SYNC = "min.insync.replicas";

  private final KafkaConnection connection;

  /// An administrator of this cluster.
  public TopicAdmin(KafkaConnection connection) {
    this.connection = connection;
  }

  /// Creates what is missing, checks the rest, and waits until every partition can be written to.
  ///
  /// @throws Drift where a Kafka topic that is there differs from the catalogue
  /// @throws KafkaException where the cluster does not answer within 30 s, or refuses
  public void prepare(Catalogue catalogue) {
    Admin admin = Admin.create(connection.admin());
    try {
      create(admin, missing(admin, catalogue.all()));
      check(admin, catalogue.all());
      awaitLeaders(admin, catalogue.all());
    } finally {
      // Without a limit it would wait for the answer that has just been given up.
      admin.close(Duration.ZERO);
    }
  }

  /// A broker names the leader of a new partition before that leader serves it. A producer that
  /// writes in between has its first batch refused and, with the next one on its way and taken, the
  /// retry refused for good as out of order: after two minutes the batch is lost. Asking for an
  /// offset is answered by the leader alone, and asked again until it is.
  private void awaitLeaders(Admin admin, List<KafkaTopic<?>> topics) {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (KafkaTopic<?> topic : topics) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    await("waiting for the leaders of partitions", admin.listOffsets(partitions).all());
  }

  /// Deletes the Kafka topics of a replay, with all that is in them.
  ///
  /// @throws IllegalArgumentException for the live set, which is never deleted
  public void drop(Catalogue replay) {
    if (replay.prefix().equals(Catalogue.LIVE)) {
      throw new IllegalArgumentException("the live Kafka topics are not dropped");
    }
    try (Admin admin = Admin.create(connection.admin())) {
      List<String> doomed = replay.all().stream().map(KafkaTopic::name).toList();
      admin
          .deleteTopics(doomed)
          .topicNameValues()
          .forEach(
              (name, deleted) ->
                  awaitUnless(
                      UnknownTopicOrPartitionException.class,
                      "deleting Kafka topic " + name,
                      deleted));
    }
  }

  private List<KafkaTopic<?>> missing(Admin admin, List<KafkaTopic<?>> wanted) {
    Set<String> there = names(admin);
    return wanted.stream().filter(topic -> !there.contains(topic.name())).toList();
  }

  private Set<String> names(Admin admin) {
    return await("listing Kafka topics", admin.listTopics().names());
  }

  private void create(Admin admin, List<KafkaTopic<?>> missing) {
    if (missing.isEmpty()) {
      return;
    }
    int copies = connection.replication().orElseGet(() -> defaultReplication(admin));
    Collection<NewTopic> topics =
        missing.stream()
            .map(
                topic ->
                    new NewTopic(topic.name(), topic.partitions(), (short) copies)
                        .configs(settings(topic, copies)))
            .toList();
    admin
        .createTopics(topics)
        .values()
        .forEach(
            (name, created) ->
                // Another process may have been quicker; the check that follows looks at its work.
                awaitUnless(TopicExistsException.class, "creating Kafka topic " + name, created));
  }

  private void awaitUnless(
      Class<? extends ApiException> done, String what, KafkaFuture<Void> answer) {
    try {
      await(what, answer);
    } catch (KafkaException e) {
      if (!done.isInstance(e.getCause())) {
        throw e;
      }
    }
  }

  private int defaultReplication(Admin admin) {
    String node =
        await("describing the cluster", admin.describeCluster().nodes())
            .iterator()
            .next()
            .idString();
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node);
    Map<ConfigResource, Config> configs =
        await("reading broker settings", admin.describeConfigs(List.of(broker)).all());
    Config config = configs.getOrDefault(broker, new Config(List.of()));
    ConfigEntry entry = config.get("default.replication.factor");
    return entry == null ? 1 : Integer.parseInt(entry.value());
  }

  private static Map<String, String> settings(KafkaTopic<?> topic, int copies) {
    Map<String, String> settings = checked(topic);
    // Said even where it is one: a broker whose default is two would take no record into a topic
    // of one copy.
    settings.put(MIN_IN_SYNC, String.valueOf(KafkaConnection.inSync(copies)));
    return settings;
  }

  /// What must be as here. Kafka stamps each record itself, so that no client's clock and no date
  /// of the news decides when it is deleted; and no default of a broker limits the bytes kept.
  private static Map<String, String> checked(KafkaTopic<?> topic) {
    Duration retention = topic.kept().retention();
    Map<String, String> settings = new HashMap<>();
    settings.put("cleanup.policy", topic.kept().policy());
    settings.put("retention.ms", String.valueOf(retention == null ? -1 : retention.toMillis()));
    settings.put("retention.bytes", "-1");
    settings.put("message.timestamp.type", "LogAppendTime");
    return settings;
  }

  private void check(Admin admin, List<KafkaTopic<?>> wanted) {
    Map<String, TopicDescription> descriptions = describe(admin, wanted);
    Map<String, Config> configs = configs(admin, wanted);
    List<String> differences = new ArrayList<>();
    for (KafkaTopic<?> topic : wanted) {
      TopicDescription description = descriptions.get(topic.name());
      Config config = configs.get(topic.name());
      if (description != null && config != null) {
        differences.addAll(differences(topic, description, config));
      }
    }
    if (!differences.isEmpty()) {
      throw new Drift(connection, differences);
    }
  }

  private List<String> differences(
      KafkaTopic<?> topic, TopicDescription description, Config config) {
    List<String> differences = new ArrayList<>();
    compare(
        differences,
        topic,
        "partitions",
        String.valueOf(topic.partitions()),
        String.valueOf(description.partitions().size()));
    checked(topic)
        .forEach((name, value) -> compare(differences, topic, name, value, value(config, name)));
    differences.addAll(weaknesses(topic, description, config));
    return differences;
  }

  /// Where a Kafka topic is less safe than wanted, or takes no record. Safer is no difference: the
  /// people who run the cluster may add copies.
  private List<String> weaknesses(
      KafkaTopic<?> topic, TopicDescription description, Config config) {
    List<String> weaknesses = new ArrayList<>();
    int copies =
        description.partitions().stream()
            .mapToInt(partition -> partition.replicas().size())
            .min()
            .orElse(1);
    int wanted = connection.replication().orElse(1);
    if (copies < wanted) {
      weaknesses.add("%s: has %d copies, wanted %d".formatted(topic.name(), copies, wanted));
    }
    int inSync = Integer.parseInt(value(config, MIN_IN_SYNC));
    if (inSync < KafkaConnection.inSync(wanted)) {
      weaknesses.add(
          "%s: %s is %d, wanted at least %d"
              .formatted(topic.name(), MIN_IN_SYNC, inSync, KafkaConnection.inSync(wanted)));
    }
    if (inSync > copies) {
      weaknesses.add(
          "%s: %s is %d, but there are %d copies: no record would be taken"
              .formatted(topic.name(), MIN_IN_SYNC, inSync, copies));
    }
    return weaknesses;
  }

  private static String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }

  private static void compare(
      List<String> differences, KafkaTopic<?> topic, String what, String wanted, String found) {
    if (!words(wanted).equals(words(found))) {
      differences.add("%s: %s is %s, wanted %s".formatted(topic.name(), what, found, wanted));
    }
  }

  /// `compact,delete` and `delete,compact` are the same.
  private static Set<String> words(String value) {
    return new TreeSet<>(Arrays.asList(value.split(",")));
  }

  /// A Kafka topic just created may be unknown to the next broker for a moment.
  private Map<String, TopicDescription> describe(Admin admin, List<KafkaTopic<?>> wanted) {
    List<String> names = wanted.stream().map(KafkaTopic::name).toList();
    return retryWhileUnknown(
        () -> await("describing Kafka topics", admin.describeTopics(names).allTopicNames()));
  }

  private Map<String, Config> configs(Admin admin, List<KafkaTopic<?>> wanted) {
    Map<String, ConfigResource> resources =
        wanted.stream()
            .map(KafkaTopic::name)
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    name -> new ConfigResource(ConfigResource.Type.TOPIC, name)));
    Map<ConfigResource, Config> configs =
        retryWhileUnknown(
            () ->
                await(
                    "reading settings of Kafka topics",
                    admin.describeConfigs(resources.values()).all()));
    return configs.entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
  }

  private static <T> T retryWhileUnknown(Supplier<T> question) {
    Deadline deadline = Deadline.after(TIMEOUT);
    while (true) {
      try {
        return question.get();
      } catch (KafkaException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || !deadline.sleep(STEP)) {
          throw e;
        }
      }
    }
  }

  private <T> T await(String what, KafkaFuture<T> answer) {
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(what, e.getCause());
    } catch (TimeoutException e) {
      throw failure(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(what, e);
    }
  }

  private KafkaException failure(String what, @Nullable Throwable cause) {
    String reason = cause == null ? "" : cause.getMessage();
    return new KafkaException(
        "%s on %s: %s".formatted(what, connection, reason == null ? "no answer" : reason), cause);
  }

  /// The cluster has Kafka topics under our names that are not ours, or no longer.
  public static final class Drift extends KafkaException {
    private static final long serialVersionUID = 1;

    Drift(KafkaConnection connection, List<String> differences) {
      super(
          "Kafka topics on "
              + connection
              + " differ from the catalogue:\n  "
              + String.join("\n  ", differences));
    }
  }
}
