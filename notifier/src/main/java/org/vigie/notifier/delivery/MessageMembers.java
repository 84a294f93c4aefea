package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.model.Delivery;
import org.vigie.notifier.delivery.DeliveryIndex.IndexedDelivery;

/// The members of messages, as attempts need them: read with a consumer of its own, so that
/// attempts do not hold up the notifier's thread. Thread-safe.
final class MessageMembers {
  /// How long Kafka may take to confirm the records that are written with a message.
  private static final Duration CONFIRMATION = Duration.ofMinutes(2);

  private final DeliveryLedger ledger;
  private final LedgerReader reader;
  private final InstantSource clock;

  /// @param reader not the one of the notifier's thread
  MessageMembers(DeliveryLedger ledger, LedgerReader reader, InstantSource clock) {
    this.ledger = ledger;
    this.reader = reader;
    this.clock = clock;
  }

  /// The members that can be read, in their order; none for a delivery.
  List<Delivery> read(Delivery delivery) {
    return delivery.isBatch() ? reader.readMembers(delivery) : List.of();
  }

  /// The members of a message that is about to be attempted. It tells the same on every attempt, so
  /// each of its members must be read. One whose record is missing has been superseded by another
  /// notifier, or cannot be read; both show once the ledger is read again from there.
  ///
  /// @return empty if that must happen first
  Optional<List<Delivery>> readAll(Delivery delivery) {
    List<Delivery> members = read(delivery);
    if (members.size() == delivery.grouping().members().size()) {
      return Optional.of(members);
    }
    Set<String> read = members.stream().map(Delivery::id).collect(Collectors.toSet());
    boolean isComplete = true;
    for (Delivery.BatchMember member : delivery.grouping().members()) {
      if (!read.contains(member.delivery()) && isAwaited(delivery, member)) {
        int partition = ledger.indexes().partitionOf(member.subscription());
        ledger.requestReindex(partition, List.of(member.delivery()));
        isComplete = false;
      }
    }
    return isComplete ? Optional.of(members) : Optional.empty();
  }

  /// Whether a member that was not read may come: it is known here and has not ended; or it was
  /// written with a message for several subscriptions a moment ago, and Kafka has not confirmed it.
  private boolean isAwaited(Delivery message, Delivery.BatchMember member) {
    int partition = ledger.indexes().partitionOf(member.subscription());
    IndexedDelivery place = ledger.indexes().find(partition, member.delivery());
    if (place != null) {
      return !place.status().isTerminal();
    }
    Instant made = message.since();
    return message.content() != null
        && ledger.indexes().get(partition) != null
        && made != null
        && made.plus(CONFIRMATION).isAfter(clock.instant());
  }
}
