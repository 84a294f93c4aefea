package org.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.TestReadings.NOW;
import static org.vigie.streams.TestReadings.TRUCE;
import static org.vigie.streams.TestReadings.liveReading;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.runtime.metrics.Metrics;
import org.vigie.streams.stage.StageCounts;
import org.vigie.streams.stage.StageCounts.Stage;

/// The numbers of the stages add up, whatever they receive.
class StreamsMetricsTest {
  private static final Pattern SERIES =
      Pattern.compile("(?m)^(vigie_streams_\\w+)\\{.*?stage=\"(\\w+)\".*?} (\\d+)\\.0$");

  private final TopologyHarness harness = TopologyHarness.openLive(NOW);

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void countsAsManyOutcomesAsUnitsReceivedInEveryStage() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(
        liveReading("g1", TRUCE, ""), liveReading("g1", TRUCE, ""), liveReading("g2", TRUCE, ""));
    for (String bad : new String[] {"{", "null", ""}) {
      harness.pipeBytes(harness.catalogue.readings(), "k", bad);
      harness.pipeBytes(harness.catalogue.decided(), "k", bad);
      harness.pipeBytes(harness.catalogue.matches(), "k", bad);
    }

    Map<String, Long> sums = scrape();

    for (Stage stage : Stage.values()) {
      long received = sums.getOrDefault("vigie_streams_stage_received_total " + stage, 0L);
      assertThat(received).as("received by " + stage).isPositive();
      assertThat(sums.get("vigie_streams_stage_outcomes_total " + stage))
          .as("outcomes of " + stage)
          .isEqualTo(received);
    }
    assertThat(sums.get("vigie_streams_dead_letters_total accept"))
        .as("dead letters of the accept stage")
        .isEqualTo(harness.counts.outcomes(Stage.ACCEPT).get(StageCounts.REJECTED));
  }

  private Map<String, Long> scrape() {
    try (Metrics metrics = new Metrics()) {
      StreamsMetrics.register(metrics, harness.counts);
      Map<String, Long> sums = new HashMap<>();
      SERIES
          .matcher(metrics.scrape())
          .results()
          .forEach(series -> sums.merge(key(series), Long.valueOf(series.group(3)), Long::sum));
      return sums;
    }
  }

  private static String key(MatchResult series) {
    return series.group(1) + " " + series.group(2);
  }
}
