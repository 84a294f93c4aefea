package org.vigie.app.terminal;

import org.jspecify.annotations.Nullable;

/// Something that a person can mend, said in one sentence. It ends a command without a stack trace,
/// with exit code 1, or 2 where the command was used wrongly.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean usage;

  /// @param message what is wrong, where, and what to do about it
  public Problem(String message) {
    this(message, null);
  }

  /// @param message what is wrong, where, and what to do about it
  /// @param cause shown under `VIGIE_DEBUG` only
  public Problem(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private Problem(String message, @Nullable Throwable cause, boolean usage) {
    super(message, cause);
    this.usage = usage;
  }

  /// What was typed makes no sense, whatever state things are in.
  public static Problem usage(String message) {
    return new Problem(message, null, true);
  }

  /// As [#usage(String)].
  ///
  /// @param cause shown under `VIGIE_DEBUG` only
  public static Problem usage(String message, Throwable cause) {
    return new Problem(message, cause, true);
  }

  /// True where the command was used wrongly.
  public boolean isUsage() {
    return usage;
  }
}
