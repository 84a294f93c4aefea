package org.vigie.model;

import static org.vigie.model.DateText.NUMBER_END;
import static org.vigie.model.DateText.WORD_END;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the time of day of a written date.
final class ClockReader {
  private static final Set<String> NOON = Set.of("midi", "noon");

  // The parts of all forms are hour, minute, second and the digits of its fraction.
  private static final String MINUTE = "(\\d\\d?)" + NUMBER_END;
  private static final String FRACTION = NUMBER_END + "(?:[.,](\\d{1,30})" + NUMBER_END + ")?";

  /// What is behind the first letter of `am`, `p.m.` and the like.
  private static final String HALF = "(?:\\s?\\.)?\\s?m" + WORD_END;

  private static final Pattern COLONS =
      Pattern.compile("(\\d\\d?)\\s?:\\s?" + MINUTE + "(?:\\s?:\\s?(\\d\\d?)" + FRACTION + ")?");

  private static final Pattern DOTS =
      Pattern.compile(
          ("(\\d\\d?)\\s?\\.(\\d\\d)" + NUMBER_END) + ("(?:\\s?\\.(\\d\\d?)" + FRACTION + ")?"));

  /// A number apart from the `h` may be the day, if that is still missing.
  private static final Pattern HOURS = hours("");

  private static final Pattern HOURS_BEHIND_DAY = hours("\\s?");

  private static final Pattern HOUR_OF_HALF = Pattern.compile("(\\d\\d?)(?=\\s?[ap]" + HALF + ")");

  /// `1335`, `133534`.
  private static final Pattern DIGITS =
      Pattern.compile("(\\d\\d)(\\d\\d)(?:(\\d\\d)" + FRACTION + ")?" + NUMBER_END);

  /// `T13`, `T1335`, `T133534`.
  private static final Pattern DIGITS_BEHIND_T =
      Pattern.compile(
          "(?<=(?<!\\p{L})t\\s?)(\\d\\d)(?:(\\d\\d)(?:(\\d\\d)" + FRACTION + ")?)?" + NUMBER_END);

  /// What may follow a time.
  private static final Pattern ADDITION =
      Pattern.compile("([ap])" + HALF + "|(?:h|hs|heures|uhr|uur)" + WORD_END);

  private final DateText text;
  private @Nullable LocalTime time;
  private boolean endOfDay;
  private boolean twelveHours;

  ClockReader(DateText text) {
    this.text = text;
  }

  /// `13 h`, `13h35`, `13 h 35 min 20 s`.
  private static Pattern hours(String gap) {
    String minutes = "(?:m|mn|min|minutes)" + WORD_END;
    String seconds = "\\s?" + MINUTE + "(?:\\s?(?:s|sec|secondes)" + WORD_END + ")?";
    return Pattern.compile(
        ("(\\d\\d?)\\s?(?:h|hs|heures?|uhr|uur)" + WORD_END)
            + ("(?:" + gap + MINUTE)
            + ("(?:\\s?(?:" + minutes + "|:)" + seconds + "|\\s?" + minutes + ")?)?"));
  }

  boolean found() {
    return time != null;
  }

  /// True if it was followed by `am` or `pm`.
  boolean twelveHours() {
    return twelveHours;
  }

  /// That day at this time, at its beginning if none was found.
  LocalDateTime on(LocalDate day) {
    return endOfDay
        ? day.plusDays(1).atStartOfDay()
        : day.atTime(time == null ? LocalTime.MIDNIGHT : time);
  }

  /// Takes the word that stands here if it is a time and none was read before.
  boolean readNoon(String word) {
    return time == null && NOON.contains(word) && text.takePiece() && accept(12, 0, 0, 0);
  }

  /// Reads a time if one stands at this digit and none was read before.
  ///
  /// @param dayKnown true behind the day: further numbers belong to the time
  /// @param dayInDigits true behind `2025-02-10` and the like: a time may lack its colons
  /// @throws DateTimeException if no clock has it
  boolean read(boolean dayKnown, boolean dayInDigits) {
    if (time != null) {
      return false;
    }
    boolean taken =
        switch (text.follower()) {
          case ':' -> text.take(COLONS);
          case '.' -> dayKnown && text.take(DOTS);
          case 'h', 'u' -> text.take(dayKnown ? HOURS_BEHIND_DAY : HOURS);
          case 'a', 'p' -> text.take(HOUR_OF_HALF);
          default -> false;
        };
    if (taken || dayKnown && text.take(DIGITS_BEHIND_T) || dayInDigits && text.take(DIGITS)) {
      int nanos = text.has(4) ? Integer.parseInt((text.part(4) + "00000000").substring(0, 9)) : 0;
      return accept(text.number(1, 0), text.number(2, 0), text.number(3, 0), nanos);
    }
    return false;
  }

  private boolean accept(int hour, int minute, int second, int nano) {
    String half = text.atLetter() && text.take(ADDITION) ? text.part(1) : "";
    twelveHours = !half.isEmpty();
    endOfDay = hour == 24 && minute == 0 && second == 0 && !twelveHours;
    // A leap second is read as the second before it.
    time =
        LocalTime.of(endOfDay ? 0 : toHour(hour, half), minute, second == 60 ? 59 : second, nano);
    return true;
  }

  /// `13:35 PM` is 13:35 to the programs that write it; `13:35 AM` and `0:30 PM` are nothing.
  private static int toHour(int written, String half) {
    if (half.isEmpty()) {
      return written;
    }
    boolean afternoon = half.equals("p");
    if (afternoon ? written == 0 : written > 12) {
      throw new DateTimeException("no such hour");
    }
    return written > 12 ? written : written % 12 + (afternoon ? 12 : 0);
  }
}
