package org.vigie.admin;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// The request that a subscription be silent for once. What comes meanwhile is told at the end.
public sealed interface SilenceRequest {
  /// The longest silence.
  Duration LONGEST = Duration.ofDays(365);

  /// Silence for this long from now on.
  record For(Duration length) implements SilenceRequest {}

  /// Silence until a time.
  ///
  /// @param time a time of day such as `07:30`, the next one in the zone of the subscription,
  ///     or the begin of a unit as in [TimeRange#parseUnit]
  record Until(String time) implements SilenceRequest {}

  /// The end of a silence.
  record End() implements SilenceRequest {}

  /// The end of the silence; null for none.
  ///
  /// @param zone of the subscription
  /// @throws AdminException.InvalidRequest naming the field `for` or `until` if the end is no time,
  ///     past, or too far away
  default @Nullable Instant findEnd(Instant now, ZoneId zone) {
    return switch (this) {
      case For(Duration length) -> requireNear("for", add(now, length), now);
      case Until(String time) -> requireNear("until", parseUntil(time, now, zone), now);
      case End() -> null;
    };
  }

  private static Instant add(Instant now, Duration length) {
    return length.compareTo(LONGEST) > 0 ? Instant.MAX : now.plus(length);
  }

  private static Instant parseUntil(String text, Instant now, ZoneId zone) {
    return RequestFields.check(
        "until",
        () ->
            text.strip().matches("\\d{2}:\\d{2}")
                ? findNext(parseTime(text.strip()), now.atZone(zone))
                : TimeRange.parseUnit(text, zone).from());
  }

  private static LocalTime parseTime(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no time of a day", e);
    }
  }

  private static Instant findNext(LocalTime time, ZonedDateTime now) {
    ZonedDateTime today = now.toLocalDate().atTime(time).atZone(now.getZone());
    ZonedDateTime tomorrow = now.toLocalDate().plusDays(1).atTime(time).atZone(now.getZone());
    return (today.isAfter(now) ? today : tomorrow).toInstant();
  }

  private static Instant requireNear(String field, Instant end, Instant now) {
    if (!end.isAfter(now)) {
      throw new AdminException.InvalidRequest(field, "a silence must end after now");
    }
    if (end.isAfter(now.plus(LONGEST))) {
      throw new AdminException.InvalidRequest(
          field, "a silence lasts at most " + LONGEST.toDays() + " days; pause lasts until resume");
    }
    return end;
  }
}
