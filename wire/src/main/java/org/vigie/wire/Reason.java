package org.vigie.wire;

import java.util.regex.Pattern;
import org.vigie.model.TextTruncation;

/// Says why something could not be used, in words that may be logged and kept. Error messages of
/// libraries quote what they read, and that may be a secret, a terminal escape or a megabyte: what
/// is quoted and every address is left out. The bytes themselves are found in `vigie.rejected`.
public final class Reason {
  /// UTF-16 units of the longest reason.
  public static final int LONGEST = 500;

  private static final String LEFT_OUT = "…";

  /// From the first quote to the last of its kind, since what is quoted may hold quotes; then all
  /// that looks like an address.
  private static final Pattern QUOTED =
      Pattern.compile(
          "(?<=^|[\\s(=:])'.*'|\".*\"|«.*»|[A-Za-z][A-Za-z0-9+.-]*://\\S*", Pattern.DOTALL);

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\s]+");

  private Reason() {}

  /// The reason that an error gives, with its kind where that says something.
  public static String of(Throwable error) {
    String message = error.getMessage();
    boolean spoken = error instanceof Json.Malformed || error instanceof IllegalArgumentException;
    if (message == null) {
      return error.getClass().getSimpleName();
    }
    return in(spoken ? message : error.getClass().getSimpleName() + ": " + message);
  }

  /// The same words without quotations, addresses and unprintable characters, and no longer than
  /// [#LONGEST].
  public static String in(String words) {
    String start = words.substring(0, Math.min(words.length(), 10 * LONGEST));
    String plain =
        UNPRINTABLE.matcher(QUOTED.matcher(start).replaceAll(LEFT_OUT)).replaceAll(" ").strip();
    return TextTruncation.truncate(plain, LONGEST);
  }
}
