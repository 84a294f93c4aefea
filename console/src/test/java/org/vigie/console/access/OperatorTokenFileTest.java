package org.vigie.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTokenFileTest {
  @TempDir Path directory;

  @Test
  void keepsWhatItHasMadeForItsOwnerAlone() throws IOException {
    Path data = directory.resolve("data");
    String made = OperatorTokenFile.readOrCreate(data);
    assertThat(made).matches("[A-Za-z0-9_-]{43}");
    Path file = data.resolve("console.token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(OperatorTokenFile.readOrCreate(data)).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void takesNothingElseForAToken() throws IOException {
    Files.writeString(directory.resolve("console.token"), "short secret");
    assertThatIllegalStateException()
        .isThrownBy(() -> OperatorTokenFile.readOrCreate(directory))
        .withMessageContaining("console.token holds no token")
        .withMessageNotContaining("short secret");
  }
}
