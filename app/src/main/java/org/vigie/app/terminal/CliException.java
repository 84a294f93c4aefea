package org.vigie.app.terminal;

import org.jspecify.annotations.Nullable;

/// A failure that a person can resolve, described in one sentence. It ends a command without a
/// stack trace, with exit code 1, or 2 after wrong usage.
public final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean usageError;

  /// @param message what is wrong, where, and what to do about it
  public CliException(String message) {
    this(message, null);
  }

  /// @param message what is wrong, where, and what to do about it
  /// @param cause printed only if `VIGIE_DEBUG` is set
  public CliException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private CliException(String message, @Nullable Throwable cause, boolean usage) {
    super(message, cause);
    this.usageError = usage;
  }

  /// An error in the arguments, whatever the state of the system.
  public static CliException createUsageError(String message) {
    return new CliException(message, null, true);
  }

  /// As [#createUsageError(String)].
  ///
  /// @param cause printed only if `VIGIE_DEBUG` is set
  public static CliException createUsageError(String message, Throwable cause) {
    return new CliException(message, cause, true);
  }

  /// Returns whether the arguments were wrong.
  public boolean isUsageError() {
    return usageError;
  }
}
