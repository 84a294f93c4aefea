package org.vigie.streams.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The native library of RocksDB, unpacked into the state directory, where the next start replaces
/// it. By itself RocksDB unpacks it into the directory for temporary files, under a new name each
/// time, and a process that is killed leaves 15 MB there.
public final class RocksDbLibrary {
  private static final Logger log = LoggerFactory.getLogger(RocksDbLibrary.class);

  private RocksDbLibrary() {}

  /// Loads it, unless this process has. Where it cannot be unpacked or run there, RocksDB does it
  /// its own way later.
  ///
  /// @param directory created if missing
  public static void unpackInto(Path directory) {
    try {
      Files.createDirectories(directory);
      NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
    } catch (IOException | LinkageError e) {
      log.info("RocksDB is unpacked elsewhere: {}", e.toString());
    }
  }
}
