package org.vigie.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/// Creates the Kafka topics of a catalogue that are missing, and compares the others with the
/// catalogue without changing them. Every role does this before it starts; several may do it at the
/// same time.
public final class TopicAdmin {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(20);

  private final KafkaConnection connection;

  /// An administrator of this cluster.
  public TopicAdmin(KafkaConnection connection) {
    this.connection = connection;
  }

  /// Creates what is missing, checks the rest, and waits until every partition can be written to.
  ///
  /// @throws Drift if an existing Kafka topic differs from the catalogue
  /// @throws KafkaException if the cluster does not answer within 30 s, or refuses
  public void createAndCheck(Catalogue catalogue) {
    Admin admin = Admin.create(connection.adminSettings());
    try {
      create(admin, missing(admin, catalogue.all()));
      check(admin, catalogue.all());
      awaitLeaders(admin, catalogue.all());
    } finally {
      // Without a limit it would wait for an answer that has just been given up.
      admin.close(Duration.ZERO);
    }
  }

  /// A broker announces the leader of a new partition before that leader serves it. If a producer
  /// writes in between, its first batch is refused, the next one accepted, and the retry of the
  /// first is refused as out of order until it expires after two minutes. Only the leader answers a
  /// question for an offset, and the admin client repeats it until it does.
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
  /// @throws IllegalArgumentException for the live set
  public void deleteReplay(Catalogue replay) {
    if (replay.prefix().equals(Catalogue.LIVE)) {
      throw new IllegalArgumentException("the live Kafka topics are not dropped");
    }
    try (Admin admin = Admin.create(connection.adminSettings())) {
      List<String> doomed = replay.all().stream().map(KafkaTopic::name).toList();
      admin
          .deleteTopics(doomed)
          .topicNameValues()
          .forEach(
              (name, deleted) ->
                  awaitIgnoring(
                      UnknownTopicOrPartitionException.class,
                      "deleting Kafka topic " + name,
                      deleted));
    }
  }

  private List<KafkaTopic<?>> missing(Admin admin, List<KafkaTopic<?>> wanted) {
    Set<String> existing = names(admin);
    return wanted.stream().filter(topic -> !existing.contains(topic.name())).toList();
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
                        .configs(TopicSettings.toCreate(topic, copies)))
            .toList();
    admin
        .createTopics(topics)
        .values()
        .forEach(
            (name, created) ->
                // Another process may have created it; the check that follows compares it.
                awaitIgnoring(TopicExistsException.class, "creating Kafka topic " + name, created));
  }

  private void awaitIgnoring(
      Class<? extends ApiException> ignored, String what, KafkaFuture<Void> answer) {
    try {
      await(what, answer);
    } catch (KafkaException e) {
      if (!ignored.isInstance(e.getCause())) {
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

  private void check(Admin admin, List<KafkaTopic<?>> wanted) {
    Map<String, TopicDescription> descriptions = describe(admin, wanted);
    Map<String, Config> configs = configs(admin, wanted);
    List<String> differences = new ArrayList<>();
    for (KafkaTopic<?> topic : wanted) {
      TopicDescription description = descriptions.get(topic.name());
      Config config = configs.get(topic.name());
      if (description != null && config != null) {
        differences.addAll(
            new TopicSettings(topic, connection.replication().orElse(1))
                .differences(description, config));
      }
    }
    if (!differences.isEmpty()) {
      throw new Drift(connection, differences);
    }
  }

  /// A new Kafka topic may be unknown to the next broker for a moment.
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

  /// Kafka topics of the cluster differ from the catalogue; the message lists how.
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
