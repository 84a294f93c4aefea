package org.vigie.app.settings;

import java.util.Locale;
import java.util.function.Function;

/// A setting.
///
/// @param path its path in `vigie.yaml`, levels joined by dots
/// @param defaultText the default as it would be written
/// @param format the form of a value, in a few words
/// @param description what it does, one sentence
/// @param parser parses a value; an [IllegalArgumentException] stops the start and is reported with
///     the path
public record SettingKey<T>(
    String path,
    String defaultText,
    String format,
    String description,
    Function<String, T> parser) {

  /// The environment variable that overrides it: `alert.max-age` is `VIGIE_ALERT_MAX_AGE`.
  public String toVariable() {
    return "VIGIE_" + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
