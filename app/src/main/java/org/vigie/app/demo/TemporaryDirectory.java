package org.vigie.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// A directory for one run, removed when this is closed. While it is in use a file in it is locked,
/// so that a later run can tell, and remove, what a killed one has left. Thread-safe.
public final class TemporaryDirectory implements AutoCloseable {
  private static final String PREFIX = "vigie-demo-";
  private static final String LOCK = "in-use.lock";

  /// A broker that still runs may make a file in a directory that is just being emptied.
  private static final int REMOVALS = 5;

  private final Path path;
  private final FileChannel lock;

  private TemporaryDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Makes one in the directory for temporary files, and removes those that are no longer in use.
  ///
  /// @throws IOException if none can be made
  public static TemporaryDirectory create() throws IOException {
    return create(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /// As [#create()], in this directory.
  static TemporaryDirectory create(Path parent) throws IOException {
    while (true) {
      Path path = Files.createTempDirectory(parent, PREFIX);
      @Nullable FileChannel lock = lock(path, true);
      // Another start may take a directory without a locked file for one that was left.
      if (lock != null) {
        removeLeft(parent, path);
        return new TemporaryDirectory(path, lock);
      }
    }
  }

  /// The directory.
  public Path path() {
    return path;
  }

  private static void removeLeft(Path parent, Path own) throws IOException {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path other : others) {
        if (!other.equals(own) && isOfSameOwner(other, own)) {
          removeIfLeft(other);
        }
      }
    }
  }

  private static boolean isOfSameOwner(Path other, Path own) {
    try {
      return Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
    } catch (IOException e) {
      return false;
    }
  }

  /// What cannot be removed now stays for a later run.
  private static void removeIfLeft(Path other) {
    try {
      if (!Files.exists(other.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)) {
        // Nothing but an empty one: its process was killed before it made the file.
        Files.deleteIfExists(other);
        return;
      }
      try (FileChannel lock = lock(other, false)) {
        if (lock != null) {
          remove(other);
        }
      }
    } catch (IOException e) {
      // In use, or removed by another.
    }
  }

  private static @Nullable FileChannel lock(Path directory, boolean create) throws IOException {
    Path file = directory.resolve(LOCK);
    try {
      return lock(
          create
              ? FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
              : FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
          file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /// Locks an open file. Returns null, and closes it, if it is in use, or was removed by another
  /// start since it was opened: the lock of a removed file keeps nobody out.
  static @Nullable FileChannel lock(FileChannel channel, Path file) throws IOException {
    try {
      if (channel.tryLock() != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // In use in this process.
    }
    channel.close();
    return null;
  }

  /// Removes it with all it holds. Does nothing the second time.
  ///
  /// @throws UncheckedIOException if something is left
  @Override
  public synchronized void close() {
    try (lock) {
      remove(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    }
  }

  private static void remove(Path directory) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Utils.delete(directory.toFile());
        return;
      } catch (IOException e) {
        if (attempt == REMOVALS) {
          throw e;
        }
      }
    }
  }
}
