package org.vigie.model;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text of a written date, read form by form from left to right: in small letters without
/// accents or characters that nobody sees, digits of all scripts as `0` to `9`, all dashes as `-`,
/// spaces single. A form must end with [#NUMBER_END] or [#WORD_END] if it ends with a digit or a
/// letter, and its quantifiers be bounded or without a choice: reading takes linear time.
final class DateText {
  static final String NUMBER_END = "(?!\\d)";
  static final String WORD_END = "(?!\\p{L})";

  private static final Pattern ANYTHING = Pattern.compile("");

  private final String cased;
  private final String text;
  private int position;
  private int pieceEnd;
  private final Matcher match;

  DateText(String written) {
    cased = simplify(written);
    text = cased.toLowerCase(Locale.ROOT);
    match = ANYTHING.matcher(text).useTransparentBounds(true);
    moveTo(0);
  }

  /// A word as the names of [CalendarNames] are written.
  static String toPlain(String word) {
    return new DateText(word).text;
  }

  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
    pieceEnd = newPosition;
    if (isDigit(position)) {
      while (isDigit(pieceEnd)) {
        pieceEnd++;
      }
    } else if (isLetter(position)) {
      while (isLetter(pieceEnd)) {
        pieceEnd += Character.charCount(text.codePointAt(pieceEnd));
      }
    } else if (!atEnd()) {
      pieceEnd += Character.charCount(text.codePointAt(pieceEnd));
    }
  }

  boolean atEnd() {
    return position == text.length();
  }

  boolean atDigit() {
    return isDigit(position);
  }

  boolean atLetter() {
    return isLetter(position);
  }

  /// The word, the digits or the mark that stands here, empty at the end.
  String piece() {
    return text.substring(position, pieceEnd);
  }

  /// Moves behind the piece that stands here, and a space.
  boolean takePiece() {
    moveTo(behindSpace(pieceEnd));
    return true;
  }

  /// The character behind the piece that stands here and a space; 0 if that piece is the last.
  char follower() {
    int next = behindSpace(pieceEnd);
    return next < text.length() ? text.charAt(next) : 0;
  }

  /// True if a digit stands directly behind the piece that stands here.
  boolean isJoinedToNumber() {
    return isDigit(pieceEnd);
  }

  /// True if a space or the beginning of the text is before the position.
  boolean spaced() {
    return position == 0 || text.charAt(position - 1) == ' ';
  }

  /// Moves behind this form, and a space, if it stands here; its parts are known until the next
  /// call.
  boolean take(Pattern form) {
    match.usePattern(form).region(position, text.length());
    boolean found = match.lookingAt();
    if (found) {
      moveTo(behindSpace(match.end()));
    }
    return found;
  }

  /// True if the piece that stands here has no small letters.
  boolean isInCapitals() {
    return cased.substring(position, pieceEnd).codePoints().noneMatch(Character::isLowerCase);
  }

  /// True if the form taken last has this part.
  boolean has(int part) {
    return part <= match.groupCount() && match.start(part) >= 0;
  }

  /// A part of the form taken last, 0 for the whole; empty if it is not there.
  String part(int part) {
    return has(part) ? text.substring(match.start(part), match.end(part)) : "";
  }

  int number(int part, int absent) {
    return has(part) ? Integer.parseInt(text, match.start(part), match.end(part), 10) : absent;
  }

  /// Moves behind a text in parentheses, in which others may stand, and returns what is inside;
  /// null if none stands here.
  @Nullable String takeParenthesis() {
    if (atEnd() || text.charAt(position) != '(') {
      return null;
    }
    int begin = position + 1;
    int depth = 1;
    for (int i = begin; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        moveTo(behindSpace(i + 1));
        return cased.substring(begin, i);
      }
    }
    throw new DateTimeException("a parenthesis without its end");
  }

  private int behindSpace(int end) {
    return end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
  }

  private boolean isDigit(int index) {
    return index < text.length() && Character.isDigit(text.charAt(index));
  }

  private boolean isLetter(int index) {
    return index < text.length() && Character.isLetter(text.codePointAt(index));
  }

  private static String simplify(String written) {
    String text = Normalizer.normalize(written, Normalizer.Form.NFKD);
    StringBuilder plain = new StringBuilder(text.length());
    boolean spaced = true;
    for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
      if (!(space ? spaced : isInvisible(c))) {
        spaced = space;
        plain.appendCodePoint(space ? ' ' : toAscii(c));
      }
    }
    return plain.toString().stripTrailing();
  }

  private static int toAscii(int c) {
    int digit = Character.digit(c, 10);
    boolean dash = c == '\u2212' || Character.getType(c) == Character.DASH_PUNCTUATION;
    return digit >= 0 ? '0' + digit : dash ? '-' : c;
  }

  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT;
  }
}
