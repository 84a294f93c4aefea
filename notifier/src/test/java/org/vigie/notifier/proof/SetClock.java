package org.vigie.notifier.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that runs faster or slower than the system's, the same in several processes, and can be
/// put forward. Thread-safe.
final class SetClock implements InstantSource {
  private final Instant systemStart;
  private final double speed;
  private volatile Instant start;

  /// @param start what it shows at `systemStart`
  /// @param systemStart a time of the system's clock
  /// @param speed how much faster than that it runs
  SetClock(Instant start, Instant systemStart, double speed) {
    this.start = start;
    this.systemStart = systemStart;
    this.speed = speed;
  }

  /// Reads what [#toString] writes.
  static SetClock parse(String written) {
    String[] parts = written.split(",", -1);
    return new SetClock(
        Instant.parse(parts[0]), Instant.parse(parts[1]), Double.parseDouble(parts[2]));
  }

  @Override
  public Instant instant() {
    Duration passed = Duration.between(systemStart, Instant.now());
    return start.plusNanos((long) (passed.toNanos() * speed));
  }

  /// Puts it forward.
  void forward(Duration by) {
    start = start.plus(by);
  }

  @Override
  public String toString() {
    return start + "," + systemStart + "," + speed;
  }
}
