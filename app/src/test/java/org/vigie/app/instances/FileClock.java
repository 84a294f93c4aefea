package org.vigie.app.instances;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands still until it is set. Its time is stored in a file, so that other processes
/// share it.
final class FileClock extends Clock {
  private final Path file;

  FileClock(Path file) {
    this.file = file;
  }

  void set(Instant now) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, now.toString());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  Path file() {
    return file;
  }

  @Override
  public Instant instant() {
    try {
      return Instant.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("UTC only");
  }
}
