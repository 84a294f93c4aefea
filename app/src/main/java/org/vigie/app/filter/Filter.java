package org.vigie.app.filter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.vigie.app.terminal.Terminal;
import org.vigie.wire.JsonLines;

/// Reads lines of files, or of standard input if none is named, and passes each to a step. A line
/// that the step rejects gives one error line on standard error, with its place; the others go on.
public final class Filter {
  private final Terminal terminal;
  private final String command;
  private boolean failed;

  /// @param command name of the command, for error lines
  public Filter(Terminal terminal, String command) {
    this.terminal = terminal;
    this.command = command;
  }

  /// Handles one line.
  @FunctionalInterface
  public interface Step {
    /// @throws RuntimeException if the line is invalid; its message is the reason
    void take(String line);
  }

  /// Passes every line of every file to the step.
  ///
  /// @return the exit code: 1 if a line was invalid or a file could not be read
  public int run(List<Path> files, Step step) {
    if (files.isEmpty()) {
      read("standard input", terminal.in(), step);
    }
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        read(file.toString(), in, step);
      } catch (NoSuchFileException e) {
        problem("there is no file " + file);
      } catch (IOException e) {
        problem(file + ": cannot be read: " + e.getMessage());
      }
    }
    terminal.flush();
    return exitCode();
  }

  /// Prints one error line and sets the exit code to 1.
  public void problem(String what) {
    failed = true;
    terminal.say(Terminal.clean("vigie " + command + ": " + what));
  }

  /// 1 if a problem was reported, else 0.
  public int exitCode() {
    return failed ? 1 : 0;
  }

  private void read(String name, InputStream in, Step step) {
    JsonLines lines = new JsonLines(in);
    try {
      for (JsonLines.Line line = lines.next(); line != null; line = lines.next()) {
        take(name, line, step);
      }
    } catch (IOException e) {
      problem(name + ": cannot be read: " + e.getMessage());
    }
  }

  private void take(String name, JsonLines.Line line, Step step) {
    String text = line.text();
    if (text == null) {
      problem(name + ":" + line.number() + ": " + line.problem());
      return;
    }
    try {
      step.take(text);
    } catch (RuntimeException e) {
      problem(name + ":" + line.number() + ": " + e.getMessage());
    }
  }
}
