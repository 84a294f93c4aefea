package org.vigie.runtime.settings;

import org.jspecify.annotations.Nullable;

/// A configuration that cannot be used. The message is one sentence for the person who wrote it and
/// names the place: the file, the variable, the key. It never holds the value of a secret.
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message what is wrong and where
  public SettingsException(String message) {
    this(message, null);
  }

  /// @param message what is wrong and where
  /// @param cause what was thrown below; null if nothing was
  public SettingsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
