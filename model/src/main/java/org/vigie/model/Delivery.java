package org.vigie.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The delivery of an alert by one channel: the value of the Kafka topic `vigie.deliveries`, the
/// ledger.
///
/// @param id the same on every attempt, see [Identity]
/// @param alert the id of the alert
/// @param seq the update number of the alert
/// @param subscription the id of the subscription, by which the ledger is partitioned
/// @param channel the name of the channel
/// @param status the current status
/// @param attempts number of attempts
/// @param since when the delivery was first due, or when a person last requested a retry; null for
///     deliveries that ended under release 0.1, which did not write it
/// @param lastAttempt null before the first attempt
/// @param nextAttempt when the next attempt is due, null once the delivery has ended
/// @param problem description of the last failure, null without one
/// @param content the alert to send, as long as an attempt may follow: never null while the
///     delivery is pending; null once it is delivered or cancelled, or if it is too large to be
///     kept
public record Delivery(
    String id,
    String alert,
    int seq,
    String subscription,
    String channel,
    Status status,
    int attempts,
    @Nullable Instant since,
    @Nullable Instant lastAttempt,
    @Nullable Instant nextAttempt,
    @Nullable String problem,
    @Nullable Alert content) {
  /// Rejects a delivery without its ids or its status, one that waits without the alert to send,
  /// and values out of range.
  public Delivery {
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
    Checks.checkOptionalText("problem", problem, Checks.MAX_TEXT);
    if (status == Status.PENDING && content == null) {
      throw new IllegalArgumentException("content is missing, and the delivery waits");
    }
  }

  /// Creates the delivery of an alert by a channel, before its first attempt.
  public static Delivery createPending(Alert alert, String channel, Instant now) {
    return new Delivery(
        Identity.deliveryId(alert.id(), alert.seq(), channel),
        alert.id(),
        alert.seq(),
        alert.subscription(),
        channel,
        Status.PENDING,
        0,
        now,
        null,
        now,
        null,
        alert);
  }

  /// Returns a copy with one more attempt, made now.
  public Delivery withAttempt(Instant now) {
    int made = Math.min(attempts + 1, Checks.MAX_COUNT);
    return copyWith(status, made, since, now, nextAttempt, problem, content);
  }

  /// Returns a pending copy whose next attempt is at the given time.
  ///
  /// @param why the reason, null without one
  public Delivery withNextAttempt(Instant next, @Nullable String why) {
    return copyWith(Status.PENDING, attempts, since, lastAttempt, next, why, content);
  }

  /// Returns a copy that has ended. A failed delivery keeps its content, since a person may request
  /// a retry.
  ///
  /// @param why the reason, null without one
  public Delivery withFinalStatus(Status end, @Nullable String why) {
    return copyWith(
        end, attempts, since, lastAttempt, null, why, end == Status.FAILED ? content : null);
  }

  /// Returns a pending copy without attempts, due now, for a retry that a person requested.
  public Delivery resetForRetry(Instant now) {
    return copyWith(Status.PENDING, 0, now, lastAttempt, now, problem, content);
  }

  /// Returns a copy without content.
  ///
  /// @throws IllegalArgumentException if the delivery is pending
  public Delivery withoutContent() {
    return copyWith(status, attempts, since, lastAttempt, nextAttempt, problem, null);
  }

  private Delivery copyWith(
      Status newStatus,
      int newAttempts,
      @Nullable Instant newSince,
      @Nullable Instant last,
      @Nullable Instant next,
      @Nullable String why,
      @Nullable Alert what) {
    return new Delivery(
        id,
        alert,
        seq,
        subscription,
        channel,
        newStatus,
        newAttempts,
        newSince,
        last,
        next,
        why,
        what);
  }

  /// The status of a delivery.
  public enum Status {
    /// An attempt is due or planned.
    PENDING("pending", false),
    /// The channel accepted the alert.
    DELIVERED("delivered", true),
    /// All attempts failed; the delivery is kept for a person to look at.
    FAILED("failed", true),
    /// Not sent, since the subscription was removed.
    CANCELLED("cancelled", true);

    private final String jsonName;
    private final boolean terminal;

    Status(String word, boolean ended) {
      this.jsonName = word;
      this.terminal = ended;
    }

    /// True if no further attempt follows.
    public boolean isTerminal() {
      return terminal;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return jsonName;
    }
  }
}
