package org.vigie.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery.Notice;

/// A [Delivery] without its alert, for whoever reads a large ledger: its content, which makes up
/// nearly all of a record, is not even decoded. The components are those of [Delivery].
public record DeliverySummary(
    String id,
    String alert,
    int seq,
    String subscription,
    String channel,
    Delivery.Status status,
    int attempts,
    @Nullable Instant since,
    @Nullable Instant lastAttempt,
    @Nullable Instant nextAttempt,
    @Nullable String problem,
    Delivery.Grouping grouping,
    @Nullable String receipt,
    @Nullable Notice notice) {
  /// Rejects a summary without its ids or its status, and values out of range.
  public DeliverySummary {
    Checks.requireId("id", id);
    Checks.requireId("alert", alert);
    Checks.checkCount("seq", seq, 1);
    Checks.requireId("subscription", subscription);
    Checks.requireName("channel", channel);
    Checks.require("status", status);
    Checks.checkCount("attempts", attempts, 0);
    Checks.checkTime("since", since);
    Checks.checkTime("lastAttempt", lastAttempt);
    Checks.checkTime("nextAttempt", nextAttempt);
    grouping = grouping == null ? Delivery.Grouping.NONE : grouping;
  }

  /// The summary of a delivery.
  public static DeliverySummary of(Delivery delivery) {
    return new DeliverySummary(
        delivery.id(),
        delivery.alert(),
        delivery.seq(),
        delivery.subscription(),
        delivery.channel(),
        delivery.status(),
        delivery.attempts(),
        delivery.since(),
        delivery.lastAttempt(),
        delivery.nextAttempt(),
        delivery.problem(),
        delivery.grouping(),
        delivery.receipt(),
        delivery.notice());
  }

  /// Returns whether this is a message that tells several deliveries, and not one of them.
  public boolean isBatch() {
    return !grouping.members().isEmpty();
  }

  /// The id of the message that tells this delivery together with others; null if none does.
  public @Nullable String toldBy() {
    return id.equals(grouping.batch()) ? null : grouping.batch();
  }

  /// Returns whether this was held and is told alone.
  public boolean isToldAlone() {
    return id.equals(grouping.batch());
  }

  /// Returns whether this is a message of the notifier's own, which delivers no alert by itself:
  /// one that tells several deliveries, or a notice.
  public boolean isMessage() {
    return isBatch() || notice != null;
  }
}
