package org.vigie.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A time source that a test advances.
final class ManualTime implements InstantSource {
  private volatile Instant now = Instant.parse("2026-03-01T08:00:00.250Z");

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration duration) {
    now = now.plus(duration);
  }
}
