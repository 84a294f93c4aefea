package org.vigie.analysis.text;

import java.text.Normalizer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text as normalized characters, each with its source offsets: lower-case, accents composed,
/// HTML entities decoded, one kind of apostrophe, no invisible characters.
final class NormalizedText {
  private static final int MAX_ENTITY_LENGTH = 10;
  private static final Map<String, Character> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", '&'),
          Map.entry("lt", '<'),
          Map.entry("gt", '>'),
          Map.entry("quot", '"'),
          Map.entry("apos", '\''),
          Map.entry("nbsp", ' '),
          Map.entry("rsquo", '\''),
          Map.entry("lsquo", '\''),
          Map.entry("ldquo", '"'),
          Map.entry("rdquo", '"'),
          Map.entry("laquo", '«'),
          Map.entry("raquo", '»'),
          Map.entry("hellip", '…'),
          Map.entry("ndash", '-'),
          Map.entry("mdash", '-'),
          Map.entry("shy", '\u00ad'),
          Map.entry("eacute", 'é'),
          Map.entry("egrave", 'è'),
          Map.entry("ecirc", 'ê'),
          Map.entry("euml", 'ë'),
          Map.entry("agrave", 'à'),
          Map.entry("acirc", 'â'),
          Map.entry("ccedil", 'ç'),
          Map.entry("icirc", 'î'),
          Map.entry("iuml", 'ï'),
          Map.entry("ocirc", 'ô'),
          Map.entry("ouml", 'ö'),
          Map.entry("ugrave", 'ù'),
          Map.entry("ucirc", 'û'),
          Map.entry("uuml", 'ü'),
          Map.entry("oelig", 'œ'),
          Map.entry("Eacute", 'é'),
          Map.entry("Egrave", 'è'),
          Map.entry("Agrave", 'à'),
          Map.entry("Ccedil", 'ç'));

  /// Characters below this are normalized by a table, others by their Unicode category.
  private static final int TABLE_SIZE = 0x2100;

  private static final char DROPPED = 0;
  private static final char COMBINING_MARK = 1;
  private static final char[] NORMAL = createNormalTable();

  private static char[] createNormalTable() {
    char[] meant = new char[TABLE_SIZE];
    for (char c = 0; c < TABLE_SIZE; c++) {
      meant[c] = normalize(c);
    }
    return meant;
  }

  /// Returns the normalized character, [#DROPPED] or [#MARK]. Control characters stay, except the
  /// two that stand for these results and have no meaning in a text.
  private static char normalize(char c) {
    return switch (c) {
      case '`', '’', '‘', '‛', 'ʼ', 'ʹ', '′', '´', '＇' -> '\'';
      case DROPPED, COMBINING_MARK -> ' ';
      default ->
          switch (Character.getType(c)) {
            case Character.FORMAT -> DROPPED;
            case Character.NON_SPACING_MARK -> COMBINING_MARK;
            default -> Character.toLowerCase(c);
          };
    };
  }

  final char[] chars;
  int length;

  private final int from;

  /// Source offsets of the characters; null if each equals its index plus `from`, as in most texts.
  private int @Nullable [] starts;

  private int @Nullable [] ends;

  NormalizedText(String source, int from, int to) {
    this.from = from;
    chars = new char[to - from];
    source.getChars(from, to, chars, 0);
    while (length < chars.length && isIndependent(chars[length])) {
      chars[length] = NORMAL[chars[length]];
      length++;
    }
    if (length < chars.length) {
      normalizeRest(source, from + length, to);
    }
  }

  /// Returns whether a character is normalized to one character regardless of its neighbours.
  private static boolean isIndependent(char c) {
    return c < TABLE_SIZE && c != '&' && NORMAL[c] > COMBINING_MARK;
  }

  private void normalizeRest(String source, int at, int to) {
    int[] begins = new int[chars.length];
    int[] stops = new int[chars.length];
    for (int i = 0; i < length; i++) {
      begins[i] = from + i;
      stops[i] = from + i + 1;
    }
    starts = begins;
    ends = stops;
    for (int next = at; next < to; ) {
      next = normalizeNext(source, next, to, begins, stops);
    }
  }

  /// Returns the source offset of the first UTF-16 unit of a character.
  int sourceStart(int index) {
    return starts == null ? from + index : starts[index];
  }

  /// Returns the source offset after the last UTF-16 unit of a character.
  int sourceEnd(int index) {
    return ends == null ? from + index + 1 : ends[index];
  }

  private int normalizeNext(String source, int at, int to, int[] begins, int[] stops) {
    char c = source.charAt(at);
    int end = at + 1;
    if (c == '&') {
      int semicolon = source.indexOf(';', at, Math.min(to, at + MAX_ENTITY_LENGTH));
      int meant = semicolon < 0 ? -1 : decodeEntity(source.substring(at + 1, semicolon));
      if (meant >= 0) {
        c = (char) meant;
        end = semicolon + 1;
      }
    }
    char meant = c < TABLE_SIZE ? NORMAL[c] : normalize(c);
    switch (meant) {
      case DROPPED -> {}
      case COMBINING_MARK -> composeAccent(c, end, stops);
      default -> {
        chars[length] = meant;
        begins[length] = at;
        stops[length++] = end;
      }
    }
    return end;
  }

  /// Returns the character of an entity, -1 if it is unknown or cannot be part of a French word or
  /// the punctuation around it.
  private static int decodeEntity(String name) {
    Character named = ENTITIES.get(name);
    if (named != null) {
      return named;
    }
    if (name.length() < 2 || name.charAt(0) != '#') {
      return -1;
    }
    boolean hex = name.charAt(1) == 'x' || name.charAt(1) == 'X';
    try {
      int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      return code > 0 && code < Character.MIN_SURROGATE ? code : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void composeAccent(char mark, int end, int[] stops) {
    if (length == 0) {
      return;
    }
    String composed = Normalizer.normalize("" + chars[length - 1] + mark, Normalizer.Form.NFC);
    if (composed.length() == 1) {
      chars[length - 1] = composed.charAt(0);
    }
    stops[length - 1] = end;
  }
}
