package org.vigie.admin;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;

/// Chooses the names of the channels that replace those of a subscription. A name is part of the
/// delivery id, so that a channel keeps its name. A webhook without a name gets that of the webhook
/// with the same address, else that of a webhook whose address is no longer given, so that a
/// corrected address applies to what waits for it, else the first of `webhook`, `webhook-2`, … that
/// is free.
final class ChannelNames {
  private final List<Channel> before;
  private final Set<URI> addresses;
  private final Set<String> used;

  private ChannelNames(List<Channel> before, Set<URI> addresses, Set<String> used) {
    this.before = before;
    this.addresses = addresses;
    this.used = used;
  }

  /// The requested channels with their names.
  ///
  /// @param before the channels that the subscription has
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  static List<Channel> createChannels(List<ChannelRequest> requests, List<Channel> before) {
    List<Channel> unnamed = new ArrayList<>();
    boolean hasConsole = false;
    for (int i = 0; i < requests.size(); i++) {
      String path = "channels[" + i + "]";
      Channel channel = requests.get(i).toChannel(path);
      unnamed.add(channel);
      if (channel instanceof Channel.Console && requests.get(i).name() == null) {
        if (hasConsole) {
          throw new AdminException.InvalidRequest(
              path + ".name", "two channels share the name '" + channel.name() + "'");
        }
        hasConsole = true;
      }
    }
    ChannelNames names =
        new ChannelNames(before, collectAddresses(unnamed), collectNames(requests));
    List<Channel> named = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      named.add(requests.get(i).name() == null ? names.name(unnamed.get(i)) : unnamed.get(i));
    }
    return named;
  }

  private static Set<URI> collectAddresses(List<Channel> channels) {
    return channels.stream()
        .filter(Channel.Webhook.class::isInstance)
        .map(channel -> ((Channel.Webhook) channel).address())
        .collect(Collectors.toSet());
  }

  private static Set<String> collectNames(List<ChannelRequest> requests) {
    Set<String> names = new HashSet<>();
    for (ChannelRequest request : requests) {
      if (request.name() != null) {
        names.add(request.name());
      }
    }
    return names;
  }

  private Channel name(Channel channel) {
    return switch (channel) {
      case Channel.Console console -> new Channel.Console(use(findConsole()));
      case Channel.Webhook webhook ->
          new Channel.Webhook(
              use(findWebhook(webhook.address())), webhook.address(), webhook.secret());
      case Channel.Email email ->
          new Channel.Email(use(findFreeName(email.kind())), email.address());
      case Channel.Ntfy ntfy ->
          new Channel.Ntfy(
              use(findFreeName(ntfy.kind())),
              ntfy.address(),
              ntfy.secret(),
              ntfy.priority(),
              ntfy.urgent());
      case Channel.Chat chat ->
          new Channel.Chat(use(findFreeName(chat.kind())), chat.form(), chat.address());
      case Channel.File file -> new Channel.File(use(findFreeName(file.kind())), file.file());
      case Channel.Unknown unknown -> unknown;
    };
  }

  private String findConsole() {
    return before.stream()
        .filter(Channel.Console.class::isInstance)
        .map(Channel::name)
        .filter(name -> !used.contains(name))
        .findFirst()
        .orElseGet(() -> findFreeName(Channel.Console.KIND));
  }

  private String findWebhook(URI address) {
    @Nullable String replaced = null;
    for (Channel channel : before) {
      if (channel.kind().equals(Channel.Webhook.KIND) && !used.contains(channel.name())) {
        URI known = channel instanceof Channel.Webhook webhook ? webhook.address() : null;
        if (address.equals(known)) {
          return channel.name();
        }
        if (replaced == null && (known == null || !addresses.contains(known))) {
          replaced = channel.name();
        }
      }
    }
    return replaced == null ? findFreeName(Channel.Webhook.KIND) : replaced;
  }

  private String findFreeName(String kind) {
    String name = kind;
    for (int i = 2; isTaken(name); i++) {
      name = kind + "-" + i;
    }
    return name;
  }

  /// The name of a channel that is not given again is taken as well: its unsent deliveries end and
  /// do not go elsewhere.
  private boolean isTaken(String name) {
    return used.contains(name) || before.stream().anyMatch(one -> one.name().equals(name));
  }

  private String use(String name) {
    used.add(name);
    return name;
  }
}
