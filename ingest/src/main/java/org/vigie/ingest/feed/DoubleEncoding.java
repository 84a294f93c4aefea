package org.vigie.ingest.feed;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// Repairs text that was encoded twice: UTF-8 that a publisher decoded as Latin text and encoded
/// once more (`TrÃªve` for `Trêve`), and windows-1252 that was decoded as ISO-8859-1.
///
/// A text is judged as a whole. If each of its accents belongs to such a sequence, and one sequence
/// at least is none that a writer could have meant, all are repaired. Otherwise the text is right,
/// or joined from two sources: then only sequences inside a word are repaired, since a text about
/// encodings quotes them alone.
final class DoubleEncoding {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final String UNDEFINED = "\uFFFD";

  /// What windows-1252 has for the bytes 0x80 to 0x9f, for undefined ones the control characters.
  private static final String WINDOWS = windows();

  /// What may follow a capital letter at the end of a word: `CITÉ…`, `« IRMÃ »`.
  private static final String CLOSING = "\u00a0»”’›…–—";

  /// Some are encoded three times.
  private static final int MAX_TIMES = 3;

  /// So many sequences that mean letters of another script are no accident.
  private static final int CERTAINLY_FOREIGN = 4;

  private final String text;
  private final boolean foreign;

  private DoubleEncoding(String text) {
    this.text = text;
    foreign = countForeign() >= CERTAINLY_FOREIGN;
  }

  /// The text with its double encoding undone; the same text if there is none.
  static String repair(String text) {
    String repaired = text;
    for (int times = 0; times < MAX_TIMES && isPossible(repaired); times++) {
      repaired = new DoubleEncoding(repaired).onceEncoded();
    }
    return withoutControls(repaired);
  }

  private static String windows() {
    StringBuilder characters = new StringBuilder();
    for (int c = 0x80; c < 0xa0; c++) {
      String read = new String(new byte[] {(byte) c}, WINDOWS_1252);
      characters.append(read.equals(UNDEFINED) ? String.valueOf((char) c) : read);
    }
    return characters.toString();
  }

  /// A byte as windows-1252 has it; the control character where it has nothing.
  static char ofWindows(int b) {
    return b >= 0x80 && b < 0xa0 ? WINDOWS.charAt(b - 0x80) : (char) b;
  }

  /// Bytes of windows-1252 that were taken for ISO-8859-1 are control characters, which
  /// nobody sees: `L\u0092été` for `L’été`. Those that windows-1252 leaves undefined stay.
  private static String withoutControls(String text) {
    if (text.chars().noneMatch(c -> c >= 0x80 && c < 0xa0)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.chars().forEach(c -> out.append(ofWindows(c)));
    return out.toString();
  }

  /// A cheap look: the first byte of a sequence, and something behind it that is not ASCII.
  private static boolean isPossible(String text) {
    for (int i = 0; i < text.length() - 1; i++) {
      if (isLead(text.charAt(i)) && text.charAt(i + 1) >= 0x80) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLead(char c) {
    return c >= 0xc2 && c <= 0xf4;
  }

  private int countForeign() {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      count += isForeign(decode(i)) ? 1 : 0;
    }
    return count;
  }

  private String onceEncoded() {
    boolean certain = false;
    boolean whole = true;
    for (int i = 0; i < text.length(); ) {
      int length = sequence(i);
      certain |= length > 0 && isCertain(i, length);
      whole &= length > 0 || lost(i) != null || !isAccented(text.charAt(i));
      i += Math.max(1, length);
    }
    return certain ? replaceSequences(whole) : text;
  }

  private static boolean isAccented(char c) {
    return c >= 0x80 && Character.isLetter(c);
  }

  private String replaceSequences(boolean whole) {
    StringBuilder out = new StringBuilder(text.length());
    boolean before = false;
    for (int i = 0; i < text.length(); ) {
      int length = sequence(i);
      String lost = whole && length == 0 ? lost(i) : null;
      boolean inWord = before || isAsciiLetter(i - 1) || isAsciiLetter(i + length);
      before = length > 0 && (whole || inWord && isCertain(i, length));
      if (before) {
        out.appendCodePoint(decode(i));
      } else if (lost != null) {
        out.append(lost);
        length = lost.equals("à") ? 1 : 2;
      } else {
        length = 1;
        out.append(text.charAt(i));
      }
      i += length;
    }
    return out.toString();
  }

  private boolean isAsciiLetter(int i) {
    return i >= 0
        && i < text.length()
        && text.charAt(i) < 0x80
        && Character.isLetter(text.charAt(i));
  }

  /// How many characters stand here for one that a text may hold; 0 if they are none.
  private int sequence(int i) {
    int meant = decode(i);
    return isUsual(meant) || foreign && isForeign(meant) ? length(text.charAt(i)) : 0;
  }

  private static int length(char lead) {
    return !isLead(lead) ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  }

  /// The character that these characters are the UTF-8 of; -1 if they are not.
  private int decode(int i) {
    int length = length(text.charAt(i));
    if (length == 0 || i + length > text.length()) {
      return -1;
    }
    int meant = text.charAt(i) & 0x7f >> length;
    for (int k = 1; k < length; k++) {
      int b = toByte(text.charAt(i + k));
      if (b < 0x80 || b > 0xbf) {
        return -1;
      }
      meant = meant << 6 | b & 0x3f;
    }
    return meant;
  }

  private static int toByte(char c) {
    int index = c < 0x100 ? -1 : WINDOWS.indexOf(c);
    return c < 0x100 ? c : index < 0 ? -1 : 0x80 + index;
  }

  /// True if no writer can have meant these characters. A capital letter before a closing
  /// sign may be meant.
  private boolean isCertain(int i, int length) {
    int end = i + length;
    for (int k = i + 1; k < end; k++) {
      if (CLOSING.indexOf(ofWindows(text.charAt(k))) < 0) {
        return true;
      }
    }
    char before = i > 0 ? text.charAt(i - 1) : '.';
    char lead = text.charAt(i);
    boolean insideWord =
        Character.isLowerCase(before) && Character.isUpperCase(lead)
            || Character.isLetter(before) && lead == 'Â';
    char last = ofWindows(text.charAt(end - 1));
    char next = end < text.length() ? text.charAt(end) : '.';
    return insideWord
        || last == '\u00a0' && next == ' '
        || "”»›".indexOf(last) >= 0 && Character.isLetter(next);
  }

  /// What a sequence meant whose last character was lost on the way: the no-break space of `à`
  /// became a space, the undefined byte of `”` nothing.
  private @Nullable String lost(int i) {
    char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
    if (text.charAt(i) == 'Ã' && Character.isWhitespace(next)) {
      return "à";
    }
    return text.charAt(i) == 'â' && next == '€' ? "”" : null;
  }

  /// Characters that a text in a Latin script may hold. `CITÉ…` is valid as UTF-8 too, of a letter
  /// that nobody uses.
  private static boolean isUsual(int c) {
    return c >= 0x80 && c < 0x180
        || c >= 0x1e00 && c < 0x1f00
        || c >= 0x2000 && c < 0x2045
        || c == 0x192
        || c == 0x2c6
        || c == 0x2dc
        || c == 0x20ac
        || c == 0x2122
        || c >= 0x1f000 && c < 0x1fb00;
  }

  /// Greek, Cyrillic, Hebrew, Arabic.
  private static boolean isForeign(int c) {
    return c >= 0x370 && c < 0x700;
  }
}
