package org.vigie.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
  private final Metrics metrics = new Metrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void exportsCountersUnderTheNameTheyAreGiven() {
    AtomicLong readings = new AtomicLong();
    metrics.registerCounter("vigie_ingest_readings_total", "Readings met.", readings::get);
    readings.set(7);
    assertThat(metrics.scrape())
        .contains(
            """
            # HELP vigie_ingest_readings_total Readings met.
            # TYPE vigie_ingest_readings_total counter
            vigie_ingest_readings_total 7.0
            """);
  }

  @Test
  void exportsOneSeriesForEachCombinationOfLabels() {
    for (String reason : List.of("size", "date")) {
      metrics.registerCounter(
          "vigie_ingest_rejected_total", "Rejected.", Map.of("reason", reason), reason::length);
    }
    assertThat(metrics.scrape())
        .contains("vigie_ingest_rejected_total{reason=\"size\"} 4.0\n")
        .contains("vigie_ingest_rejected_total{reason=\"date\"} 4.0\n")
        .containsOnlyOnce("# TYPE vigie_ingest_rejected_total counter");
  }

  @Test
  void exportsGaugesThatNobodyElseHolds() {
    metrics.registerGauge("vigie_streams_tasks", "Tasks.", new AtomicLong(3)::get);
    System.gc();
    assertThat(metrics.scrape()).contains("vigie_streams_tasks 3.0\n");
  }

  @Test
  void asksForTheRowsOfAGaugeAtEachScrape() {
    AtomicLong groups = new AtomicLong(1);
    metrics.registerGauges(
        "kafka_consumergroup_group_lag",
        "Records behind.",
        () -> IntStream.range(0, groups.intValue()).mapToObj(MetricsTest::row).toList());
    assertThat(metrics.scrape()).contains("group_lag{group=\"g0\"}").doesNotContain("\"g1\"");
    groups.set(2);
    assertThat(metrics.scrape()).contains("group_lag{group=\"g1\"}");
  }

  @Test
  void boundsTheRowsOfAGaugeAndDropsDoubles() {
    metrics.registerGauges(
        "vigie_streams_lag",
        "Lag.",
        () -> IntStream.range(0, 3 * Metrics.MAX_SERIES).mapToObj(i -> row(i / 2)).toList());
    assertThat(metrics.scrape().lines().filter(line -> line.startsWith("vigie_streams_lag{")))
        .hasSize(Metrics.MAX_SERIES);
  }

  private static GaugeRow row(int group) {
    return new GaugeRow(Map.of("group", "g" + group), group);
  }

  @Test
  void goesOnWithoutWhatCannotBeRead() {
    metrics.registerGauges(
        "vigie_streams_lag",
        "Lag.",
        () -> {
          throw new IllegalStateException("Kafka is away");
        });
    metrics.registerGauge("vigie_streams_tasks", "Tasks.", () -> 3);
    assertThat(metrics.scrape()).contains("vigie_streams_tasks 3.0\n");
  }

  @Test
  void countsDurationsInBuckets() {
    Consumer<Duration> attempts =
        metrics.registerTimer(
            "vigie_notifier_attempt_seconds",
            "Attempts.",
            Map.of("channel", "webhook"),
            List.of(Duration.ofMillis(100), Duration.ofSeconds(1)));
    attempts.accept(Duration.ofMillis(250));
    assertThat(metrics.scrape())
        .contains("vigie_notifier_attempt_seconds_bucket{channel=\"webhook\",le=\"0.1\"} 0\n")
        .contains("vigie_notifier_attempt_seconds_bucket{channel=\"webhook\",le=\"1.0\"} 1\n")
        .contains("vigie_notifier_attempt_seconds_count{channel=\"webhook\"} 1\n")
        .contains("vigie_notifier_attempt_seconds_sum{channel=\"webhook\"} 0.25\n");
  }

  @Test
  void escapesWhatComesFromOutside() {
    metrics.registerGauge(
        "vigie_ingest_outlets", "Outlets.", Map.of("outlet", "a\"b\nc\\"), () -> 1);
    assertThat(metrics.scrape()).contains("vigie_ingest_outlets{outlet=\"a\\\"b\\nc\\\\\"} 1.0\n");
  }

  @Test
  void measuresTheProcessInWordsThatPromtoolAccepts() {
    metrics.registerProcess();
    ScrapedText text = ScrapedText.parse(metrics.scrape());
    assertThat(text.problems()).isEmpty();
    assertThat(text.families())
        .contains("jvm_memory_used_bytes", "process_cpu_seconds_total", "process_files_open_files");
    assertThat(text.series()).isBetween(40, 90);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vigie_readings",
        "ingest_readings_total",
        "vigie_ingest_Readings",
        "vigie_ingest_readings_total",
        "vigie_ingest_readings_count",
        "vigie_ingest_readings_info",
        "vigie_ingest_poll_max",
        "vigie_ingest_poll_milliseconds",
        "vigie_ingest_gauge_size",
        "vigie_ingest__size",
      })
  void refusesNamesThatPromtoolWouldRefuse(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metrics.registerGauge(name, "Something.", () -> 1))
        .withMessageContaining("'" + name + "'");
  }

  @Test
  void refusesCountersAndTimersWithoutTheirSuffix() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metrics.registerCounter("vigie_ingest_readings", "Read.", () -> 1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> metrics.registerTimer("vigie_ingest_poll", "Polls.", Map.of(), List.of()));
  }

  @Test
  void refusesASeriesThatStandsTwiceOrSaysNothing() {
    metrics.registerGauge("vigie_streams_tasks", "Tasks.", () -> 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metrics.registerGauge("vigie_streams_tasks", "Tasks.", () -> 4))
        .withMessageContaining("registered twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metrics.registerGauge("vigie_streams_threads", " ", () -> 4))
        .withMessageContaining("no description");
  }
}
