package org.vigie.notifier;

import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;

/// Sends alerts by one kind of channel.
public interface Sender extends AutoCloseable {
  /// The kind it serves, as in [Channel#kind].
  String kind();

  /// Makes one attempt. May block; deliveries to one address come one after another, those to
  /// different addresses at the same time. What it throws counts as [Outcome.TryAgain].
  ///
  /// @param delivery its id is the same on every attempt, so that a receiver can tell a repeat
  Outcome send(Channel channel, Delivery delivery, Alert alert) throws InterruptedException;

  /// Ends what it holds; called once, by the notifier that was given it.
  @Override
  default void close() {}
}
