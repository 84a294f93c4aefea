package org.vigie.notifier.delivery.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Digest;
import org.vigie.model.NotificationTiming;
import org.vigie.model.QuietHours;
import org.vigie.model.Urgency;

/// Builds a timing in which a test sets only what it is about; otherwise all is told at once,
/// without a cool-down.
final class SampleTimings {
  private final ZoneId zone;
  private @Nullable Digest digest;
  private List<QuietHours> quiet = List.of();
  private @Nullable Instant silentUntil;
  private Urgency breakThrough = Urgency.NONE;
  private int coolDownMinutes;
  private @Nullable Integer maxPerHour;

  private SampleTimings(ZoneId zone) {
    this.zone = zone;
  }

  static SampleTimings in(ZoneId zone) {
    return new SampleTimings(zone);
  }

  static SampleTimings inParis() {
    return in(NotificationTiming.DEFAULT_ZONE);
  }

  SampleTimings digest(@Nullable Digest other) {
    digest = other;
    return this;
  }

  SampleTimings digest(String written) {
    return digest(Digest.parse(written));
  }

  SampleTimings quiet(List<QuietHours> hours) {
    quiet = hours;
    return this;
  }

  SampleTimings quiet(String... written) {
    return quiet(Stream.of(written).map(QuietHours::parse).toList());
  }

  SampleTimings silentUntil(@Nullable Instant end) {
    silentUntil = end;
    return this;
  }

  SampleTimings urgent(String... topics) {
    breakThrough = new Urgency(List.of(topics), null);
    return this;
  }

  SampleTimings coolDown(int minutes) {
    coolDownMinutes = minutes;
    return this;
  }

  SampleTimings maxPerHour(@Nullable Integer most) {
    maxPerHour = most;
    return this;
  }

  NotificationTiming build() {
    return new NotificationTiming(
        zone, digest, quiet, silentUntil, breakThrough, coolDownMinutes, maxPerHour);
  }
}
