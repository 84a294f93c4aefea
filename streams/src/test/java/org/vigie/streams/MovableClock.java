package org.vigie.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that a test sets forward.
final class MovableClock implements InstantSource {
  private Instant now;

  MovableClock(Instant now) {
    this.now = now;
  }

  void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
