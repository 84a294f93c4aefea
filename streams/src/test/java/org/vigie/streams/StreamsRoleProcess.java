package org.vigie.streams;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.vigie.analysis.TextAnalyser;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;

/// The live application in a child process, so that a test can kill it.
final class StreamsRoleProcess implements AutoCloseable {
  private final Process process;

  private StreamsRoleProcess(Process process) {
    this.process = process;
  }

  /// Starts a process and waits until it is ready.
  static StreamsRoleProcess start(KafkaConnection connection, Path state, StreamsSettings settings)
      throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                StreamsRoleProcess.class.getName(),
                connection.bootstrapServers(),
                state.toString(),
                Integer.toString(settings.version()),
                Boolean.toString(settings.singleInstance()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("ready")) {
        return new StreamsRoleProcess(process);
      }
    }
    throw new IllegalStateException("ended with " + process.exitValue());
  }

  private static StreamsSettings settings(String[] arguments) {
    StreamsSettings settings = StreamsSettings.DEFAULT.withVersion(Integer.parseInt(arguments[2]));
    return Boolean.parseBoolean(arguments[3]) ? settings.asSingleInstance() : settings;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) throws InterruptedException {
    StreamsRole role =
        new StreamsRole(
            KafkaConnection.embedded(arguments[0]),
            Catalogue.live(),
            TextAnalyser.bundled(),
            Clock.systemUTC(),
            Path.of(arguments[1]),
            settings(arguments));
    role.start();
    while (!role.isReady()) {
      Thread.sleep(50);
    }
    System.out.println("ready");
    Thread.currentThread().join();
  }
}
