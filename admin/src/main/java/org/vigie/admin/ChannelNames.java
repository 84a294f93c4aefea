package org.vigie.admin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.vigie.model.Channel;

/// Chooses the names of the channels that are requested for a subscription. A name is part of the
/// delivery id, so that a channel keeps its name. A channel without a name gets that of the one of
/// its kind that leads to the same place, else that of one of its kind that does not stay, so that
/// a corrected address applies to what waits for it, else the first of `email`, `email-2`, … that
/// is free.
final class ChannelNames {
  private final List<Channel> before;
  private final Set<String> staying;
  private final Set<Object> given;
  private final Set<String> used;

  private ChannelNames(
      List<Channel> before, Set<String> staying, Set<Object> given, Set<String> used) {
    this.before = before;
    this.staying = staying;
    this.given = given;
    this.used = used;
  }

  /// The channels that stay and those that are requested, each once.
  ///
  /// @param before the channels that the subscription has
  /// @param kept those of them that stay, unless a request replaces them
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  static List<Channel> createChannels(
      List<ChannelRequest> requests, List<Channel> before, List<Channel> kept) {
    List<Channel> unnamed = readChannels(requests);
    ChannelNames names =
        new ChannelNames(
            before,
            kept.stream().map(Channel::name).collect(Collectors.toSet()),
            unnamed.stream().map(ChannelNames::findPlace).collect(Collectors.toSet()),
            requests.stream()
                .map(ChannelRequest::name)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new)));
    List<Channel> named = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      Channel channel = unnamed.get(i);
      named.add(requests.get(i).name() == null ? rename(channel, names.choose(channel)) : channel);
    }
    return replace(kept, named);
  }

  private static List<Channel> readChannels(List<ChannelRequest> requests) {
    List<Channel> channels = new ArrayList<>();
    boolean hasConsole = false;
    for (int i = 0; i < requests.size(); i++) {
      String path = "channels[" + i + "].";
      Channel channel = requests.get(i).toChannel(path);
      channels.add(channel);
      if (channel instanceof Channel.Console && requests.get(i).name() == null) {
        if (hasConsole) {
          throw new AdminException.InvalidRequest(
              path + "name", "two channels share the name '" + channel.name() + "'");
        }
        hasConsole = true;
      }
    }
    return channels;
  }

  private static List<Channel> replace(List<Channel> kept, List<Channel> named) {
    List<String> names = kept.stream().map(Channel::name).toList();
    List<Channel> all = new ArrayList<>(kept);
    for (Channel channel : named) {
      int at = names.indexOf(channel.name());
      if (at < 0) {
        all.add(channel);
      } else {
        all.set(at, channel);
      }
    }
    return all;
  }

  private String choose(Channel channel) {
    Object place = findPlace(channel);
    String name =
        findName(channel, one -> place.equals(findPlace(one)))
            .or(() -> findName(channel, this::isGivenUp))
            .orElseGet(() -> findFreeName(channel.kind()));
    used.add(name);
    return name;
  }

  private Optional<String> findName(Channel channel, Predicate<Channel> wanted) {
    return before.stream()
        .filter(one -> one.kind().equals(channel.kind()) && !used.contains(one.name()))
        .filter(wanted)
        .map(Channel::name)
        .findFirst();
  }

  private boolean isGivenUp(Channel channel) {
    return !staying.contains(channel.name()) && !given.contains(findPlace(channel));
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

  /// Where a channel leads, which tells whether two are the same.
  static Object findPlace(Channel channel) {
    return switch (channel) {
      case Channel.Console console -> console.kind();
      case Channel.Webhook webhook -> webhook.address();
      case Channel.Email email -> email.address();
      case Channel.Ntfy ntfy -> ntfy.address();
      case Channel.Chat chat -> chat.address();
      case Channel.File file -> file.file();
      case Channel.Unknown unknown -> unknown;
    };
  }

  private static Channel rename(Channel channel, String name) {
    return switch (channel) {
      case Channel.Console console -> new Channel.Console(name);
      case Channel.Webhook webhook ->
          new Channel.Webhook(name, webhook.address(), webhook.secret());
      case Channel.Email email -> new Channel.Email(name, email.address());
      case Channel.Ntfy ntfy ->
          new Channel.Ntfy(name, ntfy.address(), ntfy.secret(), ntfy.priority(), ntfy.urgent());
      case Channel.Chat chat -> new Channel.Chat(name, chat.form(), chat.address());
      case Channel.File file -> new Channel.File(name, file.file());
      case Channel.Unknown unknown -> unknown;
    };
  }
}
