package org.vigie.app.terminal;

import org.jspecify.annotations.Nullable;

/// Something that a person can mend, said in one sentence. It ends a command with exit code 1 and
/// without a stack trace.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message what is wrong, where, and what to do about it
  public Problem(String message) {
    this(message, null);
  }

  /// @param message what is wrong, where, and what to do about it
  /// @param cause shown under `VIGIE_DEBUG` only
  public Problem(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
