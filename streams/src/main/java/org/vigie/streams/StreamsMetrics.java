package org.vigie.streams;

import java.util.Map;
import org.vigie.runtime.metrics.Metrics;
import org.vigie.streams.stage.StageCounts;
import org.vigie.streams.stage.StageCounts.Stage;

/// Shows the counts of the stages as metrics.
final class StreamsMetrics {
  private StreamsMetrics() {}

  static void register(Metrics metrics, StageCounts counts) {
    for (Stage stage : Stage.values()) {
      registerStage(metrics, counts, stage);
    }
  }

  private static void registerStage(Metrics metrics, StageCounts counts, Stage stage) {
    String name = stage.toString();
    metrics.registerCounter(
        "vigie_streams_stage_received_total",
        "What a stage received: readings, item versions, decisions and groups, matches.",
        Map.of("stage", name),
        () -> counts.received(stage));
    for (String outcome : stage.outcomes()) {
      metrics.registerCounter(
          "vigie_streams_stage_outcomes_total",
          "What became of it.",
          Map.of("stage", name, "outcome", outcome),
          () -> counts.outcomes(stage).getOrDefault(outcome, 0L));
    }
    metrics.registerCounter(
        "vigie_streams_dead_letters_total",
        "Records that a stage could not read, process or write.",
        Map.of("stage", name),
        () -> counts.deadLetters(stage));
  }
}
