package org.vigie.streams;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What happened to everything a stage received since the start, by name of the outcome. For every
/// stage: received = the sum of its outcomes, of which `rejected` is one. Work that Kafka aborts
/// and repeats is counted again. Safe to share between threads.
public final class StageCounts {
  static final String REJECTED = "rejected";

  private final Map<Stage, LongAdder> received = new ConcurrentHashMap<>();
  private final Map<Stage, Map<String, LongAdder>> outcomes = new ConcurrentHashMap<>();

  /// A stage of the topology and the unit it counts.
  public enum Stage {
    /// Readings.
    ACCEPT("accept"),
    /// Item versions.
    DECIDE("decide"),
    /// Decisions and groups of matches.
    STORY("story"),
    /// Matches.
    ALERT("alert");

    private final String word;

    Stage(String word) {
      this.word = word;
    }

    /// The name of its node in the topology.
    @Override
    public String toString() {
      return word;
    }

    static Stage ofNode(String node) {
      for (Stage stage : values()) {
        if (node.startsWith(stage.word)) {
          return stage;
        }
      }
      throw new IllegalArgumentException("node '" + node + "' belongs to no stage");
    }
  }

  /// How much a stage received.
  public long received(Stage stage) {
    LongAdder adder = received.get(stage);
    return adder == null ? 0 : adder.sum();
  }

  /// What became of it, by outcome.
  public Map<String, Long> outcomes(Stage stage) {
    Map<String, Long> sums = new TreeMap<>();
    outcomes.getOrDefault(stage, Map.of()).forEach((name, adder) -> sums.put(name, adder.sum()));
    return sums;
  }

  /// How much was not rejected.
  long accepted(Stage stage) {
    return outcomes(stage).entrySet().stream()
        .filter(outcome -> !outcome.getKey().equals(REJECTED))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  void receive(Stage stage) {
    received.computeIfAbsent(stage, s -> new LongAdder()).increment();
  }

  void outcome(Stage stage, String name) {
    outcomes
        .computeIfAbsent(stage, s -> new ConcurrentHashMap<>())
        .computeIfAbsent(name, n -> new LongAdder())
        .increment();
  }
}
