package org.vigie.notifier.delivery;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.vigie.model.Delivery;

/// Writes the states of deliveries to the ledger, with what follows from them: the end of the
/// members of a message, a notice about a channel that fails, what was told, and the counts.
/// Thread-safe.
final class DeliveryRecorder {
  private final DeliveryLedger ledger;
  private final DeliveryRouter router;
  private final Predicate<Destination> isFailing;
  private final DeliveryCounts counts;
  private final InstantSource clock;

  /// @param isFailing whether a destination is not called for a while because it fails
  DeliveryRecorder(
      DeliveryLedger ledger,
      DeliveryRouter router,
      Predicate<Destination> isFailing,
      DeliveryCounts counts,
      InstantSource clock) {
    this.ledger = ledger;
    this.router = router;
    this.isFailing = isFailing;
    this.counts = counts;
    this.clock = clock;
  }

  /// Counts a delivery that is planned.
  void recordPlanned(Delivery delivery) {
    counts.recordPlanned(findKind(delivery));
  }

  /// Counts a delivery that has ended without an attempt.
  void recordEnd(Delivery delivery) {
    counts.recordState(findKind(delivery), delivery.status());
  }

  /// Writes the state of a delivery.
  ///
  /// @param members those of a message, which end with it; empty for a delivery
  /// @param settled runs once everything is on the ledger
  void write(Delivery now, List<Delivery> members, Runnable settled) {
    List<Delivery> records = new ArrayList<>(List.of(now));
    if (now.status().isTerminal()) {
      members.forEach(member -> records.add(member.endedWith(now)));
      createNotice(now).ifPresent(records::add);
    }
    ledger.writeStates(
        records,
        () -> {
          records.forEach(this::recordWritten);
          settled.run();
        });
  }

  /// Tells the owner of the subscription by another channel that this one fails, once a day.
  private Optional<Delivery> createNotice(Delivery now) {
    if (now.status() != Delivery.Status.FAILED || now.notice() != null) {
      return Optional.empty();
    }
    return router.findOthersForPeople(now).stream()
        .min(Comparator.comparing(to -> isFailing.test(to.destination())))
        .map(to -> Delivery.createNotice(now, findKind(now), to.channel().name(), clock.instant()))
        .filter(notice -> ledger.indexes().find(notice.subscription(), notice.id()) == null);
  }

  /// What was written may differ: an alert that is too large ends its delivery.
  private void recordWritten(Delivery one) {
    Delivery.Status status =
        ledger.findStatus(ledger.indexes().partitionOf(one.subscription()), one.id(), one.status());
    if (!one.isMessage()) {
      counts.recordState(findKind(one), status);
    }
    if (status == Delivery.Status.DELIVERED) {
      recordTold(one);
    }
  }

  /// What was not held was recorded when it was planned.
  private void recordTold(Delivery one) {
    if (one.grouping().batch() != null) {
      ledger.told().recordMember(one, clock.instant());
    } else if (one.grouping().held() != null && !one.isBatch()) {
      ledger.told().recordMessage(one, clock.instant());
    }
  }

  private String findKind(Delivery delivery) {
    return router.findKind(delivery).orElse(DeliveryCounts.OTHER);
  }
}
