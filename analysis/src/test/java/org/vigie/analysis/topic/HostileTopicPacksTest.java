package org.vigie.analysis.topic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1001", "-1001", "1e300"})
  void refusesWeightsThatAreNoUsableNumbers(String number) throws IOException {
    String pack = PACK.formatted("scrutin");
    assertRefused(
        pack.replace("weight: 1", "weight: " + number),
        "signals.vote.weight (line 6): must be a number from -1000 to 1000");
    assertRefused(
        pack.replace("weight: 1", "weight: 1\n    title: " + number),
        "signals.vote.title (line 7): must be a number from -1000 to 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "0", "-1", "1e-13", "1001"})
  void refusesThresholdsThatAreNoUsableNumbers(String number) throws IOException {
    assertRefused(
        PACK.formatted("scrutin").replace("signals:", "threshold: " + number + "\nsignals:"),
        "threshold (line 4): must be a number from 0.001 to 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0h", "169h", "8d", "48", "48 h", "-1h", "1.5h", "99999999999h", "[48h]"})
  void refusesTimesOfRepeatsThatAreNone(String time) throws IOException {
    assertRefused(
        PACK.formatted("scrutin").replace("signals:", "repeat: " + time + "\nsignals:"),
        "repeat (line 4): must be ");
  }
}
