package org.vigie.admin.index;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which addresses of the press may become links.
final class SafeLink {
  private SafeLink() {}

  /// The address if it is one of the Web, else null: any other scheme could run code in a page.
  static @Nullable String of(@Nullable String url) {
    if (url == null) {
      return null;
    }
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://") ? url : null;
  }
}
