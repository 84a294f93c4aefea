package org.vigie.app.endtoend;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;

/// A channel that keeps every attempt that reaches it.
final class InMemorySender implements ChannelSender {
  private final List<Alert> alerts = new CopyOnWriteArrayList<>();

  @Override
  public String kind() {
    return Channel.Console.KIND;
  }

  @Override
  public SendResult send(Message message) {
    alerts.add(message.alert());
    return new SendResult.Delivered();
  }

  /// The titles sent to a subscription, repeats included, in order of arrival.
  List<String> listTitles(String subscription) {
    return alerts.stream()
        .filter(alert -> alert.subscription().equals(subscription))
        .map(Alert::title)
        .toList();
  }
}
