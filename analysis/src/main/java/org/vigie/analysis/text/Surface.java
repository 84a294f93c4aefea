package org.vigie.analysis.text;

import java.text.Normalizer;
import java.util.Map;

/// The characters of a text as they are meant: lower-case, accents composed, entities decoded, one
/// kind of apostrophe, invisible characters gone; each with the place it came from.
final class Surface {
  private static final int LONGEST_ENTITY = 10;
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

  final char[] chars;
  final int[] starts;
  final int[] ends;
  int length;

  Surface(String source, int from, int to) {
    chars = new char[to - from];
    starts = new int[to - from];
    ends = new int[to - from];
    int at = from;
    while (at < to) {
      at = take(source, at, to);
    }
  }

  private int take(String source, int at, int to) {
    char c = source.charAt(at);
    if (c == '&') {
      int end = source.indexOf(';', at, Math.min(to, at + LONGEST_ENTITY));
      int meant = end < 0 ? -1 : entity(source.substring(at + 1, end));
      if (meant >= 0) {
        put((char) meant, at, end + 1);
        return end + 1;
      }
    }
    put(c, at, at + 1);
    return at + 1;
  }

  /// The character that an entity stands for, -1 for none that could be part of a French word or of
  /// its surroundings.
  private static int entity(String name) {
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

  private void put(char c, int start, int end) {
    if (c < 0x80) {
      append(c == '`' ? '\'' : c >= 'A' && c <= 'Z' ? (char) (c + 32) : c, start, end);
      return;
    }
    switch (c) {
      case '’', '‘', '‛', 'ʼ', 'ʹ', '′', '´', '＇' -> append('\'', start, end);
      default -> {
        switch (Character.getType(c)) {
          case Character.FORMAT -> {}
          case Character.NON_SPACING_MARK -> compose(c, end);
          default -> append(Character.toLowerCase(c), start, end);
        }
      }
    }
  }

  private void append(char c, int start, int end) {
    chars[length] = c;
    starts[length] = start;
    ends[length++] = end;
  }

  private void compose(char mark, int end) {
    if (length == 0) {
      return;
    }
    String composed = Normalizer.normalize("" + chars[length - 1] + mark, Normalizer.Form.NFC);
    if (composed.length() == 1) {
      chars[length - 1] = composed.charAt(0);
    }
    ends[length - 1] = end;
  }
}
