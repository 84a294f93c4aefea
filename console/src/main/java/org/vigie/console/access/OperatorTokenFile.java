package org.vigie.console.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// The file that keeps the operator token that was made where none is configured, so that the
/// address that was printed stays valid over restarts. Only its owner can read it.
public final class OperatorTokenFile {
  private static final String NAME = "console.token";

  private static final Set<PosixFilePermission> OF_OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private OperatorTokenFile() {}

  /// The token in a directory; made if there is none.
  ///
  /// @throws UncheckedIOException if it can be neither read nor made
  /// @throws IllegalStateException if the file holds something else
  public static String readOrCreate(Path directory) {
    Path file = directory.resolve(NAME);
    try {
      Files.createDirectories(directory);
      try {
        create(file);
      } catch (FileAlreadyExistsException e) {
        // As it should be from the second start on.
        restrict(file);
        if (Files.size(file) == 0) {
          // A start was ended between the two steps of making it.
          write(file);
        }
      }
      return check(file, Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the operator token in " + file, e);
    }
  }

  private static void create(Path file) throws IOException {
    FileAttribute<?>[] attributes =
        isPosix(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OF_OWNER)}
            : new FileAttribute<?>[0];
    Files.createFile(file, attributes);
    write(file);
  }

  private static void write(Path file) throws IOException {
    Files.write(
        file,
        (SecretText.create() + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.WRITE);
  }

  private static void restrict(Path file) throws IOException {
    if (isPosix(file) && !Files.getPosixFilePermissions(file).equals(OF_OWNER)) {
      Files.setPosixFilePermissions(file, OF_OWNER);
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static String check(Path file, String token) {
    if (!token.matches("[A-Za-z0-9_-]{" + AccessTokens.MIN_LENGTH + ",200}")) {
      throw new IllegalStateException(
          file + " holds no token; delete it, and a new one is made at the next start");
    }
    return token;
  }
}
