package org.vigie.runtime.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gauge whose series are asked for at each scrape. Micrometer has gauges with fixed labels only.
final class GaugeRows implements Collector {
  private static final Logger log = LoggerFactory.getLogger(GaugeRows.class);

  private final String name;
  private final String description;
  private final Supplier<List<GaugeRow>> rows;

  GaugeRows(String name, String description, Supplier<List<GaugeRow>> rows) {
    this.name = name;
    this.description = description;
    this.rows = rows;
  }

  @Override
  public MetricFamilyDescriptor getMetricFamilyDescriptor() {
    return MetricFamilyDescriptor.gauge(name).help(description).build();
  }

  @Override
  public GaugeSnapshot collect() {
    GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name).help(description);
    distinctRows().values().stream()
        .limit(Metrics.MAX_SERIES)
        .map(GaugeRows::point)
        .forEach(snapshot::dataPoint);
    return snapshot.build();
  }

  private Map<Map<String, String>, GaugeRow> distinctRows() {
    Map<Map<String, String>, GaugeRow> distinct = new LinkedHashMap<>();
    try {
      rows.get().forEach(row -> distinct.putIfAbsent(row.labels(), row));
    } catch (RuntimeException e) {
      // One part that cannot be read must not take the numbers of all others away.
      log.warn("metric {} cannot be read: {}", name, e.toString());
    }
    return distinct;
  }

  private static GaugeDataPointSnapshot point(GaugeRow row) {
    List<String> names = row.labels().keySet().stream().sorted().toList();
    List<String> values = names.stream().map(row.labels()::get).toList();
    return GaugeDataPointSnapshot.builder()
        .labels(Labels.of(names, values))
        .value(row.value())
        .build();
  }
}
