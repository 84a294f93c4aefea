package org.vigie.notifier.channel.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// Adds lines to the end of a file, so that those of several threads and processes stay whole. A
/// line that a crash or a full disk has left without its end gets one first. Thread-safe.
final class LineAppender {
  private static final byte END = '\n';

  /// The process as a whole holds the lock on a file; its threads need one of their own.
  private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

  private LineAppender() {}

  /// Writes lines. When this returns, the operating system has them, as it has the records of a
  /// broker; they need not be on the disk yet.
  ///
  /// @param directory created if it does not exist
  /// @param name of the file, created if it does not exist
  /// @param lines each with its end
  /// @throws FileSystemException also if the file is a link or no regular file
  /// @throws IOException if not all could be written; some may have been
  /// @throws InterruptedException if the thread is interrupted
  static void append(Path directory, String name, byte[] lines)
      throws IOException, InterruptedException {
    WITHIN_PROCESS.lockInterruptibly();
    try {
      Files.createDirectories(directory);
      appendUnderLock(directory.resolve(name), lines);
    } catch (ClosedByInterruptException e) {
      // As the exception below has it.
      Thread.interrupted();
      throw new InterruptedException("while writing " + name);
    } finally {
      WITHIN_PROCESS.unlock();
    }
  }

  /// The lock ends when any channel of the file is closed, so the one that reads is closed after
  // it.
  private static void appendUnderLock(Path file, byte[] lines) throws IOException {
    refuseOtherThanFile(file);
    try (FileChannel out =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS);
        FileChannel in =
            FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = out.lock()) {
      ByteBuffer bytes = ByteBuffer.allocate(1 + lines.length);
      if (endsWithinLine(in)) {
        bytes.put(END);
      }
      bytes.put(lines).flip();
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
  }

  /// Opening a pipe would wait for its reader. A link that takes the place of the file after this
  /// check is not followed either.
  private static void refuseOtherThanFile(Path file) throws FileSystemException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(file.toString(), null, "is a link or no regular file");
    }
  }

  private static boolean endsWithinLine(FileChannel in) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    long size = in.size();
    return size > 0 && in.read(last, size - 1) == 1 && last.get(0) != END;
  }
}
