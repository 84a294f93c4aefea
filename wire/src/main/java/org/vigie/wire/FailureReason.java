package org.vigie.wire;

import java.util.regex.Pattern;
import org.vigie.model.SafeText;

/// Sanitizes error messages, so that they may be logged and kept. The messages of libraries quote
/// what they read, which may be a secret, a terminal escape or a megabyte: quotations and addresses
/// are left out. The bytes themselves are in `vigie.rejected`.
public final class FailureReason {
  /// UTF-16 units of the longest reason.
  public static final int MAX_LENGTH = 500;

  private static final String LEFT_OUT = "…";

  /// From the first quotation mark to the last of its kind, since what is quoted may hold such
  /// marks; then everything that looks like an address.
  private static final Pattern QUOTED =
      Pattern.compile(
          "(?<=^|[\\s(=:])'.*'|\".*\"|«.*»|[A-Za-z][A-Za-z0-9+.-]*://\\S*", Pattern.DOTALL);

  private FailureReason() {}

  /// The sanitized message of an error, with the simple name of its class unless the message is
  /// written for people.
  public static String describe(Throwable error) {
    if (error instanceof StackOverflowError) {
      return "the record needs too deep a stack";
    }
    String message = error.getMessage();
    boolean forPeople =
        error instanceof Json.MalformedJsonException || error instanceof IllegalArgumentException;
    if (message == null) {
      return error.getClass().getSimpleName();
    }
    return sanitize(forPeople ? message : error.getClass().getSimpleName() + ": " + message);
  }

  /// The message without quotations, addresses and unprintable characters, shortened to
  /// [#MAX_LENGTH].
  public static String sanitize(String message) {
    String start = message.substring(0, Math.min(message.length(), 10 * MAX_LENGTH));
    return SafeText.toLine(QUOTED.matcher(start).replaceAll(LEFT_OUT), MAX_LENGTH);
  }
}
