package org.vigie.admin.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.operations.OperationsReport.LatencyStep;
import org.vigie.admin.operations.OperationsReport.StepLatency;

/// How long a step took in the last hour. Of more than [#MAX_SAMPLES] the newest count. Not
/// thread-safe.
final class LatencyWindow {
  /// How far back it goes.
  static final Duration LENGTH = Duration.ofHours(1);

  /// The maximum number of durations kept.
  static final int MAX_SAMPLES = 20_000;

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, long millis) {}

  /// Adds what ended at a moment. A negative duration, from two clocks that differ, counts as none.
  void add(Instant from, Instant to) {
    samples.addLast(new Sample(to, Math.max(0, Duration.between(from, to).toMillis())));
    if (samples.size() > MAX_SAMPLES) {
      samples.removeFirst();
    }
  }

  /// The percentiles of the hour before now.
  StepLatency measure(LatencyStep step, Instant now) {
    Instant start = now.minus(LENGTH);
    // Several partitions mix, so that the oldest is not always the first.
    samples.removeIf(sample -> sample.at().isBefore(start));
    long[] sorted = samples.stream().mapToLong(Sample::millis).sorted().toArray();
    return new StepLatency(
        step,
        sorted.length,
        findQuantile(sorted, 0.5),
        findQuantile(sorted, 0.95),
        findQuantile(sorted, 0.99));
  }

  private static @Nullable Long findQuantile(long[] sorted, double part) {
    return sorted.length == 0
        ? null
        : Long.valueOf(sorted[Math.max(1, (int) Math.ceil(sorted.length * part)) - 1]);
  }
}
