package org.vigie.runtime.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// How the values of a setting are written and read.
///
/// @param form what a value looks like, in a few words for the reference
/// @param parser reads a value; throws [IllegalArgumentException] with a message that quotes the
///     text and says what is expected
public record SettingType<T>(String form, Function<String, T> parser) {
  /// Any text, without the blanks around it.
  public static SettingType<String> text(String form) {
    return new SettingType<>(form, String::strip);
  }

  /// A whole number from 1 to 999,999,999.
  public static SettingType<Integer> positiveInteger() {
    return new SettingType<>("number", SettingType::parsePositive);
  }

  /// `true` or `false`; `yes` and `no` are read too.
  public static SettingType<Boolean> bool() {
    return new SettingType<>("true or false", SettingType::parseBoolean);
  }

  /// A duration such as `1h30m`, see [Durations].
  public static SettingType<Duration> duration() {
    return new SettingType<>("duration", Durations::parse);
  }

  /// A duration that is not shorter than another.
  public static SettingType<Duration> durationOfAtLeast(Duration least) {
    return new SettingType<>(
        "duration",
        text -> {
          Duration given = Durations.parse(text);
          if (given.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                "'" + text + "' is less than " + formatDuration(least));
          }
          return given;
        });
  }

  /// A duration longer than zero that is not longer than another.
  public static SettingType<Duration> durationOfAtMost(Duration most) {
    return new SettingType<>(
        "duration",
        text -> {
          Duration given = Durations.parse(text);
          if (!given.isPositive() || given.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                "'" + text.strip() + "' is not between nothing and " + formatDuration(most));
          }
          return given;
        });
  }

  /// Values of another type, separated by commas; a YAML list is read as such a text.
  public static <T> SettingType<List<T>> listOf(SettingType<T> element) {
    return new SettingType<>(
        element.form + "s, separated by commas",
        text -> Arrays.stream(text.split(",", -1)).map(element.parser).toList());
  }

  private static String formatDuration(Duration length) {
    return length.toDays() > 0 ? length.toDays() + "d" : length.toMinutes() + "m";
  }

  private static Integer parsePositive(String text) {
    String number = text.strip();
    if (!number.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number from 1 on");
    }
    return Integer.valueOf(number);
  }

  private static Boolean parseBoolean(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    };
  }
}
