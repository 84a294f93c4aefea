package org.vigie.notifier.delivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.notifier.delivery.plan.ReleasePlannerTest.atOnce;
import static org.vigie.notifier.delivery.plan.ReleasePlannerTest.held;
import static org.vigie.notifier.delivery.plan.ReleasePlannerTest.subscription;
import static org.vigie.notifier.delivery.plan.ReleasePlannerTest.time;

import org.junit.jupiter.api.Test;
import org.vigie.model.HoldReason;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Subscription;

/// A rule that is edited while alerts are held; times as in [ReleasePlannerTest].
class ReplanTest {
  private static final Release FOR_DIGEST = held("04 08:00", HoldReason.DIGEST);
  private static final Release FOR_QUIET = held("04 07:00", HoldReason.QUIET);
  private static final Release FOR_CAP = held("03 11:00", HoldReason.CAP);
  private static final Release FOR_COOL_DOWN = held("03 12:00", HoldReason.COOL_DOWN);
  private static final Release FOR_PAUSE = held("05 10:00", HoldReason.PAUSED);

  private final SampleTimings timing = SampleTimings.inParis();

  /// Replans what was planned at a time, under this test's timing, in force since another.
  private Release replan(Release before, String planned, String edited) {
    return ReleasePlanner.replan(before, time(planned), activeSince(edited, timing.build()));
  }

  private static Subscription activeSince(String edited, NotificationTiming timing) {
    return subscription(timing, Subscription.State.ACTIVE).withValidFrom(time(edited));
  }

  @Test
  void whatIsNotHeldStays() {
    timing.digest("daily 08:00").quiet("00:00-24:00");

    assertThat(replan(atOnce("03 10:00"), "03 10:00", "03 10:01")).isEqualTo(atOnce("03 10:00"));
  }

  @Test
  void whatTheEditDoesNotTouchStays() {
    timing.digest("daily 08:00").maxPerHour(5);
    assertThat(replan(FOR_DIGEST, "03 10:00", "03 12:00")).isEqualTo(FOR_DIGEST);

    timing.digest("daily 03:00").quiet("22:00-07:00");
    Release delayed = held("04 07:00", HoldReason.DIGEST);
    assertThat(replan(delayed, "03 10:00", "04 05:00"))
        .as("its digest is past, and delayed by quiet hours")
        .isEqualTo(delayed);
  }

  @Test
  void aDigestThatIsRemovedTellsAtOnce() {
    assertThat(replan(FOR_DIGEST, "03 10:00", "03 12:00"))
        .as("as one message still")
        .isEqualTo(held("03 12:00", HoldReason.DIGEST));

    timing.quiet("11:00-14:00");
    assertThat(replan(FOR_DIGEST, "03 10:00", "03 12:00"))
        .isEqualTo(held("03 14:00", HoldReason.QUIET));
  }

  @Test
  void aDigestAtAnotherTimeIsTheNextOfThose() {
    timing.digest("daily 11:00");
    assertThat(replan(FOR_DIGEST, "03 10:00", "03 12:00"))
        .as("that of today is past")
        .isEqualTo(held("04 11:00", HoldReason.DIGEST));

    timing.digest("daily 18:00");
    assertThat(replan(FOR_DIGEST, "03 10:00", "03 12:00"))
        .isEqualTo(held("03 18:00", HoldReason.DIGEST));
  }

  @Test
  void aNewDigestTakesWhatWasHeldForOtherReasons() {
    timing.digest("daily 18:00").coolDown(120).maxPerHour(1);

    assertThat(replan(FOR_QUIET, "03 23:00", "03 23:30"))
        .isEqualTo(held("04 18:00", HoldReason.DIGEST));
    assertThat(replan(FOR_CAP, "03 10:20", "03 10:30"))
        .isEqualTo(held("03 18:00", HoldReason.DIGEST));
    assertThat(replan(FOR_COOL_DOWN, "03 10:20", "03 10:30"))
        .isEqualTo(held("03 18:00", HoldReason.DIGEST));
  }

  @Test
  void otherQuietHoursEndWhenTheyDo() {
    timing.quiet("22:00-06:00");
    assertThat(replan(FOR_QUIET, "03 23:00", "04 05:00"))
        .isEqualTo(held("04 06:00", HoldReason.QUIET));
    assertThat(replan(FOR_QUIET, "03 23:00", "04 06:30"))
        .as("they are over")
        .isEqualTo(held("04 06:30", HoldReason.QUIET));

    timing.quiet("22:00-09:00");
    assertThat(replan(FOR_QUIET, "03 23:00", "04 05:00"))
        .isEqualTo(held("04 09:00", HoldReason.QUIET));
  }

  @Test
  void aSilenceHoldsWhatIsHeldForLonger() {
    timing.silentUntil(time("06 12:00")).coolDown(120).maxPerHour(1);

    Release silent = held("06 12:00", HoldReason.QUIET);
    assertThat(replan(FOR_CAP, "03 10:20", "03 10:30")).isEqualTo(silent);
    assertThat(replan(FOR_COOL_DOWN, "03 10:20", "03 10:30")).isEqualTo(silent);
    assertThat(replan(FOR_QUIET, "03 23:00", "03 23:30")).isEqualTo(silent);
  }

  @Test
  void whatMayBeUrgentIsHeldByItsCoolDownAlone() {
    timing.quiet("10:00-24:00").digest("daily 18:00").urgent("ceasefire").coolDown(120);
    assertThat(replan(FOR_COOL_DOWN, "03 10:20", "03 10:30")).isEqualTo(FOR_COOL_DOWN);

    timing.coolDown(0);
    assertThat(replan(FOR_COOL_DOWN, "03 10:20", "03 10:30"))
        .isEqualTo(held("03 10:30", HoldReason.COOL_DOWN));
  }

  @Test
  void aCapThatIsRemovedTellsAtOnceAndAnotherLater() {
    assertThat(replan(FOR_CAP, "03 10:20", "03 10:30")).isEqualTo(held("03 10:30", HoldReason.CAP));

    timing.maxPerHour(100);
    assertThat(replan(FOR_CAP, "03 10:20", "03 10:30")).isEqualTo(FOR_CAP);
  }

  @Test
  void aCoolDownOnlyBecomesShorter() {
    timing.coolDown(30);
    assertThat(replan(FOR_COOL_DOWN, "03 10:20", "03 10:30"))
        .as("its story was told at 10:20 at the latest")
        .isEqualTo(held("03 10:50", HoldReason.COOL_DOWN));
    assertThat(replan(FOR_COOL_DOWN, "03 10:20", "03 11:30"))
        .isEqualTo(held("03 11:30", HoldReason.COOL_DOWN));

    timing.coolDown(600);
    assertThat(replan(FOR_COOL_DOWN, "03 10:20", "03 10:30")).isEqualTo(FOR_COOL_DOWN);
  }

  @Test
  void aPauseHoldsForAsLongAsNewsIsFresh() {
    Subscription paused =
        activeSince("03 10:30", timing.build()).withState(Subscription.State.PAUSED);

    assertThat(ReleasePlanner.replan(FOR_CAP, time("03 10:20"), paused))
        .isEqualTo(held("05 10:20", HoldReason.PAUSED));
    assertThat(ReleasePlanner.replan(FOR_PAUSE, time("03 10:20"), paused)).isEqualTo(FOR_PAUSE);
  }

  @Test
  void resumingTellsAtOnceOrAsTheRuleSays() {
    assertThat(replan(FOR_PAUSE, "03 10:00", "03 12:00"))
        .as("as one message")
        .isEqualTo(held("03 12:00", HoldReason.PAUSED));
    timing.quiet("11:00-14:00");
    assertThat(replan(FOR_PAUSE, "03 10:00", "03 12:00"))
        .isEqualTo(held("03 14:00", HoldReason.QUIET));
    timing.digest("daily 18:00");
    assertThat(replan(FOR_PAUSE, "03 10:00", "03 12:00"))
        .isEqualTo(held("03 18:00", HoldReason.DIGEST));
  }

  @Test
  void anEditThatWasReadLateDoesNotReachBack() {
    assertThat(replan(FOR_DIGEST, "03 10:00", "03 09:59"))
        .isEqualTo(held("03 10:00", HoldReason.DIGEST));
  }
}
