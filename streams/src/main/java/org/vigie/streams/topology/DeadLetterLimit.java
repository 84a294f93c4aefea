package org.vigie.streams.topology;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds series of dead letters too long to be a matter of single bad records, which occur among
/// good ones: more than 1,000 of one node within one hour, and none accepted in between.
/// Thread-safe.
final class DeadLetterLimit {
  static final int MAX_DEAD_LETTERS = 1_000;
  static final Duration WINDOW = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, DeadLetterSeries> series = new HashMap<>();

  DeadLetterLimit(InstantSource clock) {
    this.clock = clock;
  }

  /// Records a dead letter of a node.
  ///
  /// @param accepted the number of records that the node has accepted since the start
  /// @return when the series began if this dead letter exceeds the limit, else null; the next one
  ///     begins a new series then
  synchronized @Nullable Instant recordDeadLetter(String node, long accepted) {
    Instant now = clock.instant();
    DeadLetterSeries last = series.get(node);
    DeadLetterSeries next =
        last == null || last.accepted != accepted || last.since.isBefore(now.minus(WINDOW))
            ? new DeadLetterSeries(accepted, now, 1)
            : new DeadLetterSeries(accepted, last.since, last.length + 1);
    if (next.length > MAX_DEAD_LETTERS) {
      series.remove(node);
      return next.since;
    }
    series.put(node, next);
    return null;
  }

  private record DeadLetterSeries(long accepted, Instant since, int length) {}
}
