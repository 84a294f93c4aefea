package org.vigie.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How much room is left for the data of a process. A broker whose disk is full ends the process at
/// once; so a start asks for some room, and who watches this ends in good order before.
///
/// Thread-safe.
public final class DiskSpace {
  /// Bytes without which no broker starts. Its data may take six million at first.
  static final long BROKER = 64L << 20;

  /// Bytes without which the roles do not start: while they run, RocksDB reserves some 110 million
  /// for its logs, which an orderly end gives back.
  public static final long ROLES = 250L << 20;

  /// Bytes below which an operator is warned.
  static final long WARNING = 100L << 20;

  /// Bytes below which the process ends: what an orderly end writes fits in.
  static final long STOP = 32L << 20;

  private static final Logger log = LoggerFactory.getLogger(DiskSpace.class);

  private final Path directory;
  private final LongSupplier free;
  private boolean low;

  /// @param directory an existing one
  public DiskSpace(Path directory) {
    this(directory, () -> measureFree(directory));
  }

  DiskSpace(Path directory, LongSupplier free) {
    this.directory = directory;
    this.free = free;
  }

  /// How it is.
  public enum Level {
    /// There is enough.
    ENOUGH,
    /// It works, but an operator should make room.
    LOW,
    /// Nothing more must be written.
    FULL
  }

  /// @param level what it means
  /// @param free bytes
  /// @param message one sentence for an operator, empty if there is enough
  public record Space(Level level, long free, String message) {}

  /// @param needed bytes
  /// @throws IllegalStateException if there is less room
  public void require(long needed) {
    long found = free.getAsLong();
    if (found < needed) {
      throw new IllegalStateException(describe(found, needed, "start"));
    }
  }

  /// Measures it. Logs a warning when it becomes low.
  public synchronized Space measure() {
    long found = free.getAsLong();
    if (found < STOP) {
      return new Space(Level.FULL, found, describe(found, STOP, "go on"));
    }
    if (found >= WARNING) {
      low = false;
      return new Space(Level.ENOUGH, found, "");
    }
    String message =
        "the disk of %s is nearly full: %s free; below %s everything stops"
            .formatted(directory, megabytes(found), megabytes(STOP));
    if (!low) {
      low = true;
      log.warn("{}", message);
    }
    return new Space(Level.LOW, found, message);
  }

  /// What to say where the broker has ended the process.
  String describeEnd() {
    long found = free.getAsLong();
    return found < STOP
        ? describe(found, STOP, "go on")
        : "the broker cannot write to "
            + directory
            + " and has ended the process; the log says why";
  }

  private String describe(long found, long needed, String purpose) {
    return "the disk of %s is full: %s free, %s needed to %s; make room and start again, nothing is lost"
        .formatted(directory, megabytes(found), megabytes(needed), purpose);
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MB";
  }

  private static long measureFree(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      // Nothing is known; whoever writes there learns it.
      return Long.MAX_VALUE;
    }
  }
}
