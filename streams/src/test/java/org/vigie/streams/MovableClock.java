package org.vigie.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that a test sets forward.
public final class MovableClock implements InstantSource {
  private Instant now;

  public MovableClock(Instant now) {
    this.now = now;
  }

  public void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
