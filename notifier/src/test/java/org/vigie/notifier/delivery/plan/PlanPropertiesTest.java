package org.vigie.notifier.delivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.HoldReason;
import org.vigie.model.NotificationTiming;
import org.vigie.model.QuietHours;
import org.vigie.model.Subscription;

/// What holds of every plan, for random rules and moments of twenty years.
class PlanPropertiesTest {
  private static final int CASES = 5_000;

  @Test
  void aPlanIsNeverEarlyNorQuietNorTwiceForOneReason() {
    RandomTimings random = new RandomTimings(3);
    for (int i = 0; i < CASES; i++) {
      NotificationTiming timing = random.timing();
      Instant now = random.moment(timing.zone());
      boolean urgent = random.oneIn(5);
      Alert alert =
          ReleasePlannerTest.alert(
              random.oneIn(3) ? Alert.Kind.NEW : Alert.Kind.UPDATE, urgent ? "urgent" : "summit");
      Subscription subscription = active(timing);
      ToldHistory history = new FixedHistory(random.momentBefore(now), random.timesBefore(now));

      Release release = ReleasePlanner.plan(alert, subscription, history, now);

      String example = timing + " at " + now + " with " + history + ": " + release;
      assertThat(release.due()).as(example).isAfterOrEqualTo(now);
      assertThat(release.held() == null).as(example).isEqualTo(release.due().equals(now));
      if (!urgent && canEnd(timing)) {
        assertThat(ReleaseTimes.quietUntil(timing, release.due())).as(example).isNull();
      }
      if (release.held() != null && release.held() != HoldReason.DIGEST && canEnd(timing)) {
        assertThat(ReleasePlanner.plan(alert, subscription, history, release.due()).held())
            .as(example)
            .isNotEqualTo(release.held());
      }
    }
  }

  @Test
  void anEditThatChangesNothingMovesNothing() {
    RandomTimings random = new RandomTimings(4);
    for (int i = 0; i < CASES; i++) {
      NotificationTiming timing = random.timing();
      Instant planned = random.moment(timing.zone());
      Alert alert = ReleasePlannerTest.alert(Alert.Kind.NEW, "summit");
      Release before = ReleasePlanner.plan(alert, active(timing), ToldHistory.NONE, planned);
      Instant edited = between(planned, before.due(), i);

      assertThat(ReleasePlanner.replan(before, planned, active(timing).withValidFrom(edited)))
          .as("%s, planned %s, edited %s", timing, planned, edited)
          .isEqualTo(before);
    }
  }

  @Test
  void anotherRuleIsFollowedFromItsStart() {
    RandomTimings random = new RandomTimings(5);
    for (int i = 0; i < CASES; i++) {
      NotificationTiming timing = random.timing();
      Instant planned = random.moment(timing.zone());
      ToldHistory history =
          new FixedHistory(random.momentBefore(planned), random.timesBefore(planned));
      Release before =
          ReleasePlanner.plan(
              ReleasePlannerTest.alert(Alert.Kind.UPDATE, "summit"),
              active(timing),
              history,
              planned);
      Instant edited = between(planned, before.due(), i);
      NotificationTiming other = random.timing();

      Release after = ReleasePlanner.replan(before, planned, active(other).withValidFrom(edited));

      String example = before + " of " + timing + " edited " + edited + " to " + other;
      assertThat(after.held() == null).as(example).isEqualTo(before.held() == null);
      assertThat(after.due()).as(example).isAfterOrEqualTo(edited);
      // All these rules let urgent alerts through, and what a cool-down holds may be one.
      if (before.held() != null && before.held() != HoldReason.COOL_DOWN && canEnd(other)) {
        assertThat(ReleaseTimes.quietUntil(other, after.due())).as(example).isNull();
      }
    }
  }

  private static Instant between(Instant from, Instant to, int seed) {
    return from.plusNanos(
        Math.floorMod(seed * 7_919L, 97) * (Duration.between(from, to).toNanos() / 97));
  }

  private static Subscription active(NotificationTiming timing) {
    return ReleasePlannerTest.subscription(timing, Subscription.State.ACTIVE);
  }

  /// Whether there is a moment of the week that is not quiet, by the sum of the quiet hours.
  private static boolean canEnd(NotificationTiming timing) {
    return timing.quiet().stream().mapToLong(PlanPropertiesTest::hoursOfWeek).sum() < 24 * 7;
  }

  private static long hoursOfWeek(QuietHours hours) {
    long minutes = Duration.between(hours.from(), hours.to()).toMinutes();
    return hours.days().size() * (minutes > 0 ? minutes : minutes + 24 * 60) / 60;
  }
}
