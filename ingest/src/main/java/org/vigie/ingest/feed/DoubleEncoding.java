package org.vigie.ingest.feed;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Repairs text that was encoded twice: UTF-8 that a publisher decoded as Latin text and encoded
/// once more (`TrÃªve` for `Trêve`), and windows-1252 that was decoded as ISO-8859-1. A text is
/// repaired only as a whole: one accent that is encoded once shows that the rest is right.
final class DoubleEncoding {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final String UNDEFINED = "\uFFFD";

  private DoubleEncoding() {}

  /// The text with its double encoding undone; the same text if there is none.
  static String repair(String text) {
    return withoutControls(onceEncoded(text));
  }

  /// Bytes of windows-1252 that were taken for ISO-8859-1 are control characters, which
  /// nobody sees: `L\u0092été` for `L’été`. Those that windows-1252 leaves undefined stay.
  private static String withoutControls(String text) {
    if (text.chars().noneMatch(DoubleEncoding::isControl)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String meant = isControl(c) ? ofWindows(c) : null;
      out.append(meant == null ? String.valueOf(c) : meant);
    }
    return out.toString();
  }

  /// What windows-1252 has in the place of a control character, null if it has nothing.
  static @Nullable String ofWindows(int control) {
    String read = new String(new byte[] {(byte) control}, WINDOWS_1252);
    return read.equals(UNDEFINED) ? null : read;
  }

  private static String onceEncoded(String text) {
    if (!isPossible(text)) {
      return text;
    }
    byte[] bytes = bytes(text);
    if (bytes.length == 0) {
      return text;
    }
    try {
      String read =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return isUsual(read) || text.chars().anyMatch(DoubleEncoding::isControl) ? read : text;
    } catch (CharacterCodingException e) {
      return text;
    }
  }

  /// A cheap look: whatever is not ASCII begins with a first byte of UTF-8, and something is not.
  private static boolean isPossible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return c >= 0xc2 && c <= 0xf4 && i + 1 < text.length() && text.charAt(i + 1) >= 0x80;
      }
    }
    return false;
  }

  /// The bytes that were taken for text; none if no Latin charset has these characters. Bytes
  /// that windows-1252 leaves undefined come as control characters.
  private static byte[] bytes(String text) {
    CharsetEncoder encoder = WINDOWS_1252.newEncoder();
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    CharBuffer one = CharBuffer.allocate(1);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x100) {
        bytes.put((byte) c);
      } else {
        one.clear().put(c).flip();
        if (encoder.reset().encode(one, bytes, true).isUnmappable()) {
          return new byte[0];
        }
      }
    }
    byte[] written = new byte[bytes.flip().remaining()];
    bytes.get(written);
    return written;
  }

  /// Characters that a text in a Latin script may hold. `CITÉ…` is valid as UTF-8 too, of a letter
  /// that nobody uses.
  private static boolean isUsual(String text) {
    return text.chars()
        .allMatch(
            c ->
                c < 0x80
                    || c >= 0xa0 && c < 0x180
                    || c >= 0x2000 && c < 0x2045
                    || c == 0x20ac
                    || c == 0x2122);
  }

  /// No publisher writes these; they are bytes that were taken for characters.
  private static boolean isControl(int c) {
    return c >= 0x80 && c < 0xa0;
  }
}
