package org.vigie.console.api;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.ChannelRequest;
import org.vigie.model.Channel;

/// Addresses of channels. Whoever knows that of a webhook, a chat or an ntfy topic can write or
/// read there, so that it is shown shortened and never given out.
final class ChannelAddresses {
  private static final String ELLIPSIS = "…";
  private static final int SHOWN = 3;
  private static final int SHORTENED_FROM = 8;

  private ChannelAddresses() {}

  /// The address as it is shown; null if the channel has none.
  static @Nullable String show(Channel channel) {
    return switch (channel) {
      case Channel.Webhook webhook -> shorten(webhook.address());
      case Channel.Ntfy ntfy -> shorten(ntfy.address());
      case Channel.Chat chat -> shorten(chat.address());
      case Channel.Email email -> email.address();
      case Channel.Console console -> null;
      case Channel.File file -> null;
      case Channel.Unknown unknown -> null;
    };
  }

  /// Scheme and host, and of the rest a little of what is long enough not to be given away by it.
  static String shorten(URI address) {
    String server = address.getScheme() + "://" + address.getRawAuthority();
    String rest = address.toString().substring(server.length());
    if (rest.isEmpty() || rest.equals("/")) {
      return address.toString();
    }
    int shown = rest.length() < SHORTENED_FROM ? 1 : 1 + SHOWN;
    return server + rest.substring(0, shown) + ELLIPSIS;
  }

  /// The requests, with the present address of the channel of the same name and kind where none is
  /// given, or the shortened one that an answer has shown.
  static List<ChannelRequest> complete(List<ChannelRequest> requests, List<Channel> present) {
    return requests.stream().map(request -> complete(request, present)).toList();
  }

  private static ChannelRequest complete(ChannelRequest request, List<Channel> present) {
    Optional<Channel> same =
        present.stream()
            .filter(channel -> channel.kind().equals(request.kind()))
            .filter(
                channel ->
                    channel.name().equals(request.name() == null ? request.kind() : request.name()))
            .findFirst();
    String given = request.address();
    if (same.isEmpty()) {
      return request;
    }
    String full = findFull(same.get());
    boolean keep = given == null || given.isBlank() || given.equals(show(same.get()));
    return keep && full != null ? withAddress(request, full) : request;
  }

  private static @Nullable String findFull(Channel channel) {
    return switch (channel) {
      case Channel.Webhook webhook -> webhook.address().toString();
      case Channel.Ntfy ntfy -> ntfy.address().toString();
      case Channel.Chat chat -> chat.address().toString();
      case Channel.Email email -> email.address();
      case Channel.Console console -> null;
      case Channel.File file -> null;
      case Channel.Unknown unknown -> null;
    };
  }

  private static ChannelRequest withAddress(ChannelRequest request, String address) {
    return new ChannelRequest(
        request.kind(),
        request.name(),
        address,
        request.secret(),
        request.form(),
        request.priority(),
        request.urgent(),
        request.file());
  }
}
