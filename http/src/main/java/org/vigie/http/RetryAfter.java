package org.vigie.http;

import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// The `Retry-After` header (RFC 9110, section 10.2.3). Fractions of a second, which Discord has
/// sent, are read too.
public final class RetryAfter {
  private static final int MAX_DIGITS = 9;
  private static final Duration MAX_DELAY = Duration.ofSeconds(999_999_999);

  private RetryAfter() {}

  /// Returns how long a response asks to wait, see [#parse].
  ///
  /// @return null if the header is absent or unreadable
  public static @Nullable Duration read(HttpResponse response, Instant now) {
    Header header = response.getFirstHeader("Retry-After");
    return parse(header == null ? null : header.getValue(), now);
  }

  /// Returns how long a server asks to wait, from a number of seconds or a date. A past date gives
  /// zero; a number of more than nine digits gives 999,999,999 seconds, about thirty years.
  ///
  /// @param value the value of the header, null if it is absent
  /// @param now the time from which a date is counted
  /// @return null if the header is absent or unreadable
  public static @Nullable Duration parse(@Nullable String value, Instant now) {
    String text = value == null ? "" : value.strip();
    if (text.matches("\\d+(\\.\\d+)?")) {
      return parseSeconds(text);
    }
    Instant until = DateUtils.parseStandardDate(text);
    if (until == null) {
      return null;
    }
    Duration wait = Duration.between(now, until);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /// A fraction counts as a whole second.
  private static Duration parseSeconds(String text) {
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    return whole.length() > MAX_DIGITS
        ? MAX_DELAY
        : Duration.ofSeconds(Long.parseLong(whole) + (point < 0 ? 0 : 1));
  }
}
