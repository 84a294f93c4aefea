package org.vigie.notifier.channel;

import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Language;

/// What one send carries.
///
/// @param id the delivery id; the same on every attempt, so that a receiver can detect a repeat
/// @param channel the channel to send by
/// @param language the language of the subscription's owner, for channels with texts of their own
/// @param alert the alert to send; the same on every attempt
public record Message(String id, Channel channel, Language language, Alert alert) {
  /// Rejects a message without an id.
  public Message {
    if (id.isBlank()) {
      throw new IllegalArgumentException("message id is missing");
    }
  }
}
