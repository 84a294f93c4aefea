package org.vigie.app.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.vigie.admin.RequestStore;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Channel;
import org.vigie.model.SafeText;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.Secrets;
import org.vigie.notifier.channel.webhook.WebhookSender;
import org.vigie.runtime.settings.Settings;
import org.vigie.wire.KafkaConnection;

/// Says which webhooks cannot be signed, since the configuration of this process lacks their
/// secret. A notifier elsewhere may have it.
final class SecretWarnings {
  private SecretWarnings() {}

  /// One sentence for each channel whose secret cannot be used here.
  static List<String> find(Collection<Channel> channels, Secrets secrets) {
    return channels.stream()
        .filter(Channel.Webhook.class::isInstance)
        .map(Channel.Webhook.class::cast)
        .flatMap(webhook -> find(webhook, secrets).stream())
        .toList();
  }

  private static List<String> find(Channel.Webhook webhook, Secrets secrets) {
    String name = webhook.secret();
    return name == null
        ? List.of()
        : WebhookSender.findProblem(secrets, name)
            .map(
                problem ->
                    "%s: %s here (%s); nothing is sent until the notifier has it"
                        .formatted(webhook.name(), problem, Settings.secretVariable(name)))
            .stream()
            .toList();
  }

  /// Prints what [#find] says of one subscription.
  static void print(Terminal terminal, String id, Collection<Channel> channels, Secrets secrets) {
    printAll(terminal, describe(id, channels, secrets));
  }

  /// Prints, while roles run, what [#find] says of the active subscriptions of a cluster.
  static void start(
      SideReports reports, Terminal terminal, KafkaConnection connection, Secrets secrets) {
    reports.start(
        "whether every webhook has its secret",
        () -> findAll(connection, secrets),
        lines -> printAll(terminal, lines));
  }

  private static List<String> findAll(KafkaConnection connection, Secrets secrets) {
    try (RequestStore store = new RequestStore(connection)) {
      return store.readNewestSubscriptions().values().stream()
          .filter(one -> one.state() == Subscription.State.ACTIVE)
          .sorted(Comparator.comparing(Subscription::id))
          .flatMap(one -> describe(one.id(), one.channels(), secrets).stream())
          .toList();
    }
  }

  private static List<String> describe(String id, Collection<Channel> channels, Secrets secrets) {
    return find(channels, secrets).stream()
        .map(line -> "vigie: subscription " + id + ": " + line)
        .toList();
  }

  private static void printAll(Terminal terminal, List<String> lines) {
    lines.forEach(line -> terminal.printStatus(SafeText.toLine(line)));
  }
}
