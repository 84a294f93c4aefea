package org.vigie.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An alert on its way to a person by one channel: the value of `vigie.deliveries`, the ledger.
///
/// @param id see [Identity#deliveryId]; the same on every attempt
/// @param alert the id of the alert
/// @param seq the update number of the alert
/// @param subscription the id of the subscription, by which the ledger is partitioned
/// @param channel the name of the channel
/// @param status where it stands
/// @param attempts how many were made
/// @param since when it was first to be sent, or a person asked for it anew; null in records of 0.1
/// @param lastAttempt null before the first
/// @param nextAttempt when it is due, null once it has ended
/// @param problem the last failure in words, null without one
/// @param content what is to be sent, while an attempt may still follow: absent once it was
///     delivered or cancelled, and in records of 0.1
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
  /// Refuses a delivery without its ids.
  public Delivery {
    Words.required("delivery id", id);
    Words.required("alert", alert);
    Words.required("subscription", subscription);
  }

  /// The delivery of an alert by a channel, before its first attempt.
  public static Delivery first(Alert alert, String channel, Instant now) {
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

  /// The same after one more attempt.
  public Delivery tried(Instant now) {
    return at(status, attempts + 1, since, now, nextAttempt, problem, content);
  }

  /// The same, to be tried at a later time.
  ///
  /// @param why in words, null without
  public Delivery waiting(Instant next, @Nullable String why) {
    return at(Status.PENDING, attempts, since, lastAttempt, next, why, content);
  }

  /// Its end. A failed one keeps its content, since a person may ask for it anew.
  ///
  /// @param why in words, null without
  public Delivery ended(Status end, @Nullable String why) {
    return at(end, attempts, since, lastAttempt, null, why, end == Status.FAILED ? content : null);
  }

  /// The same begun anew, because a person asked for it.
  public Delivery anew(Instant now) {
    return at(Status.PENDING, 0, now, lastAttempt, now, problem, content);
  }

  /// The same with what is to be sent; null takes it away.
  public Delivery with(@Nullable Alert alertToSend) {
    return at(status, attempts, since, lastAttempt, nextAttempt, problem, alertToSend);
  }

  private Delivery at(
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

  /// Where a delivery stands.
  public enum Status {
    /// To be tried, or tried again.
    PENDING("pending", false),
    /// Arrived.
    DELIVERED("delivered", true),
    /// Given up, kept for a person to look at.
    FAILED("failed", true),
    /// Not sent, because its subscription was removed.
    CANCELLED("cancelled", true);

    private final String word;
    private final boolean ended;

    Status(String word, boolean ended) {
      this.word = word;
      this.ended = ended;
    }

    /// True where no attempt follows.
    public boolean ended() {
      return ended;
    }

    /// The word used in JSON.
    @Override
    public String toString() {
      return word;
    }
  }
}
