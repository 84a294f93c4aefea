package org.vigie.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// What the product calls itself towards servers.
public final class Product {
  private static final String VERSION = version();

  private Product() {}

  /// The header `User-Agent`: name, version, and what it is doing here.
  ///
  /// @param purpose in printable ASCII: `feed reader`
  public static String agent(String purpose) {
    return "Vigie/" + VERSION + " (" + purpose + ")";
  }

  /// Written by the build.
  private static String version() {
    try (InputStream in = Product.class.getResourceAsStream("version.txt")) {
      byte[] bytes = Objects.requireNonNull(in, "version.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
