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

/// The time of the news: it stands still until it is set. It lies in a file, so that other
/// processes go by it too.
final class NewsClock extends Clock {
  private final Path file;

  NewsClock(Path file) {
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
