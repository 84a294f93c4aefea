package org.vigie.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.app.Main;
import org.vigie.model.Alert;
import org.vigie.testkit.ChildProcess;
import org.vigie.wire.Json;

/// `vigie demo --json` in a process of its own, which can be killed.
final class DemoProcess implements AutoCloseable {
  private final long started = System.nanoTime();
  private final ChildProcess process;
  private volatile @Nullable Duration firstAlert;

  private DemoProcess(ProcessBuilder builder) throws IOException {
    process = ChildProcess.start(builder, line -> recordTimeOfFirst());
  }

  /// Starts a process.
  ///
  /// @param version of the topology
  static DemoProcess start(Path data, String length, int version) throws IOException {
    List<String> command = new ArrayList<>(ChildProcess.createJavaCommand(Main.class));
    command.addAll(List.of("demo", "--json", "--data", data.toString(), "--for", length));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("VIGIE_STREAMS_VERSION", Integer.toString(version));
    return new DemoProcess(builder.redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  private void recordTimeOfFirst() {
    if (firstAlert == null) {
      firstAlert = Duration.ofNanos(System.nanoTime() - started);
    }
  }

  int countAlerts() {
    return process.lines().size();
  }

  /// Kills it with SIGKILL and returns the alerts that it had printed, without a line that the kill
  /// cut short: its alert did not reach anybody.
  List<Alert> kill() throws InterruptedException {
    process.kill();
    List<Alert> alerts = new ArrayList<>();
    for (String line : process.lines()) {
      try {
        alerts.add(Json.read(line, Alert.class));
      } catch (Json.MalformedJsonException cut) {
        break;
      }
    }
    return alerts;
  }

  /// Waits for its end and returns the alerts that it has printed.
  List<Alert> awaitEnd() throws InterruptedException {
    process.awaitEnd();
    return process.lines().stream().map(line -> Json.read(line, Alert.class)).toList();
  }

  /// The time from the start of the process to its first alert; null before that.
  @Nullable Duration firstAlert() {
    return firstAlert;
  }

  @Override
  public void close() {
    process.close();
  }
}
