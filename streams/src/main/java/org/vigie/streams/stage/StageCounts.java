package org.vigie.streams.stage;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what each stage received since the start, and the outcomes by name. For every stage, the
/// number received equals the sum of its outcomes; dead letters count as `rejected`. Work that
/// Kafka aborts and repeats is counted again. Thread-safe.
public final class StageCounts {
  public static final String REJECTED = "rejected";

  private final Map<Stage, LongAdder> received = new ConcurrentHashMap<>();
  private final Map<Stage, Map<String, LongAdder>> outcomes = new ConcurrentHashMap<>();

  /// A stage of the topology, and the unit that it counts.
  public enum Stage {
    /// Counts readings.
    ACCEPT("accept"),
    /// Counts item versions.
    DECIDE("decide"),
    /// Counts decisions and groups of matches.
    STORY("story"),
    /// Counts matches.
    ALERT("alert");

    private final String nodeName;

    Stage(String word) {
      this.nodeName = word;
    }

    /// The name of its node in the topology.
    @Override
    public String toString() {
      return nodeName;
    }

    public static Stage ofNode(String node) {
      for (Stage stage : values()) {
        if (node.startsWith(stage.nodeName)) {
          return stage;
        }
      }
      throw new IllegalArgumentException("node '" + node + "' belongs to no stage");
    }
  }

  /// The number of units that a stage received.
  public long received(Stage stage) {
    LongAdder adder = received.get(stage);
    return adder == null ? 0 : adder.sum();
  }

  /// The number of units for each outcome of a stage.
  public Map<String, Long> outcomes(Stage stage) {
    Map<String, Long> sums = new TreeMap<>();
    outcomes.getOrDefault(stage, Map.of()).forEach((name, adder) -> sums.put(name, adder.sum()));
    return sums;
  }

  /// The number of units that did not become dead letters.
  public long accepted(Stage stage) {
    return outcomes(stage).entrySet().stream()
        .filter(outcome -> !outcome.getKey().equals(REJECTED))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  public void countReceived(Stage stage) {
    received.computeIfAbsent(stage, s -> new LongAdder()).increment();
  }

  public void countOutcome(Stage stage, String name) {
    outcomes
        .computeIfAbsent(stage, s -> new ConcurrentHashMap<>())
        .computeIfAbsent(name, n -> new LongAdder())
        .increment();
  }
}
