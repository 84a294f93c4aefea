package org.vigie.notifier.channel.ntfy;

import java.nio.charset.StandardCharsets;

/// Lengths of text in bytes of UTF-8.
final class Utf8 {
  private static final String ELLIPSIS = "…";

  private Utf8() {}

  static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Returns the text, or its beginning followed by `…` if it is longer than the limit. The result
  /// ends with a whole character.
  ///
  /// @param maxBytes the maximum length of the result, including `…`
  static String truncate(String text, int maxBytes) {
    if (length(text) <= maxBytes) {
      return text;
    }
    int left = maxBytes - length(ELLIPSIS);
    int end = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      left -= length(text.substring(end, next));
      if (left < 0) {
        break;
      }
      end = next;
    }
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }
}
