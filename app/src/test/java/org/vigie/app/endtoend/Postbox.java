package org.vigie.app.endtoend;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.notifier.Outcome;
import org.vigie.notifier.Sender;

/// The people: keeps every attempt that reaches them.
final class Postbox implements Sender {
  private final List<Letter> letters = new CopyOnWriteArrayList<>();

  /// An attempt that arrived.
  record Letter(String delivery, Alert alert) {}

  @Override
  public String kind() {
    return Channel.CONSOLE.kind();
  }

  @Override
  public Outcome send(Channel channel, Delivery delivery, Alert alert) {
    letters.add(new Letter(delivery.id(), alert));
    return new Outcome.Arrived();
  }

  /// All so far, repeats too, in the order in which they came.
  List<Letter> letters() {
    return List.copyOf(letters);
  }

  /// What was told to a subscription, repeats too.
  List<String> titles(String subscription) {
    return letters.stream()
        .map(Letter::alert)
        .filter(alert -> alert.subscription().equals(subscription))
        .map(Alert::title)
        .toList();
  }
}
