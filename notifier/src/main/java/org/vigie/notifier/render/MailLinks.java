package org.vigie.notifier.render;

import org.jspecify.annotations.Nullable;

/// The links of a mail that do not come from the press.
///
/// @param unsubscribe an http, https or mailto address that stops the subscription; null without
///     one
public record MailLinks(@Nullable String unsubscribe) {
  /// No links.
  public static final MailLinks NONE = new MailLinks(null);
}
