package org.vigie.app.filter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.SafeText;
import org.vigie.wire.JsonLines;

/// Reads lines of files, or of standard input if none is named, and passes each to a step. A line
/// that the step rejects gives one error line on standard error, with its place; the others go on.
public final class LineFilter {
  private final Terminal terminal;
  private final String command;
  private boolean failed;

  /// Of the line that is being handled.
  private String place = "";

  /// @param command name of the command, for error lines
  public LineFilter(Terminal terminal, String command) {
    this.terminal = terminal;
    this.command = command;
  }

  /// Handles one line.
  @FunctionalInterface
  public interface LineHandler {
    /// @throws RuntimeException if the line is invalid; its message is the reason
    void handleLine(String line);
  }

  /// Passes every line of every file to the step.
  ///
  /// @return the exit code: 1 if a line was invalid or a file could not be read
  public int run(List<Path> files, LineHandler step) {
    if (files.isEmpty()) {
      readLines("standard input", terminal.in(), step);
    }
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        readLines(file.toString(), in, step);
      } catch (NoSuchFileException e) {
        reportProblem("there is no file " + file);
      } catch (IOException e) {
        reportProblem(file + ": cannot be read: " + e.getMessage());
      }
    }
    terminal.flush();
    return exitCode();
  }

  /// Prints one error line and sets the exit code to 1.
  public void reportProblem(String what) {
    failed = true;
    terminal.printStatus(SafeText.toLine("vigie " + command + ": " + what));
  }

  /// As [#reportProblem], of the line that the step is handling, which it may use all the same.
  public void reportLineProblem(String what) {
    reportProblem(place + what);
  }

  /// 1 if a problem was reported, else 0.
  public int exitCode() {
    return failed ? 1 : 0;
  }

  private void readLines(String name, InputStream in, LineHandler step) {
    JsonLines lines = new JsonLines(in);
    try {
      for (JsonLines.Line line = lines.readLine();
          line != null && terminal.writeFailure() == null;
          line = lines.readLine()) {
        handleLine(name, line, step);
      }
    } catch (IOException e) {
      reportProblem(name + ": cannot be read: " + e.getMessage());
    }
  }

  private void handleLine(String name, JsonLines.Line line, LineHandler step) {
    place = name + ":" + line.number() + ": ";
    String text = line.text();
    if (text == null) {
      reportLineProblem(String.valueOf(line.problem()));
      return;
    }
    try {
      step.handleLine(text);
    } catch (RuntimeException e) {
      reportLineProblem(String.valueOf(e.getMessage()));
    }
  }
}
