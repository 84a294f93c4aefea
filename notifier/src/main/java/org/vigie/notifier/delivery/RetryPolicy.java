package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery;
import org.vigie.model.TextTruncation;
import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.delivery.DestinationQueues.QueueRefusal;

/// Computes the next state of a delivery from what happened to it: when it is attempted again, or
/// how it ends. Thread-safe.
final class RetryPolicy {
  /// The maximum length of a stored failure message, in UTF-16 units.
  private static final int MAX_PROBLEM_LENGTH = 300;

  /// Between two looks at whether something on this side is mended.
  private static final Duration NOT_SENT_WAIT = Duration.ofMinutes(2);

  private final BackOff backOff;
  private final InstantSource clock;

  RetryPolicy(List<Duration> waits, InstantSource clock) {
    backOff = new BackOff(waits);
    this.clock = clock;
  }

  /// The state after an attempt that was made just now.
  Delivery applyResult(Delivery delivery, SendResult result) {
    Delivery tried = delivery.withAttempt(clock.instant());
    return switch (result) {
      case SendResult.Delivered(String receipt) ->
          tried.withFinalStatus(Delivery.Status.DELIVERED, null).withReceipt(receipt);
      case SendResult.PermanentFailure(String problem) ->
          tried.withFinalStatus(Delivery.Status.FAILED, shorten(problem));
      case SendResult.NotSent(String problem) -> hold(delivery, problem);
      case SendResult.TemporaryFailure(String problem, Duration asked) ->
          scheduleRetry(tried, problem, asked);
    };
  }

  /// Nothing was attempted, and nothing can be before something on this side is mended, however
  /// long that takes.
  private Delivery hold(Delivery delivery, String problem) {
    Duration wait = BackOff.addJitter(NOT_SENT_WAIT, delivery.id());
    return delivery.withNextAttempt(clock.instant().plus(wait), shorten(problem));
  }

  /// The state of a delivery that this notifier cannot send. An unsupported channel counts as an
  /// attempt, so that it does not wait without end.
  Delivery applyBlocked(Delivery delivery, DeliveryRoute.Blocked blocked) {
    return switch (blocked) {
      case DeliveryRoute.Cancelled(String why) ->
          delivery.withFinalStatus(Delivery.Status.CANCELLED, why);
      case DeliveryRoute.Unsupported(String why) ->
          scheduleRetry(delivery.withAttempt(clock.instant()), why, null);
      case DeliveryRoute.Invalid(String why) -> fail(delivery.withAttempt(clock.instant()), why);
    };
  }

  /// The state of a delivery that waits until its destination accepts it.
  Delivery postpone(Delivery delivery, QueueRefusal refusal) {
    return delivery.withNextAttempt(
        computeNextAttempt(delivery.id(), refusal), shorten(refusal.reason()));
  }

  /// When to offer a delivery again.
  Instant computeNextAttempt(String delivery, QueueRefusal refusal) {
    Duration wait = Duration.between(clock.instant(), refusal.until());
    return clock.instant().plus(BackOff.addJitter(wait, delivery));
  }

  /// When to look again at what a destination refuses: after a long wait at a full second, so that
  /// what waits for the same comes due in the order of the ledger and can be read in one go.
  Instant roundUp(Instant time) {
    Instant second = time.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
    return time.isBefore(clock.instant().plusSeconds(1)) ? time : second;
  }

  /// Limits the number of deliveries that wait for a destination that never answers: a delivery is
  /// given up if it has waited longer than all its attempts would have taken and its destination
  /// has failed for as long. A destination that is busy, or has only just started to fail, ends no
  /// delivery.
  ///
  /// @param since when the delivery was planned or last restarted; null if that is not known
  boolean isGivenUp(@Nullable Instant since, QueueRefusal refusal) {
    return isLongAgo(since) && isLongAgo(refusal.failingSince());
  }

  private boolean isLongAgo(@Nullable Instant since) {
    Duration longest = backOff.totalWait().multipliedBy(11).dividedBy(10);
    return since != null && since.plus(longest).isBefore(clock.instant());
  }

  private Delivery scheduleRetry(Delivery tried, String problem, @Nullable Duration asked) {
    return backOff.isExhausted(tried.attempts())
        ? fail(tried, problem)
        : tried.withNextAttempt(
            clock.instant().plus(backOff.computeWait(tried.attempts(), tried.id(), asked)),
            shorten(problem));
  }

  /// The state of a delivery that has failed.
  Delivery fail(Delivery delivery, String problem) {
    return delivery.withFinalStatus(Delivery.Status.FAILED, shorten(problem));
  }

  private static String shorten(String problem) {
    return TextTruncation.truncate(problem, MAX_PROBLEM_LENGTH);
  }
}
