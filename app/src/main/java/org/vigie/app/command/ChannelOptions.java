package org.vigie.app.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.app.terminal.CliException;
import org.vigie.model.Channel;
import org.vigie.model.SecretName;
import org.vigie.model.WebhookAddress;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The channels of a subscription as options. If any is given, the given ones replace all channels
/// that the subscription had; a webhook keeps its name, which is part of the delivery id.
final class ChannelOptions {
  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<WebhookOption> webhooks = new ArrayList<>();

  @Option(
      names = "--console",
      description = "Alerts are printed by the notifier, also beside a --webhook.")
  private boolean console;

  /// A webhook and its secret; a second `--webhook` begins the next one.
  static final class WebhookOption {
    @Option(
        names = "--webhook",
        paramLabel = "URL",
        description =
            "Alerts are posted there, as Standard Webhooks; default: the console. Several may be"
                + " given, each before its --secret.")
    private @Nullable String address;

    @Option(
        names = "--secret",
        paramLabel = "NAME",
        description =
            "The name of the secret that signs what the webhook gets; the notifier finds it in"
                + " VIGIE_SECRET_<NAME>.")
    private @Nullable String secret;

    /// `--webhook ''` gives up the webhooks.
    private boolean isEmpty() {
      return address != null && address.isBlank();
    }

    private Channel.Webhook createWebhook(String name) {
      String secretName = secret;
      if (secretName != null) {
        requireValid("--secret", () -> SecretName.validate(secretName));
      }
      return new Channel.Webhook(name, parseAddress(), secretName);
    }

    private URI parseAddress() {
      if (address == null) {
        throw CliException.createUsageError("--secret: only a --webhook has one");
      }
      return requireValid("--webhook", () -> WebhookAddress.parse(address));
    }
  }

  private static <T> T requireValid(String option, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (IllegalArgumentException e) {
      throw CliException.createUsageError(option + ": " + e.getMessage(), e);
    }
  }

  /// True if none is given.
  boolean isEmpty() {
    return webhooks.isEmpty() && !console;
  }

  /// True if a webhook gets requests without a signature.
  boolean hasUnsignedWebhook() {
    return webhooks.stream().anyMatch(one -> !one.isEmpty() && one.secret == null);
  }

  /// The channels that the options give.
  ///
  /// @param before the channels of the subscription so far, whose names are kept
  /// @throws CliException if an option is invalid, naming it
  List<Channel> createChannels(List<Channel> before) {
    List<WebhookOption> given = webhooks.stream().filter(one -> !one.isEmpty()).toList();
    NameAssignment names = new NameAssignment(before, given);
    List<Channel> channels = new ArrayList<>();
    if (console || given.isEmpty()) {
      channels.add(new Channel.Console(names.chooseConsole()));
    }
    for (WebhookOption one : given) {
      channels.add(one.createWebhook(names.chooseWebhook(one.parseAddress())));
    }
    return channels;
  }

  /// Chooses the names of channels: that of the webhook with the same address, else that of a
  /// webhook whose address is no longer given, so that a corrected address applies to what waits
  /// for it, else the first of `webhook`, `webhook-2`, … that is free.
  private static final class NameAssignment {
    private final List<Channel> before;
    private final Set<URI> addresses;
    private final Set<String> used = new HashSet<>();

    NameAssignment(List<Channel> before, List<WebhookOption> given) {
      this.before = before;
      addresses = new HashSet<>(given.stream().map(WebhookOption::parseAddress).toList());
    }

    String chooseConsole() {
      return use(
          before.stream()
              .filter(Channel.Console.class::isInstance)
              .map(Channel::name)
              .findFirst()
              .orElseGet(() -> findFreeName(Channel.Console.KIND)));
    }

    String chooseWebhook(URI address) {
      String name = findWebhook(address);
      return use(name == null ? findFreeName(Channel.Webhook.KIND) : name);
    }

    private @Nullable String findWebhook(URI address) {
      String replaced = null;
      for (Channel channel : before) {
        if (channel.kind().equals(Channel.Webhook.KIND) && !used.contains(channel.name())) {
          URI known = channel instanceof Channel.Webhook webhook ? webhook.address() : null;
          if (address.equals(known)) {
            return channel.name();
          }
          if (replaced == null && !addresses.contains(known)) {
            replaced = channel.name();
          }
        }
      }
      return replaced;
    }

    private String findFreeName(String kind) {
      String name = kind;
      for (int i = 2; isTaken(name); i++) {
        name = kind + "-" + i;
      }
      return name;
    }

    /// The name of a channel that is not given again is taken as well: its unsent deliveries end
    /// and do not go elsewhere.
    private boolean isTaken(String name) {
      return used.contains(name) || before.stream().anyMatch(one -> one.name().equals(name));
    }

    private String use(String name) {
      used.add(name);
      return name;
    }
  }
}
