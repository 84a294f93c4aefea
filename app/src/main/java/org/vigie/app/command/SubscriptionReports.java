package org.vigie.app.command;

import java.util.List;
import java.util.stream.Collectors;
import org.vigie.admin.SubscriptionWarnings;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.SafeText;
import org.vigie.model.Subscription;

/// Says, beside the result of a command, what of a subscription will not work as it was meant.
final class SubscriptionReports {
  private SubscriptionReports() {}

  /// Prints what makes no sense in a subscription, and which of its channels cannot be used with
  /// the configuration of this process.
  ///
  /// @param problems by that configuration
  static void print(Terminal terminal, Subscription subscription, ChannelProblems problems) {
    SubscriptionWarnings.find(subscription)
        .forEach(
            warning ->
                terminal.printStatus(
                    SafeText.toLine("vigie: subscription " + subscription.id() + ": " + warning)));
    problems.print(terminal, subscription);
  }

  /// Prints which channels a subscription has.
  static void printChannels(Terminal terminal, Subscription subscription) {
    List<String> channels = subscription.channels().stream().map(ChannelTexts::describe).toList();
    terminal.printStatus(
        SafeText.toLine(
            "vigie: subscription %s is sent to: %s"
                .formatted(
                    subscription.id(), channels.stream().collect(Collectors.joining("; ")))));
  }
}
