package org.vigie.admin.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.lag.LagStatus;

/// What the monitor measured last. The component names are those of the REST API.
///
/// @param at when
/// @param problem why Kafka could not be measured since, or why a part is missing; null if all is
///     there
/// @param groups sorted by id
/// @param topics the Kafka topics of the live catalogue, in its order
/// @param latency one entry for each step
/// @param deliveries how many are in each state
/// @param feeds how many are of each health
public record OperationsReport(
    Instant at,
    @Nullable String problem,
    List<GroupHistory> groups,
    List<TopicThroughput> topics,
    List<StepLatency> latency,
    Map<String, Long> deliveries,
    Map<String, Long> feeds,
    DiskUsage disk) {
  /// Copies the collections.
  public OperationsReport {
    groups = List.copyOf(groups);
    topics = List.copyOf(topics);
    latency = List.copyOf(latency);
    deliveries = Map.copyOf(deliveries);
    feeds = Map.copyOf(feeds);
  }

  OperationsReport withProblem(String why) {
    return new OperationsReport(at, why, groups, topics, latency, deliveries, feeds, disk);
  }

  /// A consumer group.
  ///
  /// @param state as Kafka reports it
  /// @param records number of unread records; null if it is not known
  /// @param ageMs age of the oldest unread record; null if it is not known
  /// @param history ages in seconds, the oldest measurement first
  public record GroupHistory(
      String group,
      LagStatus status,
      String state,
      @Nullable Long records,
      @Nullable Long ageMs,
      List<MeasuredValue> history) {
    /// Copies the list.
    public GroupHistory {
      history = List.copyOf(history);
    }
  }

  /// A Kafka topic.
  ///
  /// @param perSecond offsets written a second between the last two measurements; null after the
  ///     first
  /// @param bytes on the disks of the brokers, all replicas; null if the cluster does not say
  /// @param history offsets a second, the oldest measurement first
  public record TopicThroughput(
      String topic, @Nullable Double perSecond, @Nullable Long bytes, List<MeasuredValue> history) {
    /// Copies the list.
    public TopicThroughput {
      history = List.copyOf(history);
    }
  }

  /// How long a step took for the alerts of the last hour.
  ///
  /// @param count of how many
  /// @param p50Ms null if there is none, as the others
  public record StepLatency(
      LatencyStep step,
      int count,
      @Nullable Long p50Ms,
      @Nullable Long p95Ms,
      @Nullable Long p99Ms) {}

  /// The steps of an alert.
  public enum LatencyStep {
    /// From the date of the article to its reading.
    PUBLISHED_FETCHED("published-fetched"),
    /// From its reading to the decision that alerts.
    FETCHED_DECIDED("fetched-decided"),
    /// From the decision to the delivery.
    DECIDED_DELIVERED("decided-delivered");

    private final String word;

    LatencyStep(String word) {
      this.word = word;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return word;
    }
  }

  /// Bytes on disk.
  ///
  /// @param index of the index that the console searches
  /// @param kafka of all Kafka topics of the live catalogue; null if the cluster does not say
  public record DiskUsage(long index, @Nullable Long kafka) {}

  /// A point of a history.
  ///
  /// @param value null if it was not known
  public record MeasuredValue(Instant at, @Nullable Double value) {}
}
