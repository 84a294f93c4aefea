package org.vigie.notifier.channel.email;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.http.HeaderText;
import org.vigie.http.HttpFailureMessages;

/// What a mail server answered.
///
/// @param code of RFC 5321, three digits
/// @param text all its lines, the code included, one character for each byte; untrusted
record SmtpReply(int code, String text) {
  /// "The service is not available", said at any time before the server hangs up.
  static final int CLOSING = 421;

  /// "Authentication required", RFC 4954.
  static final int LOGIN_REQUIRED = 530;

  private static final Pattern CODES = Pattern.compile("\\d{3}(?:[ -]\\d\\.\\d{1,3}\\.\\d{1,3})?");
  private static final Pattern NEXT_LINE =
      Pattern.compile("\\R\\d{3}[ -](?:\\d\\.\\d{1,3}\\.\\d{1,3} )?");
  private static final Pattern MORE_LINES = Pattern.compile("^(\\d{3})-");

  boolean isTemporary() {
    return code >= 400 && code < 500;
  }

  boolean isPermanent() {
    return code >= 500 && code < 600;
  }

  /// All of it as one printable line.
  String describe() {
    String joined = NEXT_LINE.matcher(text).replaceAll(" ");
    return HttpFailureMessages.toPrintableLine(
        HeaderText.decode(MORE_LINES.matcher(joined).replaceFirst("$1 ")));
  }

  /// The code alone, with the enhanced one of RFC 3463 if there is one: the text may repeat a
  /// password.
  String describeCodes() {
    Matcher codes = CODES.matcher(text);
    return codes.lookingAt() ? codes.group().replace('-', ' ') : Integer.toString(code);
  }
}
