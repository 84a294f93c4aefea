package org.vigie.notifier.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.model.Delivery;
import org.vigie.notifier.delivery.DeliveryIndex.DueDelivery;
import org.vigie.notifier.delivery.DeliveryIndex.IndexedDelivery;

/// The members of messages, as attempts need them: read with a consumer of its own, so that
/// attempts do not hold up the notifier's thread. Thread-safe.
final class MessageMembers {
  private final DeliveryLedger ledger;
  private final LedgerReader reader;

  /// @param reader not the one of the notifier's thread
  MessageMembers(DeliveryLedger ledger, LedgerReader reader) {
    this.ledger = ledger;
    this.reader = reader;
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
    if (delivery.content() != null || members.size() == delivery.grouping().members().size()) {
      return Optional.of(members);
    }
    Set<String> read = members.stream().map(Delivery::id).collect(Collectors.toSet());
    int partition = ledger.indexes().partitionOf(delivery.subscription());
    List<DueDelivery> missing = new ArrayList<>();
    for (Delivery.Member member : delivery.grouping().members()) {
      IndexedDelivery place = ledger.indexes().find(partition, member.delivery());
      if (place != null && !read.contains(member.delivery())) {
        missing.add(new DueDelivery(Instant.EPOCH, member.delivery(), place.offset()));
      }
    }
    ledger.requestReindex(partition, missing);
    return missing.isEmpty() ? Optional.of(members) : Optional.empty();
  }
}
