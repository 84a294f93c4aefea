package org.vigie.notifier.channel;

import java.time.Duration;
import org.vigie.model.Channel;

/// Sends alerts by one kind of channel. Implementations must be thread-safe.
public interface ChannelSender extends AutoCloseable {
  /// The maximum number of attempts that run at a time, for all channels together: each may hold a
  /// connection, and on most systems a process may open about a thousand files by default.
  int MAX_CONCURRENT_ATTEMPTS = 256;

  /// The channel kind that this sender serves, as in [Channel#kind].
  String kind();

  /// Makes one attempt. May block. Attempts for one destination run one after another, those for
  /// different destinations concurrently. Retries, the order and the ledger are not the sender's
  /// business. An exception counts as [SendResult.TemporaryFailure]; a message for another kind of
  /// channel is a [SendResult.PermanentFailure].
  ///
  /// @return the result of the attempt
  /// @throws InterruptedException if the notifier is closing
  SendResult send(Message message) throws InterruptedException;

  /// Whether a person reads what is sent, so that one message stands for all subscriptions that
  /// raise an alert of the same article at the same address. Programs get one for each.
  default boolean isReadByPeople() {
    return true;
  }

  /// The longest duration of one attempt. When a partition is revoked or the notifier ends, a
  /// running attempt is waited for up to this long, so that its result is on the ledger before
  /// another notifier can send it again.
  default Duration maxAttemptTime() {
    return Duration.ofSeconds(5);
  }

  /// Releases the resources of the sender. Called once, by the notifier that owns it.
  @Override
  default void close() {}
}
