package org.vigie.admin;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.model.DeliverySummary;
import org.vigie.model.HoldReason;

/// What statistics need of a delivery: it is small, so that those of a large ledger fit into
/// memory.
///
/// @param owner its channel
/// @param state its state
/// @param message whether it is a message of the notifier's own, and no delivery
/// @param held why it was held; null if it was not
/// @param planned when it was planned, in milliseconds since 1970
/// @param attempted its last attempt; [#NONE] before the first
/// @param due its next attempt; [#NONE] if it has ended
/// @param problem what is said of the last failure; null without one
record LedgerRow(
    Owner owner,
    DeliveryState state,
    boolean message,
    @Nullable HoldReason held,
    long planned,
    long attempted,
    long due,
    @Nullable String problem) {
  /// A time that is not there.
  static final long NONE = Long.MIN_VALUE;

  /// A channel of a subscription.
  ///
  /// @param channel its name
  record Owner(String subscription, String channel) {}

  /// Whether its last attempt failed.
  boolean isFailing() {
    return problem != null
        && attempted != NONE
        && (state == DeliveryState.WAITING || state == DeliveryState.FAILED);
  }

  /// Since when it fails: its first attempt is not known, but unless it was held it was soon after
  /// it was planned.
  long failingSince() {
    return held == null ? planned : attempted;
  }

  /// Reads rows; equal texts are kept once.
  static final class RowReader {
    private final Map<Owner, Owner> owners = new HashMap<>();
    private final Map<String, String> problems = new HashMap<>();

    LedgerRow read(DeliverySummary delivery) {
      Owner owner = new Owner(delivery.subscription(), delivery.channel());
      String problem = delivery.problem();
      return new LedgerRow(
          Objects.requireNonNullElse(owners.putIfAbsent(owner, owner), owner),
          DeliveryState.of(delivery),
          delivery.isMessage(),
          delivery.grouping().held(),
          toMillis(delivery.since()),
          toMillis(delivery.lastAttempt()),
          toMillis(delivery.nextAttempt()),
          problem == null ? null : problems.computeIfAbsent(problem, text -> text));
    }

    private static long toMillis(@Nullable Instant time) {
      return time == null ? NONE : time.toEpochMilli();
    }
  }

  /// The moment of one of the times; null for none.
  static @Nullable Instant toInstant(long millis) {
    return millis == NONE ? null : Instant.ofEpochMilli(millis);
  }
}
