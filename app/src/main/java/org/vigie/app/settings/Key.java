package org.vigie.app.settings;

import java.util.Locale;
import java.util.function.Function;

/// One thing that can be set.
///
/// @param path its place in `vigie.yaml`, words joined by dots
/// @param fallback the value in force where nobody sets it, as it would be written
/// @param form what a value looks like, in a few words
/// @param about what it does, one sentence
/// @param reader reads a value; what it throws stops the start under the path of the key
public record Key<T>(
    String path, String fallback, String form, String about, Function<String, T> reader) {

  /// The variable that overrides it: `alert.max-age` is `VIGIE_ALERT_MAX_AGE`.
  public String variable() {
    return "VIGIE_" + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
