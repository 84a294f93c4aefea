package org.vigie.runtime.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The numbers of this process. What counts keeps its own counts; it is read at each scrape.
///
/// Names are exported as they are given and follow `vigie_<part>_<what>_<unit>`; descriptions are
/// mandatory. A label may take a small, closed set of values only, never one for each item, story,
/// subscription or feed: a name has at most [#MAX_SERIES] series.
///
/// Safe to share between threads.
public final class Metrics implements AutoCloseable {
  /// The media type of [#scrape].
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /// The most series of one name.
  public static final int MAX_SERIES = 1_000;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, Set<Map<String, String>>> series = new HashMap<>();

  /// Micrometer holds what a function counter reads by a weak reference.
  private final List<LongSupplier> held = new ArrayList<>();

  private @Nullable JvmGcMetrics collections;

  /// Holds nothing yet.
  public Metrics() {
    registry.throwExceptionOnRegistrationFailure();
  }

  /// Adds memory, garbage collection, threads, processor, open files and uptime of the JVM: some 50
  /// series.
  public synchronized void registerProcess() {
    collections = ProcessBinders.bindTo(registry);
  }

  /// Adds a number that only grows while the process lives.
  ///
  /// @param name ends in `_total`
  /// @param description what is counted, one sentence
  /// @param value read at each scrape, from any thread
  /// @throws IllegalArgumentException if the name breaks the rules or is taken
  public void registerCounter(String name, String description, LongSupplier value) {
    registerCounter(name, description, Map.of(), value);
  }

  /// As [#registerCounter(String, String, LongSupplier)], for one combination of label values.
  public synchronized void registerCounter(
      String name, String description, Map<String, String> labels, LongSupplier value) {
    claim(MetricName.ofCounter(name), description, labels);
    held.add(value);
    FunctionCounter.builder(name, value, LongSupplier::getAsLong)
        .description(description)
        .tags(tags(labels))
        .register(registry);
  }

  /// Adds a number that goes up and down.
  ///
  /// @param name ends in its unit, if it has one
  /// @param description what is measured, one sentence
  /// @param value read at each scrape, from any thread; NaN if it is unknown
  /// @throws IllegalArgumentException if the name breaks the rules or is taken
  public void registerGauge(String name, String description, DoubleSupplier value) {
    registerGauge(name, description, Map.of(), value);
  }

  /// As [#registerGauge(String, String, DoubleSupplier)], for one combination of label values.
  public synchronized void registerGauge(
      String name, String description, Map<String, String> labels, DoubleSupplier value) {
    claim(MetricName.ofGauge(name), description, labels);
    Gauge.builder(name, value, DoubleSupplier::getAsDouble)
        .description(description)
        .tags(tags(labels))
        .strongReference(true)
        .register(registry);
  }

  /// Adds a gauge whose label values come and go, such as the lag of each partition.
  ///
  /// @param rows read at each scrape, from any thread; those beyond [#MAX_SERIES] are left out, and
  ///     so is the second of two with the same labels
  /// @throws IllegalArgumentException if the name breaks the rules or is taken
  public synchronized void registerGauges(
      String name, String description, Supplier<List<GaugeRow>> rows) {
    claim(MetricName.ofGauge(name), description, Map.of());
    registry.getPrometheusRegistry().register(new GaugeRows(name, description, rows));
  }

  /// Adds a histogram of durations.
  ///
  /// @param name ends in `_seconds`
  /// @param description what takes this long, one sentence
  /// @param bounds the upper bounds of its buckets, rising
  /// @return records one duration; may be called from any thread
  /// @throws IllegalArgumentException if the name breaks the rules or is taken
  public synchronized Consumer<Duration> registerTimer(
      String name, String description, Map<String, String> labels, List<Duration> bounds) {
    claim(MetricName.ofTimer(name), description, labels);
    Timer timer =
        Timer.builder(name)
            .description(description)
            .tags(tags(labels))
            .serviceLevelObjectives(bounds.toArray(Duration[]::new))
            .register(registry);
    return timer::record;
  }

  private void claim(MetricName name, String description, Map<String, String> labels) {
    if (description.isBlank()) {
      throw new IllegalArgumentException("metric: '" + name.text() + "' has no description");
    }
    Set<Map<String, String>> known = series.computeIfAbsent(name.text(), any -> new HashSet<>());
    if (known.size() == MAX_SERIES) {
      throw new IllegalArgumentException("metric: '" + name.text() + "' has too many series");
    }
    if (!known.add(Map.copyOf(labels))) {
      throw new IllegalArgumentException(
          "metric: '" + name.text() + "' is registered twice with the labels " + labels);
    }
  }

  private static Tags tags(Map<String, String> labels) {
    return Tags.of(
        labels.entrySet().stream().map(label -> Tag.of(label.getKey(), label.getValue())).toList());
  }

  /// All numbers as they are now, in Prometheus' text format.
  public String scrape() {
    return registry.scrape(CONTENT_TYPE);
  }

  /// Stops measuring.
  @Override
  public synchronized void close() {
    if (collections != null) {
      collections.close();
    }
    registry.close();
  }
}
