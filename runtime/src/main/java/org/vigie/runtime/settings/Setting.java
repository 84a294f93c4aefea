package org.vigie.runtime.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/// One thing that can be set. A module declares its settings as constants, lists them in a
/// `SETTINGS` constant and reads its own record from [Settings].
///
/// @param key its place in `vigie.yaml`, words joined by dots
/// @param fallback the value in force if nobody sets it, as it would be written
/// @param type how a value is written and read
/// @param description what it does, one sentence
/// @param secret whether its value is masked wherever it is shown
public record Setting<T>(
    String key, String fallback, SettingType<T> type, String description, boolean secret) {
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*");

  /// Refuses a key that the environment could not override.
  public Setting {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("setting: '" + key + "' is no key");
    }
    if (description.isBlank()) {
      throw new IllegalArgumentException("setting " + key + ": the description is missing");
    }
  }

  /// A setting that is no secret.
  public Setting(String key, String fallback, SettingType<T> type, String description) {
    this(key, fallback, type, description, false);
  }

  /// The same setting as a secret.
  public Setting<T> asSecret() {
    return new Setting<>(key, fallback, type, description, true);
  }

  /// The environment variable that overrides it: `VIGIE_ALERT_MAX_AGE` for `alert.max-age`.
  public String variable() {
    return "VIGIE_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
