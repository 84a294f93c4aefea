package org.vigie.app.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The input, output and environment of a command.
///
/// @param in standard input, UTF-8 bytes
/// @param out results, buffered: call [#flush] after output that a person waits for
/// @param err everything that is not a result, UTF-8
/// @param columns the width of the terminal that shows results; 0 if none does
/// @param colours whether results may contain escape sequences
/// @param environment the environment variables of the process
/// @param clock the time
/// @param shutdown the request to end the process
public record Terminal(
    InputStream in,
    ResultStream out,
    PrintStream err,
    int columns,
    boolean colours,
    Map<String, String> environment,
    Clock clock,
    ShutdownSignal shutdown) {

  /// The terminal of this process. Colours are used only if standard output is a terminal and
  /// `NO_COLOR` is not set (<https://no-color.org>).
  public static Terminal ofProcess() {
    Map<String, String> environment = System.getenv();
    ShutdownSignal shutdown = new ShutdownSignal();
    return new Terminal(
        System.in,
        new ResultStream(new FileOutputStream(FileDescriptor.out), shutdown::request),
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.err), 1 << 16),
            true,
            StandardCharsets.UTF_8),
        isTerminal() ? Integer.getInteger("vigie.columns", 0) : 0,
        isTerminal() && environment.getOrDefault("NO_COLOR", "").isEmpty(),
        environment,
        Clock.systemUTC(),
        shutdown);
  }

  /// Prefers the launcher script's answer: the JDK's console answers for standard input and output
  /// together.
  private static boolean isTerminal() {
    String setting = System.getProperty("vigie.terminal");
    return setting != null
        ? Boolean.parseBoolean(setting)
        : System.console() != null && System.console().isTerminal();
  }

  /// Prints one line of result.
  public void printLine(String line) {
    out.print(line);
    out.print('\n');
  }

  /// Prints one line about the work on standard error.
  public void printStatus(String line) {
    out.flush();
    err.print(line);
    err.print('\n');
    err.flush();
  }

  /// Returns why a result could not be written, once it has left the buffer; null if all could.
  public @Nullable IOException writeFailure() {
    return out.failure();
  }

  /// Flushes both streams.
  public void flush() {
    out.flush();
    err.flush();
  }

  /// Returns whether every detail of a failure is requested (`VIGIE_DEBUG`).
  public boolean isDebug() {
    return !environment.getOrDefault("VIGIE_DEBUG", "").isEmpty();
  }
}
