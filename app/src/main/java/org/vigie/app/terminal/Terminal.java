package org.vigie.app.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/// The input, output and environment of a command.
///
/// @param in standard input, UTF-8 bytes
/// @param out results, UTF-8, buffered: call [#flush] after output that a person waits for
/// @param err everything that is not a result, UTF-8
/// @param colours whether results may contain escape sequences
/// @param environment the environment variables of the process
/// @param clock the time, with the zone in which times are shown
/// @param shutdown the request to end the process
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean colours,
    Map<String, String> environment,
    Clock clock,
    ShutdownSignal shutdown) {

  /// The terminal of this process. Colours are used only if standard output is a terminal and
  /// `NO_COLOR` is not set (<https://no-color.org>).
  public static Terminal ofProcess() {
    Map<String, String> environment = System.getenv();
    return new Terminal(
        System.in,
        openUtf8(FileDescriptor.out, false),
        openUtf8(FileDescriptor.err, true),
        isTerminal() && environment.getOrDefault("NO_COLOR", "").isEmpty(),
        environment,
        Clock.systemDefaultZone(),
        new ShutdownSignal());
  }

  private static PrintStream openUtf8(FileDescriptor descriptor, boolean autoFlush) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16),
        autoFlush,
        StandardCharsets.UTF_8);
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

  /// Returns whether writing a result has failed: the reader closed the pipe, or the disk is full.
  public boolean hasWriteError() {
    return out.checkError();
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
