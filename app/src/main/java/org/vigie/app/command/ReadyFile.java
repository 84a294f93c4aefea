package org.vigie.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Tells a supervisor that a role works: a file that is touched every second while it does, and
/// removed when it stops. One that is older than a few seconds means a role that hangs or is gone.
final class ReadyFile implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Path file;
  private final InstantSource clock;
  private Instant due = Instant.MIN;

  /// @param file whose directory exists
  ReadyFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /// Says that the role works at this moment; may be called as often as one likes.
  void touch() {
    Instant now = clock.instant();
    if (now.isBefore(due)) {
      return;
    }
    try {
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
      Files.setLastModifiedTime(file, FileTime.from(now));
      due = now.plus(INTERVAL);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot touch " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }
}
