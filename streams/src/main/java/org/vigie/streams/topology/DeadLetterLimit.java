package org.vigie.streams.topology;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Limits consecutive dead letters, to distinguish bad records from a fault of this application.
/// Bad records occur among good ones. If a node rejects more than 1,000 records within one hour and
/// accepts none in between, the cause is more likely here (a bug after an upgrade), and continuing
/// would turn all news into dead letters. Thread-safe.
final class DeadLetterLimit {
  static final int MAX_DEAD_LETTERS = 1_000;
  static final Duration WINDOW = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, DeadLetterRun> runs = new HashMap<>();
  private @Nullable String problem;

  DeadLetterLimit(InstantSource clock) {
    this.clock = clock;
  }

  /// Records a dead letter of a node.
  ///
  /// @param accepted the number of records that the node has accepted since the start
  /// @return false if the limit is exceeded and the record must not become a dead letter
  synchronized boolean recordDeadLetter(String node, long accepted) {
    Instant now = clock.instant();
    DeadLetterRun run = runs.get(node);
    DeadLetterRun next =
        run == null || run.accepted != accepted || run.since.isBefore(now.minus(WINDOW))
            ? new DeadLetterRun(accepted, now, 1)
            : new DeadLetterRun(accepted, run.since, run.length + 1);
    if (next.length > MAX_DEAD_LETTERS) {
      runs.remove(node);
      problem =
          node
              + " has rejected "
              + MAX_DEAD_LETTERS
              + " records since "
              + next.since
              + " and accepted none: stopped, since the fault is likely not theirs; they lie in"
              + " vigie.rejected with their reasons, and a start goes on with the next one";
      return false;
    }
    runs.put(node, next);
    return true;
  }

  /// A message for the operator; null if the limit was not exceeded.
  synchronized @Nullable String stopReason() {
    return problem;
  }

  private record DeadLetterRun(long accepted, Instant since, int length) {}
}
