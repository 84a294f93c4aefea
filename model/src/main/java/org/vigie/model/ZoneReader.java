package org.vigie.model;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads the zone of a written date: `+0100`, `UTC-5`, `EST`, `Africa/Dakar`, `(heure de Paris)`,
/// `Z[Europe/Paris]`, `GMT+0000 (Coordinated Universal Time)`. A numeric offset counts more than a
/// name; two different offsets, or two different names, are an error.
final class ZoneReader {
  /// The clocks of the world are from -12:00 to +14:00.
  private static final int MAX_HOURS = 14;

  private static final int MAX_HOURS_WEST = 12;
  private static final int MAX_WORDS = 3;

  /// What an unknown zone has at most, such as `CHADT`.
  private static final int MAX_ABBREVIATION = 5;

  private final TokenCursor cursor;
  private @Nullable ZoneId zone;
  private boolean numeric;
  private int comments;
  private int commentBegin;
  private int commentEnd;

  ZoneReader(TokenCursor cursor) {
    this.cursor = cursor;
  }

  boolean found() {
    return zone != null || comments > 0;
  }

  /// Reads a zone, or a text in parentheses, if one stands here.
  ///
  /// @param rfc822 true behind a date and a time in the form of RFC 822: unknown zones are UTC
  boolean read(boolean dayKnown, boolean timeKnown, boolean rfc822) {
    DateToken first = cursor.peek(0);
    if (first.is("+") || first.is("-")) {
      return readOffset(dayKnown, timeKnown);
    }
    if (first.is("(")) {
      return skipComment();
    }
    if (first.is("[")) {
      return readBrackets();
    }
    if (!first.isWord() || !dayKnown && !timeKnown) {
      return false;
    }
    ZoneId named = findNamed(rfc822);
    if (named == null && isUnknownZone(first, rfc822)) {
      cursor.skip(1);
      named = ZoneOffset.UTC;
    }
    return named != null && accept(named, false);
  }

  /// The zone; that of Paris if none was written, null if a text in parentheses is none.
  @Nullable ZoneId resolve() {
    if (zone != null) {
      return zone;
    }
    return comments == 0 ? PressTimeZone.PARIS : comments == 1 ? readComment() : null;
  }

  /// Without a time, a hyphen may as well stand before one; without a day, before the day.
  private boolean readOffset(boolean dayKnown, boolean timeKnown) {
    DateToken sign = cursor.peek(0);
    String digits = cursor.peek(1).text();
    int length = digits.length();
    // Of +010 a digit is missing; -700 is written.
    if (!cursor.isJoinedNumber(1, 1, 4) || length == 3 && digits.startsWith("0")) {
      return false;
    }
    boolean colon = length < 3 && cursor.peek(2).is(":") && cursor.isJoinedNumber(3, 2, 2);
    int hours = Integer.parseInt(length < 3 ? digits : digits.substring(0, length - 2));
    boolean certain =
        sign.is("+") || (dayKnown ? timeKnown : colon) || length == 4 && sign.spaced();
    if (!certain || !timeKnown && (!dayKnown || hours > MAX_HOURS)) {
      return false;
    }
    int minutes = colon ? cursor.peek(3).value() : 0;
    if (length > 2) {
      minutes = Integer.parseInt(digits.substring(length - 2));
    }
    cursor.skip(colon ? 4 : 2);
    int factor = sign.is("-") ? -1 : 1;
    if (60 * hours + minutes > 60 * (factor < 0 ? MAX_HOURS_WEST : MAX_HOURS)) {
      throw new DateTimeException("an offset that no clock has");
    }
    return accept(ZoneOffset.ofHoursMinutes(factor * hours, factor * minutes), true);
  }

  /// RFC 5322 §4.3: zones in other letters are `-0000`. Beside an offset they do not matter.
  private boolean isUnknownZone(DateToken word, boolean rfc822) {
    return (rfc822 || numeric && word.spaced())
        && word.capitals()
        && word.text().length() <= MAX_ABBREVIATION;
  }

  /// RFC 822 lets comments stand in parentheses.
  private boolean skipComment() {
    int begin = cursor.position() + 1;
    int depth = 0;
    do {
      depth += cursor.peek(0).is("(") ? 1 : cursor.peek(0).is(")") ? -1 : 0;
      cursor.skip(1);
    } while (depth > 0 && !cursor.atEnd());
    comments++;
    commentBegin = begin;
    commentEnd = cursor.position() - 1;
    if (depth > 0) {
      throw new DateTimeException("a parenthesis without its end");
    }
    return true;
  }

  /// Some write the zone as a comment.
  private @Nullable ZoneId readComment() {
    cursor.moveTo(commentBegin);
    ZoneId named = findNamed(false);
    if (named == null) {
      named = findCity();
    }
    if (named != null && cursor.position() == commentEnd) {
      return named;
    }
    cursor.moveTo(commentBegin);
    while (cursor.position() < commentEnd) {
      if (cursor.peek(0).is("(") || !read(true, true, false)) {
        return null;
      }
    }
    return zone;
  }

  /// `[Europe/Paris]`, which explains the offset before it.
  private boolean readBrackets() {
    cursor.skip(1);
    ZoneId named = findNamed(false);
    if (named == null || !cursor.peek(0).is("]")) {
      throw new DateTimeException("no zone in brackets");
    }
    cursor.skip(1);
    return zone != null || accept(named, false);
  }

  private boolean accept(ZoneId read, boolean offset) {
    if (zone != null && numeric == offset && !zone.equals(read)) {
      throw new DateTimeException("two zones");
    }
    if (zone == null || offset) {
      zone = read;
      numeric = offset;
    }
    return true;
  }

  /// Moves behind the name of a zone, or stays and returns null.
  private @Nullable ZoneId findNamed(boolean rfc822) {
    int begin = cursor.position();
    boolean announced = skipHourOf();
    ZoneId found = announced ? findCity() : null;
    if (found == null) {
      found = findIdOrAbbreviation(rfc822);
    }
    if (found == null && !announced) {
      found = findCity();
      if (cursor.peek(0).is("time")) {
        cursor.skip(1);
      } else {
        found = null;
      }
    }
    if (found == null) {
      cursor.moveTo(begin);
    }
    return found;
  }

  /// `heure de`, `heure d'`, `heure de l'`.
  private boolean skipHourOf() {
    if (!cursor.peek(0).is("heure")) {
      return false;
    }
    cursor.skip(1);
    while (cursor.peek(0).is("de") || cursor.peek(0).is("d") || cursor.peek(0).is("l")) {
      cursor.skip(cursor.peek(1).is("'") || cursor.peek(1).is("’") ? 2 : 1);
    }
    return true;
  }

  private @Nullable ZoneId findCity() {
    StringBuilder name = new StringBuilder();
    for (int words = 0; words < MAX_WORDS && cursor.peek(words).isWord(); words++) {
      name.append(words == 0 ? "" : "_").append(cursor.peek(words).text());
      ZoneId found = TimeZoneNames.findCity(name.toString());
      if (found != null) {
        cursor.skip(words + 1);
        return found;
      }
    }
    return null;
  }

  private @Nullable ZoneId findIdOrAbbreviation(boolean rfc822) {
    if (!cursor.peek(0).isWord()) {
      return null;
    }
    ZoneId abbreviated = findAbbreviation(cursor.peek(0), rfc822);
    String word = cursor.peek(0).text();
    StringBuilder id = new StringBuilder(word);
    int length = 1;
    while (!cursor.peek(length).spaced() && isPartOfId(cursor.peek(length))) {
      id.append(cursor.peek(length++).text());
    }
    ZoneId found = length == 1 ? abbreviated : null;
    if (found == null) {
      found = TimeZoneNames.findRegion(id.toString());
    }
    // America/New York
    while (found == null
        && id.indexOf("/") > 0
        && length < 2 * MAX_WORDS
        && cursor.peek(length).isWord()) {
      id.append('_').append(cursor.peek(length++).text());
      found = TimeZoneNames.findRegion(id.toString());
    }
    if (found == null) {
      length = 1;
      found = abbreviated;
    }
    if (found != null) {
      cursor.skip(length);
    }
    return found;
  }

  /// RFC 822 knows no case; elsewhere, as with two letters, a word in small letters is none.
  private static @Nullable ZoneId findAbbreviation(DateToken word, boolean rfc822) {
    String name = word.text();
    return word.capitals() || TimeZoneNames.isNoWord(name) || rfc822 && name.length() > 2
        ? TimeZoneNames.findAbbreviation(name)
        : null;
  }

  private static boolean isPartOfId(DateToken token) {
    return token.kind() != DateToken.TokenKind.MARK
        || token.is("/")
        || token.is("_")
        || token.is("-")
        || token.is("+");
  }
}
