package org.vigie.app.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vigie.app.crash.VigieProcess;
import org.vigie.model.Alert;
import org.vigie.wire.Json;

/// `vigie demo --json` in a process of its own, which can be killed.
final class DemoProcess implements AutoCloseable {
  private static final Duration END_TIMEOUT = Duration.ofMinutes(3);

  private final long started = System.nanoTime();
  private final Process process;
  private final Thread reader;
  private final List<Alert> alerts = Collections.synchronizedList(new ArrayList<>());
  private volatile @Nullable Duration firstAlert;

  private DemoProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::readOutput);
  }

  /// Starts a process.
  ///
  /// @param version of the topology
  static DemoProcess start(Path data, String length, int version) throws IOException {
    List<String> command = new ArrayList<>(VigieProcess.createJavaCommand());
    command.addAll(List.of("demo", "--json", "--data", data.toString(), "--for", length));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("VIGIE_STREAMS_VERSION", Integer.toString(version));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new DemoProcess(builder.start());
  }

  private void readOutput() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        handleLine(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ignores a line that a kill cut short: its alert did not reach anybody.
  private void handleLine(String line) {
    try {
      alerts.add(Json.read(line, Alert.class));
      if (firstAlert == null) {
        firstAlert = Duration.ofNanos(System.nanoTime() - started);
      }
    } catch (Json.MalformedJsonException e) {
      if (process.isAlive()) {
        throw e;
      }
    }
  }

  int countAlerts() {
    return alerts.size();
  }

  /// Kills it with SIGKILL and returns the alerts that it had printed.
  List<Alert> kill() throws InterruptedException {
    process.destroyForcibly();
    return awaitEnd();
  }

  /// Waits for its end and returns the alerts that it has printed.
  List<Alert> awaitEnd() throws InterruptedException {
    if (!process.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || !reader.join(END_TIMEOUT)) {
      throw new AssertionError("the demo does not end");
    }
    return List.copyOf(alerts);
  }

  /// The time from the start of the process to its first alert; null before that.
  @Nullable Duration firstAlert() {
    return firstAlert;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
