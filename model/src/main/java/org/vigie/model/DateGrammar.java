package org.vigie.model;

import static org.vigie.model.DateText.NUMBER_END;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Article.Precision;

/// Reads one written date from left to right: day, time, zone and weekday, each at most once, in
/// any order, and nothing else. A method `read…` moves on if its form stands here, and returns
/// false without moving if it does not; a method `note…` does not move. Used once.
final class DateGrammar {
  /// What may stand behind the dots of `10. 2. 2025`.
  private static final String GAP = "(?:(?<=\\.)\\s)?";

  /// `10/02/2025`, `10.02.25`, `10. 2. 2025`. Of two digits behind hyphens nobody can say which are
  /// the year.
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          ("(\\d\\d?)([-/.])" + GAP + "(\\d\\d?)\\2" + GAP)
              + ("(\\d{4}|(?<!-)\\d\\d)" + NUMBER_END));

  /// `2025-02-10`, `2025-02`; `20250210`, which the digits of a time may follow; `2025-041`,
  /// `2025041`; `2025-W07-1`, `2025W071`, `2025-W07`.
  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          ("(\\d{4})(?:([-/.])" + GAP + "(\\d\\d?)" + NUMBER_END)
              + ("(?:\\2" + GAP + "(\\d{1,4})" + NUMBER_END + ")?")
              + ("|(\\d\\d)(\\d\\d)(?=(?:\\d{4}|\\d{6})?" + NUMBER_END + ")")
              + ("|(?:[-/.]" + GAP + ")?(\\d{3})" + NUMBER_END)
              + ("|\\s?-?\\s?w(\\d\\d)(?:(?:\\s?-)?(\\d))?" + NUMBER_END + ")"));

  /// What says nothing of its own.
  private static final Set<String> FILLERS = setOf("le the de of del den feira , . | ; · •");

  /// What a time must follow.
  private static final Set<String> BEFORE_TIME = setOf("t a at @ um om alle ore las as");

  /// What stands before a date on a page: `Publié le`, `Mis en ligne le`, `Last updated on:`.
  private static final Set<String> ANNOUNCEMENT =
      setOf(
          "article publie publiee paru parue poste postee mis mise en ligne a jour modifie modifiee"
              + " actualise actualisee published posted updated last on date :");

  private static final Set<String> ORDINALS = setOf("er re e st nd rd th o a");

  private static final Set<String> RFC822_MONTHS =
      setOf("jan feb mar apr may jun jul aug sep oct nov dec");

  private final DateText text;
  private final ClockReader clock;
  private final ZoneReader zone;

  /// Numbers that a month by name gives a meaning to, or three in a row.
  private final List<String> numbers = new ArrayList<>();

  /// Words that may be a month or a weekday: `mar` is mars and mardi.
  private final List<String> undecided = new ArrayList<>();

  private @Nullable LocalDate date;

  /// True behind `2025-02-10`, `10/02/2025` and the like.
  private boolean inDigits;

  private Precision precision = Precision.DAY;
  private int month = -1;
  private boolean rfc822Month;
  private int weekday = -1;
  private boolean timeDue;

  DateGrammar(DateText text) {
    this.text = text;
    clock = new ClockReader(text);
    zone = new ZoneReader(text);
  }

  private static Set<String> setOf(String pieces) {
    return Set.of(pieces.split(" "));
  }

  /// @return null if it is no date
  /// @throws DateTimeException if it is one that no calendar or clock has, or contradicts itself
  @Nullable WrittenDate parse() {
    while (!text.atEnd()) {
      if (!readNext()) {
        return null;
      }
    }
    decideNames();
    LocalDate day = timeDue && !clock.found() ? null : resolveDay();
    boolean whole = precision.compareTo(Precision.DAY) >= 0;
    if (day == null || !whole && (clock.found() || zone.found() || weekday >= 0)) {
      return null;
    }
    ZoneId resolved = zone.resolve();
    return resolved == null
        ? null
        : new WrittenDate(
            clock.on(day).atZone(resolved).toInstant(),
            clock.found() ? Precision.MINUTE : precision);
  }

  private boolean readNext() {
    boolean dayKnown = isDayKnown();
    String piece = text.piece();
    if (text.atDigit()) {
      return clock.read(dayKnown, inDigits) || !dayKnown && readNumber(piece);
    }
    if (text.atLetter() && noteName(piece) || noteBetween(piece, dayKnown)) {
      return text.takePiece();
    }
    return clock.readNoon(piece) || zone.read(dayKnown, clock.found(), isRfc822(dayKnown));
  }

  /// True if all that makes a day was read.
  private boolean isDayKnown() {
    return inDigits
        || numbers.size() == 3
        || numbers.size() == 2
            && (month > 0
                || !undecided.isEmpty() && numbers.stream().anyMatch(DateGrammar::isYear));
  }

  private boolean isRfc822(boolean dayKnown) {
    return dayKnown && rfc822Month && clock.found() && !clock.twelveHours();
  }

  private boolean readNumber(String number) {
    inDigits = numbers.isEmpty() && month < 0 && readDigits();
    if (inDigits) {
      return true;
    }
    if (number.length() > 2 && !isYear(number)) {
      return false;
    }
    numbers.add(number);
    text.takePiece();
    if (!text.spaced() && ORDINALS.contains(text.piece())) {
      text.takePiece();
    }
    return true;
  }

  /// Reads a form of digits alone.
  private boolean readDigits() {
    if ("-/.".indexOf(text.follower()) >= 0 && text.take(DAY_FIRST)) {
      String year = text.part(4);
      numbers.add(text.part(1));
      numbers.add(text.part(3));
      numbers.add(year.length() == 2 ? String.valueOf(toYear(year)) : year);
      return true;
    }
    if (!text.take(YEAR_FIRST)) {
      return false;
    }
    int year = text.number(1, 0);
    if (text.has(3)) {
      precision = text.has(4) ? Precision.DAY : Precision.MONTH;
      date = LocalDate.of(year, text.number(3, 0), text.number(4, 1));
    } else if (text.has(5)) {
      date = LocalDate.of(year, text.number(5, 0), text.number(6, 0));
    } else if (text.has(7)) {
      date = LocalDate.ofYearDay(year, text.number(7, 0));
    } else {
      date = toDate(year, text.number(8, 0), text.number(9, 1));
    }
    return true;
  }

  private static LocalDate toDate(int year, int week, int day) {
    // The fourth of January always lies in the first week.
    LocalDate found =
        LocalDate.of(year, 1, 4)
            .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
            .with(ChronoField.DAY_OF_WEEK, day);
    if (found.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) != week) {
      throw new DateTimeException("no such week");
    }
    return found;
  }

  private static boolean isYear(String number) {
    return number.length() == 4;
  }

  private static int toYear(String number) {
    int year = Integer.parseInt(number);
    return number.length() > 2 ? year : year + (year < 70 ? 2000 : 1900);
  }

  /// Notes the name of a month or a weekday if that is missing; another word gives false.
  private boolean noteName(String word) {
    int asMonth = CalendarNames.findMonth(word);
    int asWeekday = CalendarNames.findWeekday(word);
    if (asMonth > 0 && month < 0 && !inDigits) {
      rfc822Month = !numbers.isEmpty() && RFC822_MONTHS.contains(word);
      if (asWeekday >= 0) {
        undecided.add(word);
      } else {
        month = asMonth;
      }
    } else if (asWeekday >= 0 && weekday < 0) {
      weekday = asWeekday;
    } else {
      return false;
    }
    return true;
  }

  /// True for what may stand between; notes that a time must follow.
  private boolean noteBetween(String piece, boolean dayKnown) {
    boolean timeOpen = !clock.found();
    boolean joined = text.isJoinedToNumber();
    if (FILLERS.contains(piece)
        || isNothingRead() && ANNOUNCEMENT.contains(piece)
        || piece.equals("-") && !joined && text.follower() != 0
        || !dayKnown && (piece.equals("/") || piece.equals("-") && timeOpen)
        || dayKnown && timeOpen && piece.equals(":") && joined) {
      return true;
    }
    boolean announcesTime = timeOpen && BEFORE_TIME.contains(piece);
    timeDue |= announcesTime;
    return announcesTime;
  }

  private boolean isNothingRead() {
    return date == null
        && numbers.isEmpty()
        && undecided.isEmpty()
        && month < 0
        && weekday < 0
        && !clock.found();
  }

  /// The last of the words that may be both is the month if there is no other, the rest weekdays.
  private void decideNames() {
    if (month < 0 && !inDigits && numbers.size() < 3 && !undecided.isEmpty()) {
      month = CalendarNames.findMonth(undecided.removeLast());
    }
    for (String name : undecided) {
      if (weekday >= 0) {
        throw new DateTimeException("two weekdays");
      }
      weekday = CalendarNames.findWeekday(name);
    }
  }

  private @Nullable LocalDate resolveDay() {
    return date != null ? date : month > 0 ? resolveNamed() : resolveNumbers();
  }

  /// `10 février 2025`, `Feb 10, 25`, `2025 February 10`. A month by name and a year, as on the
  /// cover of a magazine, say no day; only ISO 8601 has a form for a month.
  private @Nullable LocalDate resolveNamed() {
    if (numbers.size() != 2) {
      return null;
    }
    boolean yearFirst = isYear(numbers.getFirst());
    String day = yearFirst ? numbers.getLast() : numbers.getFirst();
    String year = yearFirst ? numbers.getFirst() : numbers.getLast();
    return year.length() == 1 ? null : LocalDate.of(toYear(year), month, Integer.parseInt(day));
  }

  /// `10/02/2025`, `10 02 2025`, `2025 02 10`, `2025`.
  private @Nullable LocalDate resolveNumbers() {
    int[] values = numbers.stream().mapToInt(Integer::parseInt).toArray();
    if (values.length == 1 && isYear(numbers.getFirst())) {
      precision = Precision.YEAR;
      return LocalDate.of(values[0], 1, 1);
    }
    if (values.length != 3) {
      return null;
    }
    if (isYear(numbers.getFirst())) {
      return LocalDate.of(values[0], values[1], values[2]);
    }
    return isYear(numbers.getLast()) ? resolveOrder(values[0], values[1], values[2]) : null;
  }

  /// Null if the weekday contradicts both orders of day and month.
  private @Nullable LocalDate resolveOrder(int first, int second, int year) {
    if (second > 12) {
      return LocalDate.of(year, first, second);
    }
    LocalDate dayFirst = LocalDate.of(year, second, first);
    if (first > 12 || weekday <= 0 || dayFirst.getDayOfWeek().getValue() == weekday) {
      return dayFirst;
    }
    LocalDate monthFirst = LocalDate.of(year, first, second);
    return monthFirst.getDayOfWeek().getValue() == weekday ? monthFirst : null;
  }
}
