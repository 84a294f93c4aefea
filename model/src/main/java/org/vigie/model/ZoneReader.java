package org.vigie.model;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the zone of a written date: `+0100`, `UTC-5`, `EST`, `Africa/Dakar`, `(heure de Paris)`,
/// `Z[Europe/Paris]`, `GMT+0000 (Coordinated Universal Time)`. A numeric offset counts more than a
/// name; two different offsets, or two different names, are an error.
final class ZoneReader {
  /// The clocks of the world are from -12:00 to +14:00.
  private static final int MAX_HOURS = 14;

  private static final int MAX_HOURS_WEST = 12;
  private static final int MAX_WORDS = 3;

  /// Of `+010` a digit is missing; `-700` is written.
  private static final Pattern OFFSET =
      Pattern.compile(
          "([+-])(?!0\\d\\d"
              + DateText.NUMBER_END
              + ")(\\d\\d??)(?:(\\s?:)?(\\d\\d))?"
              + DateText.NUMBER_END);

  private static final Pattern ID = Pattern.compile("\\p{L}[\\p{L}\\d/_+-]*+");

  /// `heure de`, `heure d'`, `heure de l'`.
  private static final Pattern HOUR_OF =
      Pattern.compile(
          "heure"
              + DateText.WORD_END
              + "(?:\\s?(?:de|d|l)"
              + DateText.WORD_END
              + "(?:\\s?['’])?)*+");

  /// What an unknown zone has at most, such as `CHADT`.
  private static final int MAX_ABBREVIATION = 5;

  private final DateText text;

  /// RFC 822 lets comments stand in parentheses.
  private final List<String> comments = new ArrayList<>();

  private @Nullable ZoneId zone;
  private boolean numeric;

  ZoneReader(DateText text) {
    this.text = text;
  }

  boolean found() {
    return zone != null || !comments.isEmpty();
  }

  /// Reads a zone, or a text in parentheses, if one stands here.
  ///
  /// @param rfc822 true behind a date and a time in the form of RFC 822: unknown zones are UTC
  boolean read(boolean dayKnown, boolean timeKnown, boolean rfc822) {
    String piece = text.piece();
    if (piece.equals("+") || piece.equals("-")) {
      return readOffset(dayKnown, timeKnown);
    }
    if (piece.equals("[")) {
      return readBrackets();
    }
    String comment = text.takeParenthesis();
    if (comment != null) {
      return comments.add(comment);
    }
    if (!text.atLetter() || !dayKnown && !timeKnown) {
      return false;
    }
    ZoneId named = findNamed(rfc822);
    if (named == null && isUnknownZone(piece, rfc822)) {
      text.takePiece();
      named = ZoneOffset.UTC;
    }
    return named != null && accept(named, false);
  }

  /// RFC 5322 §4.3: zones in other letters are `-0000`. Beside an offset they do not matter.
  private boolean isUnknownZone(String word, boolean rfc822) {
    return (rfc822 || numeric && text.spaced())
        && text.isInCapitals()
        && word.length() <= MAX_ABBREVIATION;
  }

  /// The zone; that of Paris if none was written, null if a text in parentheses is none.
  @Nullable ZoneId resolve() {
    if (zone != null) {
      return zone;
    }
    return switch (comments.size()) {
      case 0 -> PressTimeZone.PARIS;
      case 1 -> readComment(comments.getFirst());
      default -> null;
    };
  }

  /// Without a time, a hyphen may as well stand before one; without a day, before the day.
  private boolean readOffset(boolean dayKnown, boolean timeKnown) {
    int begin = text.position();
    boolean spaced = text.spaced();
    if (!text.take(OFFSET)) {
      return false;
    }
    boolean colon = text.has(3);
    int sign = text.part(1).equals("-") ? -1 : 1;
    int hours = text.number(2, 0);
    int minutes = text.number(4, 0);
    boolean certain =
        sign > 0
            || (dayKnown ? timeKnown : colon)
            || spaced && !colon && text.part(0).length() == "-0500".length();
    if (!certain || !timeKnown && (!dayKnown || hours > MAX_HOURS)) {
      text.moveTo(begin);
      return false;
    }
    if (60 * hours + minutes > 60 * (sign < 0 ? MAX_HOURS_WEST : MAX_HOURS)) {
      throw new DateTimeException("an offset that no clock has");
    }
    return accept(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes), true);
  }

  /// Some write the zone as a comment.
  private static @Nullable ZoneId readComment(String comment) {
    ZoneReader whole = new ZoneReader(new DateText(comment));
    ZoneId named = whole.findNamed(false);
    if (named == null) {
      named = whole.findCity();
    }
    if (named != null && whole.text.atEnd()) {
      return named;
    }
    ZoneReader pieces = new ZoneReader(new DateText(comment));
    while (!pieces.text.atEnd()) {
      if (!pieces.read(true, true, false)) {
        return null;
      }
    }
    return pieces.comments.isEmpty() ? pieces.zone : null;
  }

  /// `[Europe/Paris]`, which explains the offset before it.
  private boolean readBrackets() {
    text.takePiece();
    ZoneId named = findNamed(false);
    if (named == null || !text.piece().equals("]")) {
      throw new DateTimeException("no zone in brackets");
    }
    text.takePiece();
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
    int begin = text.position();
    boolean announced = text.piece().equals("heure") && text.take(HOUR_OF);
    ZoneId found = announced ? findCity() : null;
    if (found == null) {
      found = findIdOrAbbreviation(rfc822);
    }
    if (found == null && !announced) {
      ZoneId city = findCity();
      found = text.piece().equals("time") && text.takePiece() ? city : null;
    }
    if (found == null) {
      text.moveTo(begin);
    }
    return found;
  }

  private @Nullable ZoneId findCity() {
    int begin = text.position();
    String name = "";
    for (int words = 0; words < MAX_WORDS && text.atLetter(); words++) {
      name += (words == 0 ? "" : "_") + text.piece();
      text.takePiece();
      ZoneId found = TimeZoneNames.findCity(name);
      if (found != null) {
        return found;
      }
    }
    text.moveTo(begin);
    return null;
  }

  private @Nullable ZoneId findIdOrAbbreviation(boolean rfc822) {
    int begin = text.position();
    ZoneId abbreviated = findAbbreviation(rfc822);
    String word = text.piece();
    if (!text.take(ID)) {
      return null;
    }
    String id = text.part(0);
    if (abbreviated != null && id.equals(word)) {
      return abbreviated;
    }
    ZoneId found = TimeZoneNames.findRegion(id);
    // America/New York
    for (int words = 1; found == null && words < MAX_WORDS && text.atLetter(); words++) {
      id += "_" + text.piece();
      found = id.contains("/") && text.takePiece() ? TimeZoneNames.findRegion(id) : null;
    }
    if (found == null) {
      text.moveTo(begin);
      found = abbreviated != null && text.takePiece() ? abbreviated : null;
    }
    return found;
  }

  /// RFC 822 knows no case; elsewhere, as with two letters, a word in small letters is none.
  private @Nullable ZoneId findAbbreviation(boolean rfc822) {
    String name = text.piece();
    return text.isInCapitals() || TimeZoneNames.isNoWord(name) || rfc822 && name.length() > 2
        ? TimeZoneNames.findAbbreviation(name)
        : null;
  }
}
