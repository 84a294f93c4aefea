package org.vigie.notifier.delivery.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.vigie.model.Alert;
import org.vigie.model.Digest;
import org.vigie.model.HoldReason;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Subscription;
import org.vigie.model.Urgency;

/// Plans when the alerts of a subscription are told by one channel. The same arguments always give
/// the same plan, so that a restart changes nothing.
///
/// The rules apply in this order: pause, cool-down (for what is promoted from a replay, the wait
/// for the others that are), digest, quiet hours and silence, cap. Each begins with the due time
/// that those before it left, and the last that moves it gives the reason; only a digest stays one
/// when quiet hours delay it. Urgent alerts are held by the first two alone.
public final class ReleasePlanner {
  /// For how long a pause holds alerts: as long as news is fresh, by the default of
  /// `alert.max-age`.
  public static final Duration MAX_AGE = Duration.ofDays(2);

  private static final Duration CAPPED = Duration.ofHours(1);

  /// For how long the first alert that is promoted from a replay waits for the others.
  private static final Duration PROMOTED = Duration.ofSeconds(10);

  private ReleasePlanner() {}

  /// Plans an alert.
  ///
  /// @param newest the subscription in its newest version, which is not removed
  /// @return a release at `now` or later. What a pause holds is due when it is stale
  public static Release plan(Alert alert, Subscription newest, ToldHistory history, Instant now) {
    if (newest.state() == Subscription.State.PAUSED) {
      return new Release(later(alert.timeline().decided().plus(MAX_AGE), now), HoldReason.PAUSED);
    }
    NotificationTiming timing = newest.telling().timing();
    Release release =
        alert.wasPromoted() ? afterOthers(alert, now) : coolDown(alert, timing, history, now);
    if (timing.breakThrough().includes(alert)) {
      return release;
    }
    release = afterQuiet(timing, afterDigest(timing, release));
    // A later time has fewer messages in the hour before it, since history ends now: once will do.
    return afterQuiet(timing, afterCap(timing, history, release));
  }

  /// Whether this timing can hold an alert at one moment and not at another, by something else than
  /// the cool-down of its story, which what is on the ledger decides.
  public static boolean canHold(NotificationTiming timing) {
    return timing.digest() != null
        || !timing.quiet().isEmpty()
        || timing.silentUntil() != null
        || timing.maxPerHour() != null;
  }

  /// Plans anew what is held and not yet due, under a newer version of its subscription: as if that
  /// version had been in force when it was planned, but what it would have told by now is planned
  /// as if it were raised when the version came into force. What a cool-down holds may be urgent:
  /// if the version lets urgent alerts through, digest and quiet hours do not hold it for longer.
  ///
  /// @param before the plan so far
  /// @param planned when it was first planned
  /// @param newest the newer version, which is not removed
  /// @return due no earlier than that version is in force; held for the reason before if the new
  ///     version holds it for none, so that what was held is still told as one message
  public static Release replan(Release before, Instant planned, Subscription newest) {
    if (before.held() == null) {
      return before;
    }
    if (newest.state() == Subscription.State.PAUSED) {
      return before.held() == HoldReason.PAUSED
          ? before
          : new Release(planned.plus(MAX_AGE), HoldReason.PAUSED);
    }
    NotificationTiming timing = newest.telling().timing();
    boolean urgent = mayBeUrgent(before, timing);
    Release anew = planHeld(timing, urgent, startAnew(timing, before, planned));
    if (anew.due().isBefore(newest.validFrom())) {
      anew = planHeld(timing, urgent, new Release(newest.validFrom(), null));
    }
    return anew.held() == null ? new Release(anew.due(), before.held()) : anew;
  }

  private static boolean mayBeUrgent(Release before, NotificationTiming timing) {
    return before.held() == HoldReason.COOL_DOWN && !timing.breakThrough().equals(Urgency.NONE);
  }

  private static Release planHeld(NotificationTiming timing, boolean urgent, Release start) {
    return urgent ? start : afterQuiet(timing, afterDigest(timing, start));
  }

  /// Returns what pause, cool-down and cap make of something held. The history of that time is not
  /// known any more: a cool-down that is shorter ends so long after the planning at the latest, and
  /// another cap leaves the time as it is.
  private static Release startAnew(NotificationTiming timing, Release before, Instant planned) {
    if (before.held() == HoldReason.COOL_DOWN) {
      Instant latest = planned.plus(timing.coolDown());
      return latest.isBefore(before.due()) ? new Release(latest, HoldReason.COOL_DOWN) : before;
    }
    return before.held() == HoldReason.CAP && timing.maxPerHour() != null
        ? before
        : new Release(planned, null);
  }

  /// Returns whether an alert is too old to be told after a pause.
  ///
  /// @param decided when it was decided
  public static boolean isStale(Instant decided, Instant now) {
    return !now.isBefore(decided.plus(MAX_AGE));
  }

  private static Release coolDown(
      Alert alert, NotificationTiming timing, ToldHistory history, Instant now) {
    Instant told = alert.kind() == Alert.Kind.NEW ? null : history.lastTold(alert.id());
    Instant end = told == null ? now : told.plus(timing.coolDown());
    return end.isAfter(now) ? new Release(end, HoldReason.COOL_DOWN) : new Release(now, null);
  }

  /// Holds what was promoted from a replay, so that all of it is told as one message. It is decided
  /// when it is promoted. What is read later, after the notifier has stood still, is due at the
  /// same full ten seconds.
  private static Release afterOthers(Alert alert, Instant now) {
    Instant due = alert.timeline().decided().plus(PROMOTED);
    if (!due.isAfter(now)) {
      long length = PROMOTED.toSeconds();
      due = Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond() + 1, length) + 1) * length);
    }
    return new Release(due, HoldReason.PROMOTED);
  }

  private static Release afterDigest(NotificationTiming timing, Release release) {
    Digest digest = timing.digest();
    if (digest == null) {
      return release;
    }
    // A digest at the very end of a cool-down can tell what that held; one at this moment is sent.
    Instant after =
        release.held() == HoldReason.COOL_DOWN ? release.due().minusNanos(1) : release.due();
    return new Release(ReleaseTimes.nextDigest(digest, timing.zone(), after), HoldReason.DIGEST);
  }

  private static Release afterQuiet(NotificationTiming timing, Release release) {
    Instant end = ReleaseTimes.quietUntil(timing, release.due());
    if (end == null) {
      return release;
    }
    return new Release(
        end, release.held() == HoldReason.DIGEST ? HoldReason.DIGEST : HoldReason.QUIET);
  }

  /// A digest is one message however much it tells, so that delaying a part of it would only make a
  /// second one.
  private static Release afterCap(NotificationTiming timing, ToldHistory history, Release release) {
    Integer most = timing.maxPerHour();
    if (most == null || release.held() == HoldReason.DIGEST) {
      return release;
    }
    Instant hourBefore = release.due().minus(CAPPED);
    List<Instant> told =
        history.toldSince(hourBefore).stream().filter(time -> time.isAfter(hourBefore)).toList();
    return told.size() < most
        ? release
        : new Release(told.get(told.size() - most).plus(CAPPED), HoldReason.CAP);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
