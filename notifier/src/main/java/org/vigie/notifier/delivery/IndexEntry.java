package org.vigie.notifier.delivery;

import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery;
import org.vigie.model.HoldReason;
import org.vigie.notifier.delivery.HeldGroup.ChannelKey;

/// What a [DeliveryIndex] knows of one record of the ledger. There may be millions: times are ms
/// since 1970, and everything else is in Kafka. Guarded by its index.
final class IndexEntry {
  /// The due time of what does not wait to be due: it has ended, is being attempted, or is told by
  /// another message.
  static final long NEVER = Long.MAX_VALUE;

  final String id;

  /// Shared by the entries of a channel.
  final ChannelKey channel;

  /// Whether it is a message of the notifier's own and delivers no alert itself.
  final boolean message;

  Delivery.Status status = Delivery.Status.PENDING;
  long offset = -1;
  long writtenAt;
  long due = NEVER;

  /// When it was planned.
  long planned;

  /// The place in [#group].
  int position;

  @Nullable HoldReason held;

  /// The group in which it waits.
  @Nullable HeldGroup group;

  /// The id of the message that tells it.
  @Nullable String batch;

  @Nullable String receipt;

  IndexEntry(String id, ChannelKey channel, boolean message) {
    this.id = id;
    this.channel = channel;
    this.message = message;
  }

  boolean isPending() {
    return !status.isTerminal();
  }
}
