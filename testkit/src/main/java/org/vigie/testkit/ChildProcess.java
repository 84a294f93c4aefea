package org.vigie.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A process started by a test, whose standard output is collected by lines in UTF-8, and which can
/// be killed. Thread-safe.
public final class ChildProcess implements AutoCloseable {
  /// A process that is to end has this long, and longer than any of them takes.
  private static final Duration END_TIMEOUT = Duration.ofMinutes(3);

  private final Process process;
  private final Thread reader;
  private final Consumer<String> listener;
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  private ChildProcess(Process process, Consumer<String> listener) {
    this.process = process;
    this.listener = listener;
    reader = Thread.startVirtualThread(this::readOutput);
  }

  /// Starts a process. Nothing is collected if its output is redirected.
  public static ChildProcess start(ProcessBuilder builder) throws IOException {
    return start(builder, line -> {});
  }

  /// Starts a process.
  ///
  /// @param listener gets each line of the output as it arrives, on a thread of its own
  public static ChildProcess start(ProcessBuilder builder, Consumer<String> listener)
      throws IOException {
    return new ChildProcess(builder.start(), listener);
  }

  /// Starts the main method of a class in a JVM like [#createJavaCommand]; its standard error is
  /// that of this process.
  public static ChildProcess startJava(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(createJavaCommand(main));
    command.addAll(List.of(arguments));
    return start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  /// The command line of a JVM with the class path of this one, small and quick to start, up to the
  /// name of the main class.
  ///
  /// @param options further options of the JVM
  public static List<String> createJavaCommand(Class<?> main, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx384m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of(options));
    command.add("-cp");
    // Surefire may start this JVM with a jar that only names the class path.
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    return command;
  }

  private void readOutput() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        addLine(line);
        listener.accept(line);
      }
    } catch (IOException e) {
      // The process was killed.
    } finally {
      markEnded();
    }
  }

  private synchronized void addLine(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void markEnded() {
    ended = true;
    notifyAll();
  }

  /// The lines of its output so far.
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /// Finds the first line that it has printed and that meets a condition.
  ///
  /// @throws IllegalStateException with its output if it has ended without
  public synchronized Optional<String> findLine(Predicate<String> condition) {
    Optional<String> found = lines.stream().filter(condition).findFirst();
    if (found.isEmpty() && ended) {
      throw new IllegalStateException("the process has ended:\n" + String.join("\n", lines));
    }
    return found;
  }

  /// Waits for a line that meets a condition and returns the first.
  ///
  /// @throws IllegalStateException with its output if it ends without, or prints none in time
  public synchronized String awaitLine(Predicate<String> condition, Duration atMost)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    for (Optional<String> found = findLine(condition); ; found = findLine(condition)) {
      if (found.isPresent()) {
        return found.get();
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new IllegalStateException("no such line:\n" + String.join("\n", lines));
      }
      wait(left);
    }
  }

  /// Writes a line to its standard input, in UTF-8.
  public void writeLine(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Sends SIGTERM, as a supervisor does.
  public void requestStop() {
    process.destroy();
  }

  /// Kills it with SIGKILL and waits until it has ended.
  ///
  /// @return false if it had ended before
  public boolean kill() throws InterruptedException {
    boolean alive = process.isAlive();
    process.destroyForcibly();
    awaitEnd();
    return alive;
  }

  /// Waits until it has ended and all of its output is collected.
  ///
  /// @return its exit code
  /// @throws AssertionError if it does not end
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS) || !reader.join(END_TIMEOUT)) {
      throw new AssertionError("process " + process.pid() + " does not end");
    }
    return process.exitValue();
  }

  /// Kills it, if it still runs, without waiting.
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
