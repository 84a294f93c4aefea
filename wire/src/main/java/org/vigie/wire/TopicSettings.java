package org.vigie.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;

/// The settings that a Kafka topic must have.
///
/// @param wantedCopies the least number of replicas
record TopicSettings(KafkaTopic<?> topic, int wantedCopies) {
  private static final String MIN_IN_SYNC = "min.insync.replicas";

  /// The settings of a Kafka topic that is created with this many replicas.
  static Map<String, String> toCreate(KafkaTopic<?> topic, int copies) {
    Map<String, String> settings = required(topic);
    // Set even if it is one: a broker whose default is two would accept no record for a Kafka topic
    // with one replica.
    settings.put(MIN_IN_SYNC, String.valueOf(KafkaConnection.minInSyncReplicas(copies)));
    return settings;
  }

  /// The settings that an existing Kafka topic must have. Kafka stamps each record itself, so that
  /// neither the clock of a client nor the date of an article decides when it is deleted, and no
  /// default of a broker limits the bytes kept.
  private static Map<String, String> required(KafkaTopic<?> topic) {
    Duration retention = topic.cleanup().retention();
    Map<String, String> settings = new HashMap<>();
    settings.put("cleanup.policy", topic.cleanup().policy());
    settings.put("retention.ms", String.valueOf(retention == null ? -1 : retention.toMillis()));
    settings.put("retention.bytes", "-1");
    settings.put("message.timestamp.type", "LogAppendTime");
    return settings;
  }

  /// In what an existing Kafka topic differs, each difference in words; empty if in nothing.
  List<String> differences(TopicDescription description, Config config) {
    List<String> differences = new ArrayList<>();
    compare(
        differences,
        "partitions",
        String.valueOf(topic.partitions()),
        String.valueOf(description.partitions().size()));
    required(topic)
        .forEach((name, value) -> compare(differences, name, value, value(config, name)));
    differences.addAll(findWeaknesses(description, config));
    return differences;
  }

  /// In what a Kafka topic is less safe than wanted, or accepts no record. A safer one is no
  /// difference: the people who run the cluster may add replicas.
  private List<String> findWeaknesses(TopicDescription description, Config config) {
    List<String> weaknesses = new ArrayList<>();
    int copies =
        description.partitions().stream()
            .mapToInt(partition -> partition.replicas().size())
            .min()
            .orElse(1);
    if (copies < wantedCopies) {
      weaknesses.add("%s: has %d copies, wanted %d".formatted(topic.name(), copies, wantedCopies));
    }
    int inSync = Integer.parseInt(value(config, MIN_IN_SYNC));
    if (inSync < KafkaConnection.minInSyncReplicas(wantedCopies)) {
      weaknesses.add(
          "%s: %s is %d, wanted at least %d"
              .formatted(
                  topic.name(),
                  MIN_IN_SYNC,
                  inSync,
                  KafkaConnection.minInSyncReplicas(wantedCopies)));
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

  private void compare(List<String> differences, String what, String wanted, String found) {
    if (!splitWords(wanted).equals(splitWords(found))) {
      differences.add("%s: %s is %s, wanted %s".formatted(topic.name(), what, found, wanted));
    }
  }

  /// The words of a value: `compact,delete` equals `delete,compact`.
  private static Set<String> splitWords(String value) {
    return new TreeSet<>(Arrays.asList(value.split(",")));
  }
}
