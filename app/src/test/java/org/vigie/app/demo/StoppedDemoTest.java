package org.vigie.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.Main;
import org.vigie.testkit.ChildProcess;

/// The demo, asked to end by SIGTERM at random moments of its first seconds: it neither crashes nor
/// leaves anything behind.
class StoppedDemoTest {
  private static final int LATEST_MILLIS = 6000;

  @TempDir Path directory;

  @Test
  void endsWellAtAnyMoment() throws Exception {
    stopAtRandom(3);
  }

  @Tag("proof")
  @Test
  void endsWellAtManyMoments() throws Exception {
    stopAtRandom(100);
  }

  private void stopAtRandom(int runs) throws Exception {
    Random random = new Random(Long.getLong("crash.seed", 20_260_321L));
    for (int i = 0; i < runs; i++) {
      stopAfter(random.nextInt(LATEST_MILLIS));
    }
  }

  private void stopAfter(int millis) throws Exception {
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    List<String> command =
        new ArrayList<>(
            ChildProcess.createJavaCommand(
                Main.class,
                "-Djava.io.tmpdir=" + temporary,
                "-XX:ErrorFile=" + directory.resolve("crash"),
                "-Dlog4j.shutdownHookEnabled=false"));
    command.addAll(List.of("demo", "--json"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("VIGIE_MANAGEMENT_ADDRESS", "off");
    try (ChildProcess demo = ChildProcess.start(builder)) {
      // The moment is what is drawn: nothing is waited for.
      TimeUnit.MILLISECONDS.sleep(millis);
      demo.requestStop();
      int code = demo.awaitEnd();
      String what = "after " + millis + " ms: " + String.join("\n", demo.lines());
      assertThat(code).as(what).isIn(0, 128 + 15);
      assertThat(list(directory)).as(what).containsExactly(temporary);
      assertThat(list(temporary)).as(what).isEmpty();
    }
  }

  private static List<Path> list(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.toList();
    }
  }
}
