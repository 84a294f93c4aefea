package org.vigie.app.terminal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Standard output, in UTF-8 and buffered. It remembers why it could not be written, which a
/// [PrintStream] swallows. Thread-safe.
public final class ResultStream extends PrintStream {
  private static final int BUFFER = 1 << 16;

  private final WatchedOutput target;

  /// @param target where the bytes go
  /// @param onReaderLeft called once, by the thread that writes, when whoever read them has gone
  public ResultStream(OutputStream target, Runnable onReaderLeft) {
    this(new WatchedOutput(target, onReaderLeft));
  }

  private ResultStream(WatchedOutput target) {
    super(new BufferedOutputStream(target, BUFFER), false, StandardCharsets.UTF_8);
    this.target = target;
  }

  /// Why bytes that have left the buffer could not be written; null if all could.
  public @Nullable IOException failure() {
    return target.failure;
  }

  /// Whether the reader has gone, as `head` does when it has seen enough.
  public boolean hasReaderLeft() {
    IOException found = target.failure;
    return found != null && isClosedPipe(found);
  }

  /// The JDK passes on the words of the system alone, without its number. They are English: the
  /// launcher chooses the locale.
  private static boolean isClosedPipe(IOException failure) {
    String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return reason.contains("pipe") || reason.contains("connection reset");
  }

  private static final class WatchedOutput extends OutputStream {
    private final OutputStream out;
    private final Runnable onReaderLeft;
    private volatile @Nullable IOException failure;

    WatchedOutput(OutputStream out, Runnable onReaderLeft) {
      this.out = out;
      this.onReaderLeft = onReaderLeft;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        boolean first = failure == null;
        failure = e;
        if (first && isClosedPipe(e)) {
          onReaderLeft.run();
        }
        throw e;
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
