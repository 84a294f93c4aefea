package org.vigie.app.settings;

import java.util.Locale;
import java.util.function.Function;

/// A setting.
///
/// @param path its path in `vigie.yaml`, levels joined by dots
/// @param fallback the default as it would be written
/// @param form the form of a value, in a few words
/// @param about what it does, one sentence
/// @param reader parses a value; an [IllegalArgumentException] stops the start and is reported with
///     the path
public record Key<T>(
    String path, String fallback, String form, String about, Function<String, T> reader) {

  /// The environment variable that overrides it: `alert.max-age` is `VIGIE_ALERT_MAX_AGE`.
  public String variable() {
    return "VIGIE_" + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
