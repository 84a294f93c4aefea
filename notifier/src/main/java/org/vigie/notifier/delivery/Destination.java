package org.vigie.notifier.delivery;

import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.WebAddress;

/// Where a channel leads; each destination has a queue of its own.
///
/// @param address tells it from all others
/// @param host the host that its attempts call, in lower case; null if they call none, as those of
///     the console
record Destination(String address, @Nullable String host) {
  /// What attempts by mail call, whatever the domain of the mailbox.
  private static final String MAIL_SERVER = "smtp";

  /// Where a channel leads.
  static Destination of(Channel channel) {
    return switch (channel) {
      case Channel.Console console -> new Destination(console.kind(), null);
      case Channel.Webhook webhook ->
          new Destination(
              webhook.kind() + " " + webhook.address(), WebAddress.host(webhook.address()));
      case Channel.Email email ->
          new Destination(email.kind() + " " + email.address(), MAIL_SERVER);
      case Channel.Ntfy ntfy ->
          new Destination(ntfy.kind() + " " + ntfy.address(), WebAddress.host(ntfy.address()));
      case Channel.Chat chat ->
          new Destination(chat.kind() + " " + chat.address(), WebAddress.host(chat.address()));
      case Channel.File file -> new Destination(file.kind() + " " + file.file(), null);
      case Channel.Unknown unknown -> new Destination(unknown.kind() + " " + unknown.name(), null);
    };
  }
}
