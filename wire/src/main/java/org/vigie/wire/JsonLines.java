package org.vigie.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Lines of a stream of UTF-8 text, one at a time and numbered, a bad line being told apart from
/// the end. Blank lines are passed over, a byte order mark is dropped. Not safe to share between
/// threads.
public final class JsonLines {
  /// Longest line that is read, in bytes.
  public static final int LONGEST = 16 << 20;

  private final InputStream in;
  private int number;

  /// @param in not closed here
  public JsonLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /// One line.
  ///
  /// @param number from 1
  /// @param text null where the line cannot be read
  /// @param problem why it cannot, null where it can
  public record Line(int number, @Nullable String text, @Nullable String problem) {}

  /// The next line that is not blank, null at the end.
  public @Nullable Line next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    while (true) {
      bytes.reset();
      int last = read(bytes);
      if (last < 0 && bytes.size() == 0) {
        return null;
      }
      number++;
      Line line = line(bytes);
      if (line.text() == null || !line.text().isBlank()) {
        return line;
      }
    }
  }

  /// Reads up to the end of the line; what is beyond the longest is dropped but for one byte.
  private int read(ByteArrayOutputStream bytes) throws IOException {
    int next = in.read();
    while (next >= 0 && next != '\n') {
      if (bytes.size() <= LONGEST) {
        bytes.write(next);
      }
      next = in.read();
    }
    return next;
  }

  private Line line(ByteArrayOutputStream bytes) {
    if (bytes.size() > LONGEST) {
      return new Line(number, null, "longer than " + LONGEST + " bytes");
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      return new Line(
          number, number == 1 && text.startsWith("\ufeff") ? text.substring(1) : text, null);
    } catch (CharacterCodingException e) {
      return new Line(number, null, "not UTF-8");
    }
  }
}
