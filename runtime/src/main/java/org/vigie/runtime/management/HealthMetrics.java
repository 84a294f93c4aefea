package org.vigie.runtime.management;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.vigie.runtime.Health;
import org.vigie.runtime.metrics.GaugeRow;
import org.vigie.runtime.metrics.Metrics;

/// The health of each part as numbers, for alerting rules.
final class HealthMetrics {
  private HealthMetrics() {}

  static void register(Metrics metrics, Supplier<Map<String, Health>> parts) {
    metrics.registerGauges(
        "vigie_role_ready", "1 if the role works, else 0.", () -> rows(parts, Health::isReady));
    metrics.registerGauges(
        "vigie_role_failed",
        "1 if the role has stopped for good, else 0.",
        () -> rows(parts, Health::isFailed));
  }

  private static List<GaugeRow> rows(
      Supplier<Map<String, Health>> parts, Predicate<Health> condition) {
    return parts.get().entrySet().stream()
        .map(
            part ->
                new GaugeRow(
                    Map.of("role", part.getKey()), condition.test(part.getValue()) ? 1 : 0))
        .toList();
  }
}
