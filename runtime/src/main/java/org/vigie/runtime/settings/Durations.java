package org.vigie.runtime.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `500ms`, `30s`, `5m`, `48h`, `7d`, several in a row (`1h30m`).
public final class Durations {
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(ms|s|m|h|d))+");

  private Durations() {}

  /// True if [#parse] accepts the text.
  public static boolean isDuration(String text) {
    return WHOLE.matcher(text.strip()).matches();
  }

  /// Reads a duration.
  ///
  /// @throws IllegalArgumentException if the text is no duration
  public static Duration parse(String text) {
    if (!isDuration(text)) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration; write a number with ms, s, m, h or d, such as 48h");
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
    }
    return sum;
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> throw new AssertionError(unit);
    };
  }
}
