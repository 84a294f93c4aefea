package org.vigie.admin.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.operations.OperationsReport.TopicThroughput;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaTopic;

/// How much is written to the Kafka topics of the live catalogue, and how much they take on disk.
/// Not thread-safe.
final class TopicMeter {
  private static final int ANSWER_MILLIS = 5_000;

  private final Admin admin;
  private final List<KafkaTopic<?>> topics = Catalogue.live().all();
  private final List<TopicRate> rates;
  private @Nullable Instant lastAt;
  private @Nullable Map<String, Long> bytes;

  /// @param admin stays the caller's
  TopicMeter(Admin admin) {
    this.admin = admin;
    rates = topics.stream().map(KafkaTopic::name).map(TopicRate::new).toList();
  }

  /// What is written to one Kafka topic.
  private static final class TopicRate {
    private final String topic;
    private final MeasuredHistory history = new MeasuredHistory();
    private @Nullable Long end;
    private @Nullable Double perSecond;

    TopicRate(String topic) {
      this.topic = topic;
    }

    /// @param newEnd the sum of its end offsets; less than before if it was made anew
    /// @param seconds since the last measurement; 0 for the first
    void add(Instant now, @Nullable Long newEnd, double seconds) {
      Long before = end;
      perSecond =
          newEnd == null || before == null || before > newEnd || seconds <= 0
              ? null
              : Double.valueOf((newEnd - before) / seconds);
      history.add(now, perSecond);
      end = newEnd;
    }

    TopicThroughput describe(@Nullable Long bytes) {
      return new TopicThroughput(topic, perSecond, bytes, history.toList());
    }
  }

  /// Returns the brokers.
  ///
  /// @throws KafkaException if the cluster does not answer within some seconds
  Collection<Node> findBrokers() {
    return await(
        "describing the cluster",
        admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS)).nodes());
  }

  /// Measures what was written since the last measurement.
  ///
  /// @throws KafkaException if the cluster does not answer
  void measureRates(Instant now) {
    Map<String, Long> ends = readEnds();
    Instant before = lastAt;
    double seconds = before == null ? 0 : Duration.between(before, now).toMillis() / 1000.0;
    rates.forEach(rate -> rate.add(now, ends.get(rate.topic), seconds));
    lastAt = now;
  }

  private Map<String, Long> readEnds() {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    // A console may be newer than the cluster's Kafka topics.
    Set<String> existing =
        await(
            "listing Kafka topics",
            admin.listTopics(new ListTopicsOptions().timeoutMs(ANSWER_MILLIS)).names());
    for (KafkaTopic<?> topic : topics) {
      if (!existing.contains(topic.name())) {
        continue;
      }
      for (int partition = 0; partition < topic.partitions(); partition++) {
        wanted.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, ListOffsetsResultInfo> found =
        await(
            "reading end offsets",
            admin.listOffsets(wanted, new ListOffsetsOptions().timeoutMs(ANSWER_MILLIS)).all());
    return found.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                end -> end.getKey().topic(),
                Collectors.summingLong(end -> end.getValue().offset())));
  }

  /// Measures what the Kafka topics take on the disks of these brokers; unknown if one of them does
  /// not say, as where the user may not ask.
  void measureBytes(Collection<Node> brokers) {
    try {
      Map<Integer, Map<String, LogDirDescription>> found =
          await(
              "describing log directories",
              admin.describeLogDirs(brokers.stream().map(Node::id).toList()).allDescriptions());
      Map<String, Long> sums = new HashMap<>();
      topics.forEach(topic -> sums.put(topic.name(), 0L));
      found.values().stream()
          .flatMap(directories -> directories.values().stream())
          .flatMap(directory -> directory.replicaInfos().entrySet().stream())
          .forEach(
              replica ->
                  sums.computeIfPresent(
                      replica.getKey().topic(), (topic, sum) -> sum + replica.getValue().size()));
      bytes = sums;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      bytes = null;
    }
  }

  /// Each Kafka topic, in the order of the catalogue.
  List<TopicThroughput> describe() {
    Map<String, Long> sizes = bytes;
    return rates.stream()
        .map(rate -> rate.describe(sizes == null ? null : sizes.get(rate.topic)))
        .toList();
  }

  /// All of them together on disk; null if it is not known.
  @Nullable Long sumBytes() {
    return bytes == null ? null : bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static <T> T await(String what, KafkaFuture<T> answer) {
    try {
      return answer.get(2L * ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException(what + ": " + e.getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException(what + ": the cluster does not answer", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
