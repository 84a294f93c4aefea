package org.vigie.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The delivery of an alert by one channel, or a message that tells several of them at once: the
/// value of the Kafka topic `vigie.deliveries`, the ledger.
///
/// @param id the same on every attempt, see [Identity]
/// @param alert the id of the alert; of a message for several deliveries, its own id
/// @param seq the update number of the alert; 1 for a message for several deliveries
/// @param subscription the id of the subscription, by which the ledger is partitioned
/// @param channel the name of the channel
/// @param status the current status
/// @param attempts number of attempts
/// @param since when the delivery was planned, or when a person last requested a retry; null for
///     deliveries that ended under release 0.1, which did not write it
/// @param lastAttempt null before the first attempt
/// @param nextAttempt when the next attempt is due, null once the delivery has ended
/// @param problem description of the last failure, null without one
/// @param grouping whether it is held and told together with others; null reads as neither
/// @param receipt by which the receiver knows the message, so that a later one can replace it; null
///     if it gives none
/// @param notice what a message about a failing channel says; null for all others
/// @param content the alert to send, as long as an attempt may follow: never null while the
///     delivery of an alert is pending; null once it is delivered or cancelled, if it is too large
///     to be kept, for a notice, and for a message whose alerts are those of its members
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
    Grouping grouping,
    @Nullable String receipt,
    @Nullable Notice notice,
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
    Checks.checkOptionalText("receipt", receipt, Checks.MAX_NAME);
    // Null in records written before the field was added.
    grouping = grouping == null ? Grouping.NONE : grouping;
    if (status == Status.PENDING
        && content == null
        && notice == null
        && grouping.members().isEmpty()) {
      throw new IllegalArgumentException("content is missing, and the delivery waits");
    }
  }

  /// Whether a delivery is held, and with which others it is told.
  ///
  /// @param held why it waits, or waited, before its first attempt; null if it did not
  /// @param batch the id of the message that tells it together with others; its own id for one that
  ///     was held and is told alone, which is set before its first attempt; null for all others
  /// @param members for a message that tells several deliveries: these, in the order in which they
  ///     are told. They are set before its first attempt and never change. Empty for a delivery
  public record Grouping(
      @Nullable HoldReason held, @Nullable String batch, List<BatchMember> members) {
    /// Neither held nor told with others.
    public static final Grouping NONE = new Grouping(null, null, List.of());

    /// The maximum number of members.
    public static final int MAX_MEMBERS = 10_000;

    /// Copies the list.
    public Grouping {
      Checks.checkId("batch", batch);
      members = Checks.copyOrEmpty("members", members);
      Checks.checkSize("members", members.size(), MAX_MEMBERS);
    }
  }

  /// One of the deliveries that a message tells.
  ///
  /// @param delivery its id
  /// @param subscription the id of its subscription
  public record BatchMember(String delivery, String subscription) {
    /// Rejects a member without its ids.
    public BatchMember {
      Checks.requireId("delivery", delivery);
      Checks.requireId("subscription", subscription);
    }
  }

  /// Tells the owner of a subscription, by another channel, that one of its channels fails.
  ///
  /// @param channel the name of the failing channel
  /// @param kind its kind
  /// @param problem description of the last failure
  /// @param failed the id of a delivery that failed for good
  /// @param since when that delivery was planned; null if it does not say
  public record Notice(
      String channel, String kind, String problem, String failed, @Nullable Instant since) {
    /// Rejects a notice that does not say what fails.
    public Notice {
      Checks.requireName("channel", channel);
      Checks.requireName("kind", kind);
      Checks.requireText("problem", problem);
      Checks.requireId("failed", failed);
      Checks.checkTime("since", since);
    }
  }

  /// Returns whether this is a message that tells several deliveries, and not one of them.
  public boolean isBatch() {
    return !grouping.members().isEmpty();
  }

  /// The id of the message that tells this delivery together with others; null if none does.
  public @Nullable String toldBy() {
    return id.equals(grouping.batch()) ? null : grouping.batch();
  }

  /// Returns whether this is a message of the notifier's own, which delivers no alert by itself:
  /// one that tells several deliveries, or a notice.
  public boolean isMessage() {
    return isBatch() || notice != null;
  }

  /// Creates the delivery of an alert by a channel, before its first attempt, due now.
  public static Delivery createPending(Alert alert, String channel, Instant now) {
    return createHeld(alert, channel, now, now, null);
  }

  /// Creates the delivery of an alert by a channel, before its first attempt.
  ///
  /// @param due when it is to be sent
  /// @param held why not now; null if now
  public static Delivery createHeld(
      Alert alert, String channel, Instant now, Instant due, @Nullable HoldReason held) {
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
        due,
        null,
        held == null ? Grouping.NONE : new Grouping(held, null, List.of()),
        null,
        null,
        alert);
  }

  /// Creates a message that tells several deliveries, before its first attempt, due now. It belongs
  /// to the subscription of its first member.
  ///
  /// @param channel the name of the channel
  /// @param held why its members were held; null if they were not
  /// @param content the alert to tell, if it is one for several subscriptions; null if the alerts
  ///     are those of the members
  public static Delivery createBatch(
      String channel,
      List<BatchMember> members,
      @Nullable HoldReason held,
      @Nullable Alert content,
      Instant now) {
    String id = Identity.batchId(members.stream().map(BatchMember::delivery).toList());
    return createMessage(
        id,
        members.getFirst().subscription(),
        channel,
        now,
        new Grouping(held, null, members),
        null,
        content);
  }

  /// Creates the message that tells of a failing channel by another one, due now. Those of one day
  /// about one channel have the same id.
  ///
  /// @param failed the delivery that failed for good
  /// @param kind the kind of its channel
  /// @param channel the name of the channel that tells it
  public static Delivery createNotice(Delivery failed, String kind, String channel, Instant now) {
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    String id = Identity.noticeId(failed.subscription(), failed.channel(), day);
    Notice notice =
        new Notice(
            failed.channel(),
            kind,
            failed.problem() == null ? failed.status().toString() : failed.problem(),
            failed.id(),
            failed.since());
    return createMessage(id, failed.subscription(), channel, now, Grouping.NONE, notice, null);
  }

  private static Delivery createMessage(
      String id,
      String subscription,
      String channel,
      Instant now,
      Grouping grouping,
      @Nullable Notice notice,
      @Nullable Alert content) {
    return new Delivery(
        id,
        id,
        1,
        subscription,
        channel,
        Status.PENDING,
        0,
        now,
        null,
        now,
        null,
        grouping,
        null,
        notice,
        content);
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

  /// Returns a pending copy without attempts, due now, for a retry that a person requested. A
  /// delivery is told alone from now on, under its own id. A message keeps the time at which it was
  /// made, on which depends what it tells.
  public Delivery resetForRetry(Instant now) {
    Delivery reset =
        copyWith(Status.PENDING, 0, isBatch() ? since : now, lastAttempt, now, problem, content);
    return isBatch() ? reset : reset.withGrouping(Grouping.NONE);
  }

  /// Returns a pending copy that is told alone, under its own id, and is due now.
  public Delivery toldAlone(Instant now) {
    return withNextAttempt(now, problem).withGrouping(new Grouping(grouping.held(), id, List.of()));
  }

  /// Returns a copy without content.
  ///
  /// @throws IllegalArgumentException if the delivery is pending
  public Delivery withoutContent() {
    return copyWith(status, attempts, since, lastAttempt, nextAttempt, problem, null);
  }

  /// Returns a copy by whose receipt a later message can replace this one; null for none.
  public Delivery withReceipt(@Nullable String given) {
    return copyWith(
        status, attempts, since, lastAttempt, nextAttempt, problem, grouping, given, content);
  }

  /// Returns a pending copy that waits for the message that tells it.
  ///
  /// @param message the id of the message; null for none, so that it waits for its own time
  public Delivery withBatch(@Nullable String message) {
    return withNextAttempt(nextAttempt == null ? Instant.EPOCH : nextAttempt, problem)
        .withGrouping(new Grouping(grouping.held(), message, List.of()));
  }

  private Delivery withGrouping(Grouping other) {
    return copyWith(
        status, attempts, since, lastAttempt, nextAttempt, problem, other, receipt, content);
  }

  /// Returns a copy that ended as the message that told it. It keeps no receipt: a later message
  /// must not replace one that tells others as well.
  ///
  /// @param message the message, which has ended
  public Delivery endedWith(Delivery message) {
    return copyWith(
        message.status(),
        message.attempts(),
        since,
        message.lastAttempt(),
        null,
        message.problem(),
        new Grouping(grouping.held(), message.id(), List.of()),
        null,
        message.status() == Status.FAILED ? content : null);
  }

  private Delivery copyWith(
      Status newStatus,
      int newAttempts,
      @Nullable Instant newSince,
      @Nullable Instant last,
      @Nullable Instant next,
      @Nullable String why,
      @Nullable Alert what) {
    return copyWith(newStatus, newAttempts, newSince, last, next, why, grouping, receipt, what);
  }

  private Delivery copyWith(
      Status newStatus,
      int newAttempts,
      @Nullable Instant newSince,
      @Nullable Instant last,
      @Nullable Instant next,
      @Nullable String why,
      Grouping newGrouping,
      @Nullable String newReceipt,
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
        newGrouping,
        newReceipt,
        notice,
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
    /// Not sent: its subscription or its channel was removed, a person dropped it, or there was
    /// nothing left to tell.
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
