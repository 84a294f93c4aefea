package org.vigie.streams.stage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;
import org.vigie.analysis.alert.AlertDecision;
import org.vigie.model.Alert;
import org.vigie.model.Audience;

/// Counts what each stage received since the start, and the outcomes by name. For every stage, the
/// number received equals the sum of its outcomes; dead letters count as `rejected`. Work that
/// Kafka aborts and repeats is counted again. Thread-safe.
public final class StageCounts {
  public static final String REJECTED = "rejected";

  private final Map<Stage, LongAdder> received = new ConcurrentHashMap<>();
  private final Map<Stage, Map<String, LongAdder>> outcomes = new ConcurrentHashMap<>();
  private final Map<Stage, LongAdder> deadLetters = new ConcurrentHashMap<>();

  /// A stage of the topology, and the unit that it counts.
  public enum Stage {
    /// Counts readings.
    ACCEPT("accept", List.of("new-item", "new-version", "import", "import-known", "repeat")),
    /// Counts item versions.
    DECIDE("decide", List.of(Audience.values())),
    /// Counts decisions and groups of matches.
    STORY("story", List.of("story", "story-without-topic", "matches")),
    /// Counts matches.
    ALERT(
        "alert",
        Stream.of(
                Stream.of(Alert.Kind.values()),
                Stream.of(AlertDecision.Held.WORD),
                Stream.of(AlertDecision.SuppressionReason.values()))
            .flatMap(Function.identity())
            .toList());

    private final String nodeName;
    private final List<String> outcomes;

    Stage(String word, List<?> outcomes) {
      this.nodeName = word;
      this.outcomes =
          Stream.concat(outcomes.stream().map(Object::toString), Stream.of(REJECTED)).toList();
    }

    /// The names of all outcomes that it can have.
    public List<String> outcomes() {
      return outcomes;
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

  /// The number of dead letters of a stage: its rejected units, and results that could not be
  /// written.
  public long deadLetters(Stage stage) {
    LongAdder adder = deadLetters.get(stage);
    return adder == null ? 0 : adder.sum();
  }

  public void countDeadLetter(Stage stage) {
    deadLetters.computeIfAbsent(stage, s -> new LongAdder()).increment();
  }

  public void countOutcome(Stage stage, String name) {
    if (!stage.outcomes().contains(name)) {
      throw new IllegalArgumentException("stage " + stage + " has no outcome '" + name + "'");
    }
    outcomes
        .computeIfAbsent(stage, s -> new ConcurrentHashMap<>())
        .computeIfAbsent(name, n -> new LongAdder())
        .increment();
  }
}
