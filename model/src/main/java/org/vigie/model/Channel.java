package org.vigie.model;

import org.jspecify.annotations.Nullable;

/// Where the alerts of a subscription are sent.
///
/// @param name unique within its subscription; part of the delivery id
/// @param kind the kind of channel: `console`, `webhook`
/// @param address the target address, null for the console
/// @param secret the name under which a secret is configured, never the secret itself; null without
///     one
public record Channel(String name, String kind, @Nullable String address, @Nullable String secret) {
  /// The default channel of a subscription: the terminal of the notifier.
  public static final Channel CONSOLE = new Channel("console", "console", null, null);

  /// Rejects a channel without name or kind.
  public Channel {
    Checks.requireText("channel name", name);
    Checks.requireText("channel kind", kind);
  }
}
