package org.vigie.ingest.fetch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Chunks that stand in a body itself: sent in chunks twice, or as `aws-chunked` with the signature
/// of each.
final class BodyChunks {
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,7})[ \\t]*(?:;.*)?");

  private BodyChunks() {}

  /// Joins the chunks of a body.
  ///
  /// @return null if there are none
  static byte @Nullable [] join(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    int at = 0;
    while (at < body.length) {
      String line = readLine(body, at);
      Matcher size = CHUNK.matcher(line);
      if (!size.matches()) {
        return null;
      }
      int announced = Integer.parseInt(size.group(1), 16);
      if (announced == 0) {
        break;
      }
      int start = at + line.length() + 2;
      int length = Math.min(announced, body.length - start);
      out.write(body, start, length);
      at = start + length + 2;
      if (at <= body.length && (body[at - 2] != '\r' || body[at - 1] != '\n')) {
        return null;
      }
    }
    return out.size() == 0 ? null : out.toByteArray();
  }

  /// The line that begins at an index and ends with CR LF; empty if there is none of at most 200
  /// bytes.
  private static String readLine(byte[] body, int from) {
    for (int i = from; i + 1 < body.length && i < from + 200; i++) {
      if (body[i] == '\r' && body[i + 1] == '\n') {
        return new String(body, from, i - from, StandardCharsets.ISO_8859_1);
      }
    }
    return "";
  }
}
