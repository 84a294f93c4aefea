package org.vigie.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The checks of compact constructors. A record may come from any client of a Kafka topic, so that
/// every component has a range in which whatever is done with it works: sums of times do not
/// overflow, ids fit into a key beside their value. The limits are wider than anything that is
/// written here; all texts and lists together are limited by the size of a record.
///
/// Each check returns the value, or throws [IllegalArgumentException] with the name of the
/// component.
final class Checks {
  /// UTF-16 units of an id or a name: as key and in headers it fits into a record beside a value of
  /// a million bytes.
  static final int MAX_NAME = 4_000;

  /// UTF-16 units of an address that is requested.
  static final int MAX_ADDRESS = 20_000;

  /// UTF-16 units of any other text: what a line of a filter may hold.
  static final int MAX_TEXT = 16 << 20;

  /// Counters and versions; one more is still an `int`.
  static final int MAX_COUNT = 999_999_999;

  static final Duration LONGEST = Duration.ofDays(3_660);

  private Checks() {}

  /// The beginning of a value in quotation marks, for the message to whoever wrote it.
  static String quote(@Nullable String value) {
    return "'" + TextTruncation.truncate(String.valueOf(value), 60) + "'";
  }

  static <T> T require(String what, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(what + " is missing");
    }
    return value;
  }

  /// A text that is not blank.
  static String requireText(String what, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(what + " is missing");
    }
    return checkText(what, value, MAX_TEXT);
  }

  /// The display name of something: not blank.
  static String requireName(String what, @Nullable String value) {
    return checkText(what, requireText(what, value), MAX_NAME);
  }

  /// An id, which becomes a key or a part of one: a name without control characters and halves of
  /// surrogate pairs, which have no UTF-8 form.
  static String requireId(String what, @Nullable String value) {
    String id = requireName(what, value);
    if (id.codePoints().anyMatch(c -> Character.isISOControl(c) || isHalfOfPair(c))) {
      throw new IllegalArgumentException(what + " holds a character that no id has");
    }
    return id;
  }

  private static boolean isHalfOfPair(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  static @Nullable String checkId(String what, @Nullable String value) {
    return value == null ? null : requireId(what, value);
  }

  /// Any text, also an empty one.
  static String checkText(String what, @Nullable String value, int maxLength) {
    String text = require(what, value);
    if (text.length() > maxLength) {
      throw new IllegalArgumentException(
          what + " has " + text.length() + " characters, at most " + maxLength + " are possible");
    }
    return text;
  }

  static @Nullable String checkOptionalText(String what, @Nullable String value, int maxLength) {
    return value == null ? null : checkText(what, value, maxLength);
  }

  static Instant requireTime(String what, @Nullable Instant value) {
    Instant time = require(what, value);
    if (time.isBefore(Content.EARLIEST) || time.isAfter(Content.LATEST)) {
      throw new IllegalArgumentException(what + " is not within the years 1 to 9999");
    }
    return time;
  }

  static @Nullable Instant checkTime(String what, @Nullable Instant value) {
    return value == null ? null : requireTime(what, value);
  }

  static @Nullable Duration checkDuration(String what, @Nullable Duration value) {
    if (value != null && (value.isNegative() || value.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException(
          what + " is not within 0 and " + LONGEST.toDays() + " days");
    }
    return value;
  }

  static int checkCount(String what, int value, int least) {
    return (int) checkRange(what, value, least, MAX_COUNT);
  }

  static long checkRange(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + " is not within " + least + " and " + most);
    }
    return value;
  }

  /// A number from 0 to a million million, so that neither NaN nor an infinity.
  static double checkNumber(String what, double value) {
    if (!(value >= 0 && value <= 1e12)) {
      throw new IllegalArgumentException(what + " is no number within 0 and 1e12");
    }
    return value;
  }

  /// A copy of a list; null reads as empty, since a record written before a list was added does not
  /// have it.
  static <T> List<T> copyOrEmpty(String what, @Nullable List<T> list) {
    return list == null ? List.of() : copy(what, list, Integer.MAX_VALUE);
  }

  static <T> List<T> copy(String what, List<T> list, int most) {
    checkSize(what, list.size(), most);
    requireElements(what, list);
    return List.copyOf(list);
  }

  /// As [#copyOrEmpty], of texts.
  static List<String> copyTexts(String what, @Nullable List<String> list, int maxLength) {
    List<String> copy = copyOrEmpty(what, list);
    copy.forEach(text -> checkText(what, text, maxLength));
    return copy;
  }

  /// A copy of display names by language, in the order of the languages; null reads as none.
  static Map<String, String> copyNames(String what, @Nullable Map<String, String> names) {
    Map<String, String> copy = new TreeMap<>(names == null ? Map.of() : names);
    copy.forEach(
        (language, name) -> {
          requireId(what, language);
          checkText(what + "." + language, name, MAX_TEXT);
        });
    return Collections.unmodifiableMap(copy);
  }

  static void checkSize(String what, int size, int most) {
    if (size > most) {
      throw new IllegalArgumentException(
          what + " has " + size + " elements, at most " + most + " are possible");
    }
  }

  private static void requireElements(String what, Collection<?> elements) {
    for (Object element : elements) {
      require("an element of " + what, element);
    }
  }

  /// Untyped JSON, which must be the same when it is written again.
  static void checkJson(String what, @Nullable Object json) {
    switch (json) {
      case Double number when !Double.isFinite(number) ->
          throw new IllegalArgumentException(what + " is no finite number");
      case Collection<?> list -> list.forEach(element -> checkJson(what, element));
      case Map<?, ?> map -> map.forEach((key, value) -> checkJson(String.valueOf(key), value));
      case null, default -> {}
    }
  }
}
