package org.vigie.admin;

import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.MailAddress;
import org.vigie.model.SecretName;
import org.vigie.model.Urgency;
import org.vigie.runtime.settings.Suggestions;

/// The request for a channel of a subscription. Fields that its kind does not use have no effect.
///
/// @param kind one of [Channel#KINDS]
/// @param name unique within the subscription; null keeps the name of the channel that this one
///     replaces, see [ChannelNames]
/// @param address where to; null for the console and files
/// @param secret the name under which a secret is configured, never the secret itself; null without
///     one
/// @param form the service of a chat, such as `slack`; null if the address says it
/// @param priority of the messages of ntfy, such as `high`; null for the default
/// @param urgent what has the highest priority with ntfy; null for nothing
/// @param file the beginning of the names of files; null for other kinds
public record ChannelRequest(
    @Nullable String kind,
    @Nullable String name,
    @Nullable String address,
    @Nullable String secret,
    @Nullable String form,
    @Nullable String priority,
    @Nullable UrgencyRequest urgent,
    @Nullable String file) {
  /// The terminal of the notifier.
  public static ChannelRequest console() {
    return new ChannelRequest(Channel.Console.KIND, null, null, null, null, null, null, null);
  }

  /// A webhook.
  ///
  /// @param secret null if the requests are not signed
  public static ChannelRequest webhook(@Nullable String address, @Nullable String secret) {
    return new ChannelRequest(Channel.Webhook.KIND, null, address, secret, null, null, null, null);
  }

  /// A mailbox.
  public static ChannelRequest email(String address) {
    return new ChannelRequest(Channel.Email.KIND, null, address, null, null, null, null, null);
  }

  /// A topic of an ntfy server.
  ///
  /// @param token the name of the secret that holds its access token; null without one
  public static ChannelRequest ntfy(
      @Nullable String address,
      @Nullable String token,
      @Nullable String priority,
      @Nullable UrgencyRequest urgent) {
    return new ChannelRequest(
        Channel.Ntfy.KIND, null, address, token, null, priority, urgent, null);
  }

  /// A chat.
  ///
  /// @param form null if the address says it
  public static ChannelRequest chat(@Nullable String address, @Nullable String form) {
    return new ChannelRequest(Channel.Chat.KIND, null, address, null, form, null, null, null);
  }

  /// Files on the machine of the notifier.
  public static ChannelRequest file(String name) {
    return new ChannelRequest(Channel.File.KIND, null, null, null, null, null, null, name);
  }

  /// Checks the request by itself.
  ///
  /// @throws AdminException.InvalidRequest naming the first field that is wrong, such as `address`
  public void validate() {
    toChannel("");
  }

  /// The channel, under its kind if no name is given.
  ///
  /// @param path of this request in its subscription, with a dot at its end
  /// @throws AdminException.InvalidRequest naming the first field that is wrong
  Channel toChannel(String path) {
    if (kind == null || kind.isBlank()) {
      throw new AdminException.InvalidRequest(path + "kind", "a channel needs a kind");
    }
    if (name != null && name.isBlank()) {
      throw new AdminException.InvalidRequest(path + "name", "the name of the channel is blank");
    }
    String chosen = name == null ? kind : name;
    String at = path + "address";
    return switch (kind) {
      case Channel.Console.KIND -> new Channel.Console(chosen);
      case Channel.Webhook.KIND ->
          new Channel.Webhook(
              chosen,
              RequestFields.check(at, () -> Channel.Webhook.readAddress(address)),
              readSecret(path));
      case Channel.Email.KIND ->
          new Channel.Email(chosen, RequestFields.check(at, () -> MailAddress.read(address)));
      case Channel.Ntfy.KIND ->
          new Channel.Ntfy(
              chosen,
              RequestFields.check(at, () -> Channel.Ntfy.readAddress(address)),
              readSecret(path),
              readPriority(path),
              urgent == null ? Urgency.NONE : urgent.toUrgency(path + "urgent"));
      case Channel.Chat.KIND -> {
        URI read = RequestFields.check(at, () -> Channel.Webhook.readAddress(address));
        yield new Channel.Chat(chosen, readForm(path, read), read);
      }
      case Channel.File.KIND ->
          new Channel.File(
              chosen, RequestFields.check(path + "file", () -> Channel.File.readFile(file)));
      default ->
          throw new AdminException.InvalidRequest(
              path + "kind",
              "'%s' is none of %s%s"
                  .formatted(
                      kind,
                      String.join(", ", Channel.KINDS),
                      Suggestions.nearest(kind, Channel.KINDS)));
    };
  }

  private @Nullable String readSecret(String path) {
    return secret == null
        ? null
        : RequestFields.check(path + "secret", () -> SecretName.validate(secret));
  }

  private Channel.Ntfy.Priority readPriority(String path) {
    return priority == null
        ? Channel.Ntfy.Priority.DEFAULT
        : RequestFields.parseWord(path + "priority", priority, Channel.Ntfy.Priority.values());
  }

  private Channel.Chat.Form readForm(String path, URI read) {
    if (form != null) {
      return RequestFields.parseWord(path + "form", form, Channel.Chat.Form.values());
    }
    Channel.Chat.Form found = Channel.Chat.Form.find(read);
    if (found == null) {
      throw new AdminException.InvalidRequest(
          path + "form",
          "the address does not say whether it is "
              + Arrays.stream(Channel.Chat.Form.values())
                  .map(Object::toString)
                  .collect(Collectors.joining(", ")));
    }
    return found;
  }

  /// Leaves out the address, which may hold a token.
  @Override
  public String toString() {
    return "ChannelRequest[kind=" + kind + ", name=" + name + ", secret=" + secret + "]";
  }
}
