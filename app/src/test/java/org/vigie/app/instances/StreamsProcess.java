package org.vigie.app.instances;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.vigie.analysis.TextAnalyser;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsSettings;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;

/// An instance of the streams in a process of its own, to be killed.
final class StreamsProcess implements AutoCloseable {
  private static final String READY = "ready";
  private static final int LOOK_MILLIS = 50;

  private final Process process;
  private final CompletableFuture<Boolean> ready;

  private StreamsProcess(Process process) {
    this.process = process;
    ready = CompletableFuture.supplyAsync(() -> awaitReadyLine(process));
  }

  static StreamsProcess start(KafkaConnection connection, Path state, FileClock clock)
      throws IOException {
    return new StreamsProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                StreamsProcess.class.getName(),
                connection.bootstrapServers(),
                state.toString(),
                clock.file().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private static boolean awaitReadyLine(Process process) {
    try {
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      String line = output.readLine();
      while (line != null && !line.equals(READY)) {
        line = output.readLine();
      }
      return line != null;
    } catch (IOException e) {
      return false;
    }
  }

  /// Returns whether it processes its share of the tasks.
  ///
  /// @throws IllegalStateException if it has ended instead
  boolean isReady() {
    if (ready.isDone() && !ready.join()) {
      throw new IllegalStateException("the instance ended before it was ready");
    }
    return ready.isDone();
  }

  /// Kills it with SIGKILL.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /// Runs until it is killed.
  ///
  /// @param arguments address of the broker, state directory, file of the clock
  public static void main(String[] arguments) throws InterruptedException {
    StreamsRole role =
        new StreamsRole(
            KafkaConnection.embedded(arguments[0]),
            Catalogue.live(),
            TextAnalyser.bundled(),
            new FileClock(Path.of(arguments[2])),
            Path.of(arguments[1]),
            StreamsSettings.DEFAULT);
    role.start();
    while (!role.isReady()) {
      Thread.sleep(LOOK_MILLIS);
    }
    System.out.println(READY);
    Thread.currentThread().join();
  }
}
