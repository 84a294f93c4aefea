package org.vigie.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The text of header values. [GuardedHttpClient] gives and takes them as ISO-8859-1, one character
/// for each byte, so that a validator goes back as it came; most servers mean UTF-8.
public final class HeaderText {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private HeaderText() {}

  /// The text for people: read as UTF-8, as windows-1252 if it is not valid.
  public static String decode(String value) {
    String text = decodeUtf8(value);
    return text == null ? new String(toBytes(value), WINDOWS_1252) : text;
  }

  /// The text of an address: read as UTF-8; if it is not valid, each byte beyond ASCII is escaped,
  /// for the server alone knows its encoding.
  public static String decodeAddress(String value) {
    String text = decodeUtf8(value);
    if (text != null) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    for (byte b : toBytes(value)) {
      escaped.append(b >= 0 ? Character.toString(b) : String.format(Locale.ROOT, "%%%02X", b));
    }
    return escaped.toString();
  }

  private static byte[] toBytes(String value) {
    return value.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static @Nullable String decodeUtf8(String value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(toBytes(value))).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
