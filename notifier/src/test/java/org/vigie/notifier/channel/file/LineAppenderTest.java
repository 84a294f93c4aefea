package org.vigie.notifier.channel.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.testkit.ChildProcess;

class LineAppenderTest {
  private static final int LINES = 300;
  private static final int LENGTH = 20_000;

  @TempDir Path directory;

  /// Appends long lines of one letter while another process does.
  static final class Writer {
    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      Files.createFile(directory.resolve(arguments[1]));
      while (!Files.exists(directory.resolve(arguments[2]))) {
        Thread.onSpinWait();
      }
      byte[] line = (arguments[1].repeat(LENGTH) + "\n").getBytes(UTF_8);
      for (int i = 0; i < LINES; i++) {
        LineAppender.append(directory, "lines", line);
      }
    }
  }

  @Test
  void keepsTheLinesOfSeveralProcessesWhole() throws Exception {
    String place = directory.toString();
    try (ChildProcess one = ChildProcess.startJava(Writer.class, place, "a", "b");
        ChildProcess other = ChildProcess.startJava(Writer.class, place, "b", "a")) {
      assertThat(one.awaitEnd()).isZero();
      assertThat(other.awaitEnd()).isZero();
    }
    List<String> lines = Files.readAllLines(directory.resolve("lines"));
    assertThat(lines).hasSize(2 * LINES).allMatch(line -> line.matches("a+|b+"));
    assertThat(lines).allMatch(line -> line.length() == LENGTH);
  }
}
