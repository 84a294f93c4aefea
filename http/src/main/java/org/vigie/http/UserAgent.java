package org.vigie.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The `User-Agent` that Vigie sends to servers.
public final class UserAgent {
  private static final String VERSION = readVersion();

  private UserAgent() {}

  /// Returns the value of the `User-Agent` header: name, version and purpose.
  ///
  /// @param purpose in printable ASCII, such as `feed reader`
  public static String forPurpose(String purpose) {
    return "Vigie/" + VERSION + " (" + purpose + ")";
  }

  /// The build writes this file.
  private static String readVersion() {
    try (InputStream in = UserAgent.class.getResourceAsStream("version.txt")) {
      byte[] bytes = Objects.requireNonNull(in, "version.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
