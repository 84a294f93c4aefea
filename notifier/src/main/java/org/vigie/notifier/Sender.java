package org.vigie.notifier;

import java.time.Duration;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Language;

/// Sends alerts by one kind of channel.
public interface Sender extends AutoCloseable {
  /// Attempts that a notifier makes at one time, by all channels together: each may hold a
  /// connection, and a process may open a thousand files by the defaults of most systems.
  int AT_ONCE = 256;

  /// The kind it serves, as in [Channel#kind].
  String kind();

  /// Makes one attempt. May block; deliveries to one address come one after another, those to
  /// different addresses at the same time. What it throws counts as [Outcome.TryAgain].
  ///
  /// @param language in which the owner is told, where the channel has words of its own
  /// @param delivery its id is the same on every attempt, so that a receiver can tell a repeat
  Outcome send(Channel channel, Language language, Delivery delivery, Alert alert)
      throws InterruptedException;

  /// How long one attempt may take. Where its partition passes to another notifier, or at the end,
  /// it is waited for so long, so that what arrives is on the ledger before anybody sends it again.
  default Duration longest() {
    return Duration.ofSeconds(5);
  }

  /// Ends what it holds; called once, by the notifier that was given it.
  @Override
  default void close() {}
}
