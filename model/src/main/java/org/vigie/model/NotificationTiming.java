package org.vigie.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When the alerts of a subscription are sent.
///
/// @param zone the time zone of its local times, and of the times in its messages; null reads as
///     [#DEFAULT_ZONE]
/// @param digest when alerts are sent together; null sends each at once
/// @param quiet hours in which nothing is sent; what they hold is sent as one message at their end
/// @param silentUntil nothing is sent before this time; null for no silence
/// @param breakThrough alerts that are sent at once in spite of digest, quiet hours, silence and
///     cap; null reads as none
/// @param coolDownMinutes for how long after an alert of a story its updates and corrections are
///     held, and then sent as one; 0 for no cool-down, null reads as [#DEFAULT_COOL_DOWN_MINUTES]
/// @param maxPerHour how many messages are sent within an hour; what is beyond is sent as one
///     message once the hour is over. Null for no limit
public record NotificationTiming(
    ZoneId zone,
    @Nullable Digest digest,
    List<QuietHours> quiet,
    @Nullable Instant silentUntil,
    Urgency breakThrough,
    Integer coolDownMinutes,
    @Nullable Integer maxPerHour) {
  /// The zone of a subscription that names none.
  public static final ZoneId DEFAULT_ZONE = ZoneId.of("Europe/Paris");

  /// The cool-down of a subscription that names none.
  public static final int DEFAULT_COOL_DOWN_MINUTES = 15;

  /// The longest cool-down: a day.
  public static final int MAX_COOL_DOWN_MINUTES = 24 * 60;

  /// The maximum of [#maxPerHour].
  public static final int MAX_PER_HOUR = 1_000;

  private static final int MAX_QUIET = 50;

  /// At once, with the default cool-down.
  public static final NotificationTiming DEFAULT =
      new NotificationTiming(
          DEFAULT_ZONE, null, List.of(), null, Urgency.NONE, DEFAULT_COOL_DOWN_MINUTES, null);

  /// Replaces nulls by the defaults. Rejects numbers out of range.
  public NotificationTiming {
    zone = zone == null ? DEFAULT_ZONE : zone;
    quiet = Checks.copyOrEmpty("quiet", quiet);
    Checks.checkSize("quiet", quiet.size(), MAX_QUIET);
    Checks.checkTime("silentUntil", silentUntil);
    breakThrough = breakThrough == null ? Urgency.NONE : breakThrough;
    coolDownMinutes = coolDownMinutes == null ? DEFAULT_COOL_DOWN_MINUTES : coolDownMinutes;
    if (coolDownMinutes < 0 || coolDownMinutes > MAX_COOL_DOWN_MINUTES) {
      throw new IllegalArgumentException(
          "a cool-down of "
              + coolDownMinutes
              + " minutes: must be within 0 and "
              + MAX_COOL_DOWN_MINUTES
              + " (coolDownMinutes)");
    }
    if (maxPerHour != null && (maxPerHour < 1 || maxPerHour > MAX_PER_HOUR)) {
      throw new IllegalArgumentException(
          "at most "
              + maxPerHour
              + " messages in an hour: must be within 1 and "
              + MAX_PER_HOUR
              + " (maxPerHour)");
    }
  }

  /// The cool-down.
  public Duration coolDown() {
    return Duration.ofMinutes(coolDownMinutes);
  }

  /// Returns a copy with another end of the silence; null ends it.
  public NotificationTiming withSilentUntil(@Nullable Instant until) {
    return new NotificationTiming(
        zone, digest, quiet, until, breakThrough, coolDownMinutes, maxPerHour);
  }
}
