package org.vigie.notifier.delivery;

import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.model.WebAddress;
import org.vigie.notifier.channel.ChannelSender;

/// Where a delivery goes, or why it cannot go anywhere.
sealed interface DeliveryRoute {
  /// The delivery can be sent.
  ///
  /// @param language the language of the subscription's owner
  record Reachable(Channel channel, Language language, ChannelSender sender)
      implements DeliveryRoute {
    Destination destination() {
      return switch (channel) {
        case Channel.Console console -> new Destination(console.kind(), null);
        case Channel.Webhook webhook ->
            new Destination(
                webhook.kind() + " " + webhook.address(), WebAddress.host(webhook.address()));
        // What is called is the mail server, whatever the domain of the mailbox.
        case Channel.Email email -> new Destination(email.kind() + " " + email.address(), "smtp");
        case Channel.Ntfy ntfy ->
            new Destination(ntfy.kind() + " " + ntfy.address(), WebAddress.host(ntfy.address()));
        case Channel.Chat chat ->
            new Destination(chat.kind() + " " + chat.address(), WebAddress.host(chat.address()));
        case Channel.File file -> new Destination(file.kind() + " " + file.file(), null);
        case Channel.Unknown unknown ->
            new Destination(unknown.kind() + " " + unknown.name(), null);
      };
    }
  }

  /// The delivery cannot be sent by this notifier.
  sealed interface Blocked extends DeliveryRoute {
    /// The reason, for people.
    String reason();
  }

  /// Nobody wants the delivery any more.
  record Cancelled(String reason) implements Blocked {}

  /// This notifier does not support the channel kind, but another one may, with a newer version or
  /// more channels configured.
  record Unsupported(String reason) implements Blocked {}

  /// The channel has an invalid field.
  record Invalid(String reason) implements Blocked {}
}
