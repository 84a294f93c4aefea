package org.vigie.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// The header `Retry-After` (RFC 9110, section 10.2.3).
public final class RetryAfter {
  private RetryAfter() {}

  /// How long a server asks to wait: seconds, or until a date. A date that has passed is no wait.
  ///
  /// @param value of the header, null where it is absent
  /// @return null where it is absent or unreadable
  public static @Nullable Duration read(@Nullable String value, Instant now) {
    String text = value == null ? "" : value.strip();
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, until);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
