package org.vigie.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Article.Precision;

/// Reads one written date from left to right: day, time, zone and weekday, each at most once, in
/// any order, and nothing else. A method `read…` moves on if its form stands here, and returns
/// false without moving if it does not. Used once.
final class DateGrammar {
  /// Words that say nothing of their own.
  private static final Set<String> FILLERS = Set.of("le", "the", "de", "of", "del", "den", "feira");

  /// Words after which a time must stand.
  private static final Set<String> BEFORE_TIME =
      Set.of("t", "a", "at", "@", "um", "om", "alle", "ore", "las", "as");

  /// What stands before a date on a page: `Publié le`, `Mis en ligne le`, `Last updated on:`.
  private static final Set<String> ANNOUNCEMENT =
      Set.of(
          "article",
          "publie",
          "publiee",
          "paru",
          "parue",
          "poste",
          "postee",
          "mis",
          "mise",
          "en",
          "ligne",
          "a",
          "jour",
          "modifie",
          "modifiee",
          "actualise",
          "actualisee",
          "published",
          "posted",
          "updated",
          "last",
          "on",
          "date",
          ":");

  private static final Set<String> RFC822_MONTHS =
      Set.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Set<String> ORDINALS =
      Set.of("er", "re", "e", "st", "nd", "rd", "th", "o", "a");
  private static final Set<String> SEPARATORS = Set.of(",", ".", "|", ";", "·", "•");

  private final TokenCursor cursor;
  private final ClockReader clock;
  private final ZoneReader zone;

  /// Numbers that a month by name gives a meaning to, or three in a row.
  private final List<DateToken> numbers = new ArrayList<>();

  /// Words that may be a month or a weekday: `mar` is mars and mardi.
  private final List<String> undecided = new ArrayList<>();

  private @Nullable LocalDate date;
  private @Nullable SlashedDate slashed;
  private Precision precision = Precision.DAY;
  private int month = -1;
  private boolean rfc822Month;
  private int weekday = -1;
  private boolean timeDue;

  DateGrammar(List<DateToken> tokens) {
    cursor = new TokenCursor(tokens);
    clock = new ClockReader(cursor);
    zone = new ZoneReader(cursor);
  }

  /// `10/02/2025`, whose order the weekday may decide.
  private record SlashedDate(int first, int second, int year) {
    /// @param weekday from Monday; 0 or less if none is written
    /// @return null if the weekday contradicts both orders
    @Nullable LocalDate resolve(int weekday) {
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

  /// @return null if it is no date
  /// @throws DateTimeException if it is one that no calendar or clock has, or contradicts itself
  @Nullable WrittenDate parse() {
    while (!cursor.atEnd()) {
      boolean dayKnown = isDayKnown();
      if (clock.read(dayKnown, isInDigits())) {
        timeDue = false;
      } else if (!readNumber(dayKnown)
          && !readName()
          && !readBetween(dayKnown)
          && !zone.read(dayKnown, clock.found(), isRfc822(dayKnown))) {
        return null;
      }
    }
    decideNames();
    LocalDate day = timeDue ? null : resolveDay();
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

  private boolean isInDigits() {
    return date != null || slashed != null;
  }

  /// True if all that makes a day was read.
  private boolean isDayKnown() {
    return isInDigits()
        || numbers.size() == 3
        || numbers.size() == 2
            && (month > 0
                || !undecided.isEmpty() && numbers.stream().anyMatch(n -> n.isNumber(4, 4)));
  }

  private boolean isRfc822(boolean dayKnown) {
    return dayKnown && rfc822Month && clock.found() && !clock.twelveHours();
  }

  // --- days in digits

  private boolean readNumber(boolean dayKnown) {
    DateToken first = cursor.peek(0);
    if (first.kind() != DateToken.TokenKind.NUMBER || dayKnown) {
      return false;
    }
    if (numbers.isEmpty() && month < 0 && (readDigits() || readWeek() || readParts())) {
      return true;
    }
    if (!first.isNumber(1, 2) && !first.isNumber(4, 4)) {
      return false;
    }
    numbers.add(first);
    cursor.skip(1);
    if (!cursor.peek(0).spaced() && ORDINALS.contains(cursor.peek(0).text())) {
      cursor.skip(1);
    }
    return true;
  }

  /// `20250210`, with a time behind it, and `2025041`.
  private boolean readDigits() {
    String digits = cursor.peek(0).text();
    int length = digits.length();
    if (length != 7 && length != 8 && length != 12 && length != 14) {
      return false;
    }
    int year = Integer.parseInt(digits.substring(0, 4));
    date =
        length == 7
            ? LocalDate.ofYearDay(year, Integer.parseInt(digits.substring(4)))
            : LocalDate.of(
                year,
                Integer.parseInt(digits.substring(4, 6)),
                Integer.parseInt(digits.substring(6, 8)));
    cursor.skip(1);
    if (length > 8) {
      if (clock.found()) {
        throw new DateTimeException("two times");
      }
      clock.acceptDigits(digits.substring(8));
    }
    return true;
  }

  /// `2025-W07-1`, `2025W071`, `2025-W07`.
  private boolean readWeek() {
    int letter = cursor.peek(1).is("-") ? 2 : 1;
    if (!cursor.peek(0).isNumber(4, 4)
        || !cursor.peek(letter).is("w")
        || !cursor.isJoinedNumber(letter + 1, 2, 3)) {
      return false;
    }
    int year = cursor.peek(0).value();
    String digits = cursor.peek(letter + 1).text();
    int week = Integer.parseInt(digits.substring(0, 2));
    int day = digits.length() == 3 ? digits.charAt(2) - '0' : 1;
    cursor.skip(letter + 2);
    if (digits.length() == 2 && cursor.peek(0).is("-") && cursor.isJoinedNumber(1, 1, 1)) {
      day = cursor.peek(1).value();
      cursor.skip(2);
    }
    // The fourth of January always lies in the first week.
    LocalDate found =
        LocalDate.of(year, 1, 4)
            .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
            .with(ChronoField.DAY_OF_WEEK, day);
    if (found.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) != week) {
      throw new DateTimeException("no such week");
    }
    date = found;
    return true;
  }

  /// `2025-02-10`, `2025-02`, `2025-041`, `10/02/2025`, `10.02.25`, `10. 2. 2025`.
  private boolean readParts() {
    DateToken mark = cursor.peek(1);
    DateToken second = cursor.peek(2);
    boolean dots = mark.is(".");
    if (!mark.is("-") && !mark.is("/") && !dots
        || mark.spaced()
        || !second.isNumber(1, 3)
        || second.spaced() && !dots) {
      return false;
    }
    DateToken first = cursor.peek(0);
    DateToken third = cursor.peek(4);
    boolean three =
        cursor.peek(3).is(mark.text())
            && !cursor.peek(3).spaced()
            && (dots || !third.spaced())
            && third.isNumber(1, 4);
    if (first.isNumber(4, 4)) {
      return readYearFirst(first.value(), second, three ? third : null);
    }
    // Of two digits behind hyphens nobody can say which are the year.
    if (!three
        || !first.isNumber(1, 2)
        || !second.isNumber(1, 2)
        || !third.isNumber(4, 4) && (mark.is("-") || !third.isNumber(2, 2))) {
      return false;
    }
    slashed = new SlashedDate(first.value(), second.value(), toYear(third));
    cursor.skip(5);
    return true;
  }

  private boolean readYearFirst(int year, DateToken second, @Nullable DateToken third) {
    if (second.isNumber(3, 3)) {
      date = LocalDate.ofYearDay(year, second.value());
    } else if (third == null) {
      date = LocalDate.of(year, second.value(), 1);
      precision = Precision.MONTH;
    } else {
      date = LocalDate.of(year, second.value(), third.value());
      cursor.skip(2);
    }
    cursor.skip(3);
    return true;
  }

  private static int toYear(DateToken token) {
    int year = token.value();
    return token.text().length() > 2 ? year : year + (year < 70 ? 2000 : 1900);
  }

  // --- names, and what stands between

  private boolean readName() {
    DateToken word = cursor.peek(0);
    if (!word.isWord()) {
      return false;
    }
    int asMonth = CalendarNames.findMonth(word.text());
    int asWeekday = CalendarNames.findWeekday(word.text());
    boolean monthMissing = month < 0 && !isInDigits();
    if (asMonth > 0 && monthMissing) {
      rfc822Month = !numbers.isEmpty() && RFC822_MONTHS.contains(word.text());
      if (asWeekday >= 0) {
        undecided.add(word.text());
      } else {
        month = asMonth;
      }
    } else if (asWeekday >= 0 && weekday < 0) {
      weekday = asWeekday;
    } else {
      return false;
    }
    cursor.skip(1);
    return true;
  }

  private boolean readBetween(boolean dayKnown) {
    DateToken token = cursor.peek(0);
    DateToken next = cursor.peek(1);
    boolean joined = next.kind() == DateToken.TokenKind.NUMBER && !next.spaced();
    boolean accepted =
        FILLERS.contains(token.text())
            || SEPARATORS.contains(token.text())
            || isNothingRead() && ANNOUNCEMENT.contains(token.text())
            || token.is("-") && !joined && !cursor.atLast()
            || !dayKnown && (token.is("/") || token.is("-") && !clock.found())
            || dayKnown && !clock.found() && token.is(":") && joined;
    if (!accepted && !clock.found() && BEFORE_TIME.contains(token.text())) {
      timeDue = true;
      accepted = true;
    }
    cursor.skip(accepted ? 1 : 0);
    return accepted;
  }

  private boolean isNothingRead() {
    return !isInDigits()
        && numbers.isEmpty()
        && undecided.isEmpty()
        && month < 0
        && weekday < 0
        && !clock.found();
  }

  // --- what it means

  /// The last of the words that may be both is the month if there is no other, the rest weekdays.
  private void decideNames() {
    if (month < 0 && !isInDigits() && numbers.size() < 3 && !undecided.isEmpty()) {
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
    if (slashed != null) {
      return slashed.resolve(weekday);
    }
    if (date != null) {
      return date;
    }
    return month > 0 ? resolveNamed() : resolveNumbers();
  }

  /// `10 février 2025`, `Feb 10, 25`, `2025 February 10`. A month by name and a year, as on the
  /// cover of a magazine, say no day; only ISO 8601 has a form for a month.
  private @Nullable LocalDate resolveNamed() {
    if (numbers.size() != 2) {
      return null;
    }
    boolean yearFirst = numbers.getFirst().isNumber(4, 4);
    DateToken day = yearFirst ? numbers.getLast() : numbers.getFirst();
    DateToken year = yearFirst ? numbers.getFirst() : numbers.getLast();
    return year.isNumber(2, 4) ? LocalDate.of(toYear(year), month, day.value()) : null;
  }

  /// `10 02 2025`, `2025 02 10`, `2025`.
  private @Nullable LocalDate resolveNumbers() {
    if (numbers.isEmpty() || numbers.size() == 2) {
      return null;
    }
    int first = numbers.getFirst().value();
    if (numbers.size() == 1) {
      precision = Precision.YEAR;
      return numbers.getFirst().isNumber(4, 4) ? LocalDate.of(first, 1, 1) : null;
    }
    int second = numbers.get(1).value();
    if (numbers.getFirst().isNumber(4, 4)) {
      return LocalDate.of(first, second, numbers.getLast().value());
    }
    return numbers.getLast().isNumber(4, 4)
        ? new SlashedDate(first, second, numbers.getLast().value()).resolve(weekday)
        : null;
  }
}
