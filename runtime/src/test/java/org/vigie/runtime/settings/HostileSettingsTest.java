package org.vigie.runtime.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of settings made to do harm are refused in one line that names them.
class HostileSettingsTest {
  @TempDir private Path folder;

  private void assertRefused(String content, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("vigie.yaml"), content);
    assertThatThrownBy(() -> SampleSettings.SCHEMA.read(file, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void multipliesNoAliases() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
    }
    assertRefused(bomb.toString(), "unknown key 'a0'");
  }

  @Test
  void followsNoNestingWithoutEnd() throws IOException {
    assertRefused("alert: " + "[".repeat(100_000), "");
    assertRefused("{a: ".repeat(100_000), "");
  }

  @Test
  void readsNoFileThatCannotBeSettings() throws IOException {
    assertRefused("# much\n".repeat(300_000), "larger than 1024 KiB");
  }
}
