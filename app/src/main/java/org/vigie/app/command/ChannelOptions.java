package org.vigie.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.admin.ChannelRequest;
import org.vigie.app.terminal.CliException;
import org.vigie.model.Channel;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The channels of a subscription as options. The given ones replace all channels that the
/// subscription had, unless those are to stay; a channel keeps its name, which is part of the
/// delivery id. An empty value, as in `--email ''`, removes the channels of its kind.
final class ChannelOptions {
  @Option(
      names = "--email",
      paramLabel = "ADDRESS",
      description = "Alerts are sent to this mailbox. Each channel may be given several times.")
  private List<String> emails = new ArrayList<>();

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<NtfyOption> topics = new ArrayList<>();

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<ChatOption> chats = new ArrayList<>();

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<WebhookOption> webhooks = new ArrayList<>();

  @Option(
      names = "--file",
      paramLabel = "NAME",
      description =
          "Alerts are written to files of JSON Lines whose names begin so, one a day, in the"
              + " directory of the notifier's setting.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--console",
      description = "Alerts are printed by the notifier; the default without any channel.")
  private boolean console;

  @Option(
      names = "--keep-channels",
      description = "The channels that it has stay beside those given here.")
  private boolean keep;

  @Option(
      names = "--remove-channel",
      split = ",",
      paramLabel = "NAME",
      description = "Removes a channel by its name or kind; the others stay.")
  private List<String> removed = new ArrayList<>();

  /// An address and the options that belong to it; the option of the address begins the next group.
  private interface AddressGroup {
    /// As given; null if an option stands without it.
    @Nullable String address();

    /// What is wrong with an option that stands without an address.
    String describeStray();

    ChannelRequest toRequest();
  }

  /// A topic of ntfy.
  static final class NtfyOption implements AddressGroup {
    @Option(
        names = "--ntfy",
        paramLabel = "URL",
        description =
            "Alerts are sent to this topic of an ntfy server, such as https://ntfy.example/desk.")
    private @Nullable String address;

    @Option(
        names = "--token",
        paramLabel = "NAME",
        description =
            "After --ntfy: the name of the secret that holds its access token; the notifier finds"
                + " it in VIGIE_SECRET_<NAME>.")
    private @Nullable String token;

    @Option(
        names = "--priority",
        paramLabel = "PRIORITY",
        description = "After --ntfy: min, low, default, high or urgent.")
    private @Nullable String priority;

    @Option(
        names = "--urgent",
        split = ",",
        paramLabel = "WHAT",
        description =
            "After --ntfy: what has the priority urgent: topics, and a number of outlets that tell"
                + " the story, such as ceasefire,10.")
    private @Nullable List<String> urgent;

    @Override
    public @Nullable String address() {
      return address;
    }

    @Override
    public ChannelRequest toRequest() {
      return ChannelRequest.ntfy(
          address, token, priority, urgent == null ? null : UrgencyWords.parse("--urgent", urgent));
    }

    @Override
    public String describeStray() {
      String stray = token != null ? "--token" : priority != null ? "--priority" : "--urgent";
      return stray + ": only an --ntfy has one";
    }
  }

  /// A chat.
  static final class ChatOption implements AddressGroup {
    @Option(
        names = "--chat",
        paramLabel = "URL",
        description = "Alerts are posted to this incoming webhook of a chat.")
    private @Nullable String address;

    @Option(
        names = "--chat-form",
        paramLabel = "FORM",
        description =
            "After --chat, where its host does not say it: slack, mattermost, discord or teams.")
    private @Nullable String form;

    @Override
    public @Nullable String address() {
      return address;
    }

    @Override
    public ChannelRequest toRequest() {
      return ChannelRequest.chat(address, form);
    }

    @Override
    public String describeStray() {
      return "--chat-form: only a --chat has one";
    }
  }

  /// A webhook.
  static final class WebhookOption implements AddressGroup {
    @Option(
        names = "--webhook",
        paramLabel = "URL",
        description = "Alerts are posted there, as Standard Webhooks.")
    private @Nullable String address;

    @Option(
        names = "--secret",
        paramLabel = "NAME",
        description =
            "After --webhook: the name of the secret that signs what it gets; the notifier finds it"
                + " in VIGIE_SECRET_<NAME>.")
    private @Nullable String secret;

    @Override
    public @Nullable String address() {
      return address;
    }

    @Override
    public ChannelRequest toRequest() {
      return ChannelRequest.webhook(address, secret);
    }

    @Override
    public String describeStray() {
      return "--secret: only a --webhook has one";
    }
  }

  /// Whether a webhook gets requests without a signature.
  boolean hasUnsignedWebhook() {
    return webhooks.stream().anyMatch(one -> isGiven(one.address) && one.secret == null);
  }

  /// Whether the channels that the subscription has stay beside the given ones; null if nothing
  /// says so.
  @Nullable Boolean keepsChannels() {
    return keep ? true : null;
  }

  /// The names and kinds of channels to remove; null for none.
  @Nullable List<String> findRemoved() {
    List<String> all = new ArrayList<>(removed);
    addIfRemoved(all, Channel.Email.KIND, emails.stream());
    addIfRemoved(all, Channel.Ntfy.KIND, findAddresses(topics));
    addIfRemoved(all, Channel.Chat.KIND, findAddresses(chats));
    addIfRemoved(all, Channel.Webhook.KIND, findAddresses(webhooks));
    addIfRemoved(all, Channel.File.KIND, files.stream());
    return all.isEmpty() ? null : all;
  }

  private static Stream<String> findAddresses(List<? extends AddressGroup> groups) {
    return groups.stream().flatMap(group -> Stream.ofNullable(group.address()));
  }

  private static void addIfRemoved(List<String> kinds, String kind, Stream<String> values) {
    if (values.anyMatch(String::isBlank)) {
      kinds.add(kind);
    }
  }

  /// The channels that the options give, without names; null for none.
  ///
  /// @throws CliException if one is not valid, naming the option
  @Nullable List<ChannelRequest> toRequests() {
    List<ChannelRequest> requests = new ArrayList<>();
    if (console) {
      requests.add(ChannelRequest.console());
    }
    addGiven(requests, emails, ChannelRequest::email);
    addGroups(requests, topics);
    addGroups(requests, chats);
    addGroups(requests, webhooks);
    addGiven(requests, files, ChannelRequest::file);
    requests.forEach(ChannelOptions::validate);
    return requests.isEmpty() ? null : requests;
  }

  private static void addGiven(
      List<ChannelRequest> requests,
      List<String> values,
      Function<String, ChannelRequest> toRequest) {
    values.stream().filter(ChannelOptions::isGiven).map(toRequest).forEach(requests::add);
  }

  private static void addGroups(
      List<ChannelRequest> requests, List<? extends AddressGroup> groups) {
    for (AddressGroup group : groups) {
      if (group.address() == null) {
        throw CliException.createUsageError(group.describeStray());
      }
      if (isGiven(group.address())) {
        requests.add(group.toRequest());
      }
    }
  }

  private static boolean isGiven(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  private static void validate(ChannelRequest request) {
    try {
      request.validate();
    } catch (AdminException.InvalidRequest e) {
      throw CliException.createUsageError(
          findOption(request, e.field()) + ": " + e.getMessage(), e);
    }
  }

  private static String findOption(ChannelRequest request, String field) {
    boolean isNtfy = Channel.Ntfy.KIND.equals(request.kind());
    return switch (field) {
      case "secret" -> isNtfy ? "--token" : "--secret";
      case "form" -> "--chat-form";
      case "priority", "urgent" -> "--" + field;
      default -> "--" + request.kind();
    };
  }
}
