package org.vigie.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a part of the process is, for an operator.
///
/// @param status whether it works, and whether waiting helps if it does not
/// @param cause one sentence: why it does not work, or what an operator should look at although it
///     does; null only if it is ready
/// @param details facts beside it, in order: strings, numbers and booleans, no secrets
public record Health(Readiness status, @Nullable String cause, Map<String, Object> details) {
  /// From best to worst.
  public enum Readiness {
    /// It works.
    READY,
    /// It does not work now (it starts, waits for Kafka, or is closed) and needs nobody to recover.
    NOT_READY,
    /// It has stopped for good: a person has to look at the cause.
    FAILED
  }

  /// Copies the details and refuses a lack of work without a cause.
  public Health {
    if (status != Readiness.READY && (cause == null || cause.isBlank())) {
      throw new IllegalArgumentException("health: " + status + " has no cause");
    }
    details.forEach(Health::checkDetail);
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  private static void checkDetail(String name, Object value) {
    if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
      throw new IllegalArgumentException(
          "health: the detail '" + name + "' is neither text, number nor boolean");
    }
  }

  /// It works.
  public static Health ready() {
    return new Health(Readiness.READY, null, Map.of());
  }

  /// It does not work now and recovers by itself.
  public static Health notReady(String cause) {
    return new Health(Readiness.NOT_READY, cause, Map.of());
  }

  /// It has stopped for good.
  public static Health failed(String cause) {
    return new Health(Readiness.FAILED, cause, Map.of());
  }

  /// Several parts as one: the worst status, and the causes of all parts, each after the name of
  /// its part. No parts at all are ready. The details stay with the parts.
  ///
  /// @param parts by name, in order
  public static Health combine(Map<String, Health> parts) {
    Readiness worst =
        parts.values().stream()
            .map(Health::status)
            .max(Readiness::compareTo)
            .orElse(Readiness.READY);
    String causes =
        parts.entrySet().stream()
            .filter(part -> part.getValue().cause() != null)
            .map(part -> part.getKey() + ": " + part.getValue().cause())
            .collect(Collectors.joining("; "));
    return new Health(worst, causes.isEmpty() ? null : causes, Map.of());
  }

  /// The same with one more detail at the end, or another value for it.
  public Health withDetail(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(name, Objects.requireNonNull(value, name));
    return new Health(status, cause, more);
  }

  /// True if it works.
  public boolean isReady() {
    return status == Readiness.READY;
  }

  /// True if it has stopped for good.
  public boolean isFailed() {
    return status == Readiness.FAILED;
  }
}
