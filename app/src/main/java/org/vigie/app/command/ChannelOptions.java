package org.vigie.app.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.ChannelRequest;
import org.vigie.app.terminal.CliException;
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

    /// `--webhook ''` removes the webhooks.
    private boolean isEmpty() {
      return address != null && address.isBlank();
    }

    private ChannelRequest toRequest() {
      if (address == null) {
        throw CliException.createUsageError("--secret: only a --webhook has one");
      }
      return ChannelRequest.webhook(address, secret);
    }
  }

  /// Whether none is given.
  boolean isEmpty() {
    return webhooks.isEmpty() && !console;
  }

  /// Whether a webhook gets requests without a signature.
  boolean hasUnsignedWebhook() {
    return webhooks.stream().anyMatch(one -> !one.isEmpty() && one.secret == null);
  }

  /// The channels that the options give, without names.
  ///
  /// @throws CliException if a secret is given without a webhook
  List<ChannelRequest> toRequests() {
    List<WebhookOption> given = webhooks.stream().filter(one -> !one.isEmpty()).toList();
    List<ChannelRequest> requests = new ArrayList<>();
    if (console || given.isEmpty()) {
      requests.add(ChannelRequest.console());
    }
    given.forEach(one -> requests.add(one.toRequest()));
    return requests;
  }
}
