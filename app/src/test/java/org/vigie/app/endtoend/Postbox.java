package org.vigie.app.endtoend;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Language;
import org.vigie.notifier.Outcome;
import org.vigie.notifier.Sender;

/// A channel that keeps every attempt that reaches it.
final class Postbox implements Sender {
  private final List<Alert> alerts = new CopyOnWriteArrayList<>();

  @Override
  public String kind() {
    return Channel.CONSOLE.kind();
  }

  @Override
  public Outcome send(Channel channel, Language language, Delivery delivery, Alert alert) {
    alerts.add(alert);
    return new Outcome.Arrived();
  }

  /// The titles sent to a subscription, repeats included, in order of arrival.
  List<String> titles(String subscription) {
    return alerts.stream()
        .filter(alert -> alert.subscription().equals(subscription))
        .map(Alert::title)
        .toList();
  }
}
