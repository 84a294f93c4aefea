package org.vigie.admin;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.SecretName;

/// The request for a channel of a subscription.
///
/// @param kind `console` or `webhook`
/// @param name unique within the subscription; null keeps the name of the channel that this one
///     replaces, see [ChannelNames]
/// @param address where to; null for the console
/// @param secret the name under which a secret is configured, never the secret itself; null without
///     one
public record ChannelRequest(
    @Nullable String kind,
    @Nullable String name,
    @Nullable String address,
    @Nullable String secret) {
  /// The terminal of the notifier.
  public static ChannelRequest console() {
    return new ChannelRequest(Channel.Console.KIND, null, null, null);
  }

  /// A webhook.
  ///
  /// @param secret null if the requests are not signed
  public static ChannelRequest webhook(String address, @Nullable String secret) {
    return new ChannelRequest(Channel.Webhook.KIND, null, address, secret);
  }

  /// The channel, under its kind if no name is given.
  ///
  /// @param path of this request in its subscription
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  Channel toChannel(String path) {
    if (kind == null || kind.isBlank()) {
      throw new AdminException.InvalidRequest(path + ".kind", "a channel needs a kind");
    }
    if (name != null && name.isBlank()) {
      throw new AdminException.InvalidRequest(path + ".name", "the name of the channel is blank");
    }
    return switch (kind) {
      case Channel.Console.KIND -> new Channel.Console(name == null ? kind : name);
      case Channel.Webhook.KIND ->
          new Channel.Webhook(
              name == null ? kind : name,
              check(path + ".address", Channel.Webhook::readAddress, address),
              secret == null
                  ? null
                  : check(
                      path + ".secret", text -> SecretName.validate(String.valueOf(text)), secret));
      default ->
          throw new AdminException.InvalidRequest(
              path + ".kind",
              "'%s' is none of %s, %s".formatted(kind, Channel.Console.KIND, Channel.Webhook.KIND));
    };
  }

  private static <T> T check(
      String field, Function<@Nullable String, T> rule, @Nullable String value) {
    try {
      return rule.apply(value);
    } catch (IllegalArgumentException e) {
      throw new AdminException.InvalidRequest(field, String.valueOf(e.getMessage()), e);
    }
  }

  /// Leaves out the address, which may hold a token.
  @Override
  public String toString() {
    return "ChannelRequest[kind=" + kind + ", name=" + name + ", secret=" + secret + "]";
  }
}
