package org.vigie.console.reply;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.vigie.runtime.http.HttpRequest;

/// The validator of a representation (RFC 9110): weak, since it is the same compressed or not.
///
/// @param hash of the bytes before they are compressed
public record EntityTag(String hash) {
  private static final int HASH_BYTES = 12;

  /// The tag of these bytes.
  public static EntityTag of(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new EntityTag(HexFormat.of().formatHex(digest, 0, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether the client has this representation already.
  public boolean isKnownTo(HttpRequest request) {
    return request.header("If-None-Match").stream()
        .flatMap(tags -> Arrays.stream(tags.split(",")))
        .map(tag -> tag.strip().replaceFirst("^W/", ""))
        .anyMatch(tag -> tag.equals("*") || tag.equals("\"" + hash + "\""));
  }

  /// As `ETag` has it.
  @Override
  public String toString() {
    return "W/\"" + hash + "\"";
  }
}
