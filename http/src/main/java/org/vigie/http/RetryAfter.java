package org.vigie.http;

import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/// The header `Retry-After` (RFC 9110, section 10.2.3).
public final class RetryAfter {
  private static final int MOST_DIGITS = 9;
  private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

  private RetryAfter() {}

  /// How long a server asks to wait: seconds, or until a date. A date that has passed is no wait;
  /// seconds beyond all counting are some thirty years.
  ///
  /// @param value of the header, null where it is absent
  /// @return null where it is absent or unreadable
  public static @Nullable Duration read(@Nullable String value, Instant now) {
    String text = value == null ? "" : value.strip();
    if (text.matches("\\d+")) {
      return text.length() > MOST_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(text));
    }
    Instant until = DateUtils.parseStandardDate(text);
    if (until == null) {
      return null;
    }
    Duration wait = Duration.between(now, until);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
