package org.vigie.console.unsubscribe;

import org.vigie.model.Channel;

/// Knows the keys in the links of mails.
@FunctionalInterface
public interface UnsubscribeKeys {
  /// Whether a key was signed for a subscription and a channel that leads to the same address now.
  boolean verify(String subscription, Channel.Email channel, String key);
}
