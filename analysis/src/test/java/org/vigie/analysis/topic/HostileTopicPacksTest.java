package org.vigie.analysis.topic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Malicious or malformed topic packs are rejected with one line that names the file.
class HostileTopicPacksTest {
  private static final String PACK =
      """
      topic: elections
      label: {fr: Élections, en: Elections}
      codes: [medtop:20000653]
      signals:
        vote:
          weight: 1
          any: [%s]
      examples:
        match: [Le scrutin est fixé]
      """;

  @TempDir private Path folder;

  private void assertRefused(byte[] content, String message) throws IOException {
    Path file = Files.write(folder.resolve("elections.yaml"), content);
    assertThatThrownBy(() -> TopicPacks.load(folder))
        .isInstanceOf(PackException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  private void assertRefused(String content, String message) throws IOException {
    assertRefused(content.getBytes(StandardCharsets.UTF_8), message);
  }

  @Test
  void refusesAliases() throws IOException {
    assertRefused(PACK.formatted("&a scrutin, *a"), "aliases are not read");
  }

  @Test
  void refusesDeepBrackets() throws IOException {
    String deep = "(".repeat(20_000) + "scrutin" + ")".repeat(20_000);
    assertRefused(PACK.formatted("'" + deep + "'"), "deep");
  }

  @Test
  void refusesDeepNesting() throws IOException {
    assertRefused("topic: " + "[".repeat(100_000), "");
    assertRefused("{a: ".repeat(100_000), "");
  }

  @Test
  void refusesLargeAndUndecodableFiles() throws IOException {
    assertRefused("# much\n".repeat(300_000), "larger than 1024 KiB");
    assertRefused("topic: \u00e9lections".getBytes(StandardCharsets.ISO_8859_1), "not UTF-8");
  }
}
