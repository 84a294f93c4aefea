package org.vigie.app.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vigie.app.Main;
import org.vigie.testkit.ChildProcess;

/// The `vigie` command in a process of its own, which can be killed. Its output goes to a file.
public final class VigieProcess implements AutoCloseable {
  private final ChildProcess process;
  private final Path output;
  private final Instant started;

  private VigieProcess(ChildProcess process, Path output, Instant started) {
    this.process = process;
    this.output = output;
    this.started = started;
  }

  /// Starts a process.
  ///
  /// @param output file that standard output and standard error are appended to
  /// @param environment variables added to those of this process, of which no setting of Vigie or
  ///     Kafka is inherited
  public static VigieProcess start(
      Path output, Map<String, String> environment, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(ChildProcess.createJavaCommand(Main.class));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("VIGIE_") || name.startsWith("KAFKA_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    return new VigieProcess(ChildProcess.start(builder), output, Instant.now());
  }

  /// The time of its start.
  public Instant started() {
    return started;
  }

  /// Returns whether it is running.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Checks that it is running.
  ///
  /// @throws AssertionError with its last output if it has ended
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("it ended by itself, and said last:\n" + readLastOutput());
    }
  }

  /// Kills it with SIGKILL.
  ///
  /// @return false if it had ended before
  public boolean kill() throws InterruptedException {
    return process.kill();
  }

  /// Sends SIGTERM, as a supervisor does.
  public void requestStop() {
    process.requestStop();
  }

  /// Sends SIGTERM and waits for its end.
  public void stop() throws InterruptedException {
    process.requestStop();
    process.awaitEnd();
  }

  /// The last lines of its output.
  public String readLastOutput() {
    try {
      List<String> lines = Files.readAllLines(output);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "(" + output + " cannot be read: " + e.getMessage() + ")";
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
