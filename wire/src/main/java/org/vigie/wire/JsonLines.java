package org.vigie.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads a stream of UTF-8 text line by line and numbers the lines. A line that is too long or not
/// UTF-8 is returned with its problem, and reading goes on. Blank lines are left out, and a
/// byte order mark before a line: files may have been joined. Not safe to share between threads.
public final class JsonLines {
  /// Bytes of the longest line that is read.
  public static final int MAX_LINE_BYTES = 16 << 20;

  private final InputStream in;
  private int number;

  /// @param in not closed here
  public JsonLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /// One line.
  ///
  /// @param number from 1
  /// @param text null if the line cannot be read
  /// @param problem why it cannot be read, null if it can
  public record Line(int number, @Nullable String text, @Nullable String problem) {}

  /// The next line that is not blank, null at the end.
  public @Nullable Line readLine() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    while (true) {
      bytes.reset();
      int last = readBytes(bytes);
      if (last < 0 && bytes.size() == 0) {
        return null;
      }
      number++;
      Line line = decodeLine(bytes);
      if (line.text() == null || !line.text().isBlank()) {
        return line;
      }
    }
  }

  /// Reads up to the end of the line; of what exceeds the longest line, one byte is kept.
  private int readBytes(ByteArrayOutputStream bytes) throws IOException {
    int next = in.read();
    while (next >= 0 && next != '\n') {
      if (bytes.size() <= MAX_LINE_BYTES) {
        bytes.write(next);
      }
      next = in.read();
    }
    return next;
  }

  private Line decodeLine(ByteArrayOutputStream bytes) {
    if (bytes.size() > MAX_LINE_BYTES) {
      return new Line(number, null, "longer than " + MAX_LINE_BYTES + " bytes");
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      return new Line(number, text.startsWith("\ufeff") ? text.substring(1) : text, null);
    } catch (CharacterCodingException e) {
      return new Line(number, null, "not UTF-8");
    }
  }
}
