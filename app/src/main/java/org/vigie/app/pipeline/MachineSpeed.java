package org.vigie.app.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Judges from measurements whether the machine gives this process too little processor time: work
/// takes three times as long as on a free processor or longer, until it takes less than twice as
/// long. The median of the last measurements counts, so that a single halt does not.
///
/// Not thread-safe.
final class MachineSpeed {
  private static final int WINDOW = 5;
  private static final double TOO_SLOW = 3;
  private static final double FAST_ENOUGH = 2;

  /// The least time between two announcements.
  private static final long SILENCE = TimeUnit.MINUTES.toNanos(5);

  private final int processors;
  private final Deque<Double> window = new ArrayDeque<>();
  private boolean slow;
  private boolean announced;
  private @Nullable Long announcedAt;
  private String description = "";

  MachineSpeed(int processors) {
    this.processors = processors;
  }

  /// Adds a measurement. Returns the line to print, if there is one: that the machine has become
  /// too slow, or that it is fast enough again.
  ///
  /// @param slowdown how many times longer work took than on a free processor
  /// @param load the load average of the system, negative if it has none
  /// @param now in the time of [System#nanoTime]
  Optional<String> add(double slowdown, double load, long now) {
    window.addLast(slowdown);
    if (window.size() > WINDOW) {
      window.removeFirst();
    }
    if (window.size() == WINDOW) {
      slow = median() >= (slow ? FAST_ENOUGH : TOO_SLOW);
    }
    String surroundings =
        (load < 0 ? "(" : String.format(Locale.ROOT, "(load %.1f on ", load))
            + (processors == 1 ? "1 processor)" : processors + " processors)");
    description =
        String.format(
            Locale.ROOT,
            "this machine is too slow at the moment: work takes %.1f times as long as it should %s;"
                + " alerts come late, nothing is lost",
            median(),
            surroundings);
    if (slow && !announced && (announcedAt == null || now - announcedAt >= SILENCE)) {
      announced = true;
      announcedAt = now;
      return Optional.of(description);
    }
    if (!slow && announced) {
      announced = false;
      return Optional.of("this machine is fast enough again");
    }
    return Optional.empty();
  }

  /// How many times longer work takes than on a free processor; 1 before the first measurement.
  double median() {
    return window.isEmpty()
        ? 1
        : window.stream().sorted().skip(window.size() / 2).findFirst().orElseThrow();
  }

  /// One sentence while the machine is too slow, else empty.
  Optional<String> problem() {
    return slow ? Optional.of(description) : Optional.empty();
  }
}
