package org.vigie.app.terminal;

import org.jspecify.annotations.Nullable;

/// A failure that a person can resolve, described in one sentence. It ends a command without a
/// stack trace, with exit code 1, or 2 after wrong usage.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean usage;

  /// @param message what is wrong, where, and what to do about it
  public Problem(String message) {
    this(message, null);
  }

  /// @param message what is wrong, where, and what to do about it
  /// @param cause printed only if `VIGIE_DEBUG` is set
  public Problem(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private Problem(String message, @Nullable Throwable cause, boolean usage) {
    super(message, cause);
    this.usage = usage;
  }

  /// An error in the arguments, whatever the state of the system.
  public static Problem usage(String message) {
    return new Problem(message, null, true);
  }

  /// As [#usage(String)].
  ///
  /// @param cause printed only if `VIGIE_DEBUG` is set
  public static Problem usage(String message, Throwable cause) {
    return new Problem(message, cause, true);
  }

  /// Returns whether the arguments were wrong.
  public boolean isUsage() {
    return usage;
  }
}
