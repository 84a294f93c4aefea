package org.vigie.model;

import org.jspecify.annotations.Nullable;

/// A way out to a person.
///
/// @param name unique within its subscription; part of the delivery id
/// @param kind which channel: `console`, `webhook`
/// @param address where to, null for the console
/// @param secret the name under which a secret is configured, never the secret itself; null without
public record Channel(String name, String kind, @Nullable String address, @Nullable String secret) {
  /// The channel that every subscription has unless told otherwise: the terminal of the notifier.
  public static final Channel CONSOLE = new Channel("console", "console", null, null);

  /// Refuses a channel without a name or kind.
  public Channel {
    Words.required("channel name", name);
    Words.required("channel kind", kind);
  }
}
