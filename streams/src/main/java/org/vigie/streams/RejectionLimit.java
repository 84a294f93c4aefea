package org.vigie.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells poison from a fault of ours. Poison stands among good records; where a node rejects more
/// than [#MOST] within [#WINDOW] and accepts none between them, the fault is likelier here (a bug
/// after an upgrade), and going on would set the whole press aside. Safe to share between threads.
final class RejectionLimit {
  static final int MOST = 1_000;
  static final Duration WINDOW = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, Run> runs = new HashMap<>();
  private @Nullable String exceeded;

  RejectionLimit(InstantSource clock) {
    this.clock = clock;
  }

  /// Notes a rejection.
  ///
  /// @param accepted how much the node has accepted since the start
  /// @return false where it is one too many
  synchronized boolean allows(String node, long accepted) {
    Instant now = clock.instant();
    Run run = runs.get(node);
    Run next =
        run == null || run.accepted != accepted || run.since.isBefore(now.minus(WINDOW))
            ? new Run(accepted, now, 1)
            : new Run(accepted, run.since, run.length + 1);
    if (next.length > MOST) {
      runs.remove(node);
      exceeded =
          node
              + " has rejected "
              + MOST
              + " records since "
              + next.since
              + " and accepted none: stopped, since the fault is likely not theirs; they lie in"
              + " vigie.rejected with their reasons, and a start goes on with the next one";
      return false;
    }
    runs.put(node, next);
    return true;
  }

  /// In words for people, null where the limit was kept.
  synchronized @Nullable String exceeded() {
    return exceeded;
  }

  private record Run(long accepted, Instant since, int length) {}
}
