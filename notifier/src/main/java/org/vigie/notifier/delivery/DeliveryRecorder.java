package org.vigie.notifier.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.vigie.model.Delivery;
import org.vigie.notifier.delivery.plan.ReleaseTimes;

/// Writes the states of deliveries to the ledger, with what follows from them: the end of the
/// members of a message, a notice about a channel that fails, what was told, and the counts.
/// Thread-safe.
final class DeliveryRecorder {
  private static final String RELEASED = "its subscriptions are told one by one";

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
      members.stream()
          .filter(member -> member.status() != Delivery.Status.DELIVERED)
          .forEach(member -> records.add(member.endedWith(now)));
      records.addAll(createNotices(records));
    }
    ledger.writeStates(
        records,
        () -> {
          records.forEach(this::recordWritten);
          settled.run();
        });
  }

  /// Ends a message for several subscriptions without a send: its members are sent on their own, if
  /// they still can be.
  ///
  /// @param members those that are on the ledger
  void release(Delivery message, List<Delivery> members, Runnable settled) {
    List<Delivery> records =
        new ArrayList<>(List.of(message.withFinalStatus(Delivery.Status.CANCELLED, RELEASED)));
    members.stream()
        .filter(member -> !member.status().isTerminal())
        .forEach(member -> records.add(member.toldAlone(clock.instant())));
    ledger.writeStates(records, settled);
  }

  /// Whether a message has ended by [#release].
  static boolean isReleased(Delivery message) {
    return message.status() == Delivery.Status.CANCELLED && RELEASED.equals(message.problem());
  }

  /// Tells the owners of the subscriptions by another channel that this one fails, once a day.
  private Collection<Delivery> createNotices(List<Delivery> ended) {
    Map<String, Delivery> notices = new LinkedHashMap<>();
    for (Delivery one : ended) {
      if (one.status() == Delivery.Status.FAILED && !one.isMessage()) {
        createNotice(one).ifPresent(notice -> notices.putIfAbsent(notice.id(), notice));
      }
    }
    return notices.values();
  }

  private Optional<Delivery> createNotice(Delivery failed) {
    return router.findOthersForPeople(failed).stream()
        .min(Comparator.comparing(to -> isFailing.test(to.destination())))
        .map(to -> createNotice(failed, to))
        .filter(notice -> ledger.indexes().find(notice.subscription(), notice.id()) == null);
  }

  /// Quiet hours hold a notice as well.
  private Delivery createNotice(Delivery failed, DeliveryRoute.Reachable to) {
    Instant now = clock.instant();
    Delivery notice = Delivery.createNotice(failed, findKind(failed), to.channel().name(), now);
    Instant quiet = ReleaseTimes.quietUntil(to.subscription().telling().timing(), now);
    return quiet == null ? notice : notice.withNextAttempt(quiet, null);
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
    if (one.toldBy() != null) {
      ledger.told().recordMember(one, clock.instant());
    } else if (one.grouping().held() != null && !one.isBatch()) {
      ledger.told().recordMessage(one, clock.instant());
    }
  }

  private String findKind(Delivery delivery) {
    return router.findKind(delivery).orElse(DeliveryCounts.OTHER);
  }
}
