package org.vigie.app.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.vigie.admin.RequestStore;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Channel;
import org.vigie.model.SafeText;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.webhook.Secrets;
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
        : secrets
            .findProblem(name)
            .map(
                problem ->
                    "%s: %s here (%s); nothing is sent until the notifier has it"
                        .formatted(webhook.name(), problem, Settings.secretVariable(name)))
            .stream()
            .toList();
  }

  /// Prints what [#find] says of one subscription.
  static void print(Terminal terminal, String id, Collection<Channel> channels, Secrets secrets) {
    find(channels, secrets)
        .forEach(
            line ->
                terminal.printStatus(SafeText.toLine("vigie: subscription " + id + ": " + line)));
  }

  /// Prints what [#find] says of the active subscriptions of a cluster.
  static void printAll(Terminal terminal, KafkaConnection connection, Secrets secrets) {
    try (RequestStore store = new RequestStore(connection)) {
      store.readNewestSubscriptions().values().stream()
          .filter(one -> one.state() == Subscription.State.ACTIVE)
          .sorted(Comparator.comparing(Subscription::id))
          .forEach(one -> print(terminal, one.id(), one.channels(), secrets));
    }
  }
}
