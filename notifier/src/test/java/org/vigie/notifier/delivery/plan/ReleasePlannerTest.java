package org.vigie.notifier.delivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.HoldReason;
import org.vigie.model.NotificationRule;
import org.vigie.model.NotificationTiming;
import org.vigie.model.Subscription;
import org.vigie.model.TopicMatch;
import org.vigie.testkit.SampleAlerts;

/// All times are of Tuesday, 3 February 2026 and the days after it, in Paris.
class ReleasePlannerTest {
  private static final Alert NEW = alert(Alert.Kind.NEW, "summit");
  private static final Alert UPDATE = alert(Alert.Kind.UPDATE, "summit");
  private static final Alert URGENT = alert(Alert.Kind.NEW, "ceasefire");
  private static final Alert URGENT_UPDATE = alert(Alert.Kind.UPDATE, "ceasefire");

  @Test
  void tellsAtOnceWhatNothingHolds() {
    assertThat(plan(SampleTimings.inParis(), NEW, "03 10:00")).isEqualTo(atOnce("03 10:00"));
  }

  @Test
  void holdsForTheNextDigest() {
    SampleTimings timing = SampleTimings.inParis().digest("daily 08:00,18:00");

    assertThat(plan(timing, NEW, "03 10:00")).isEqualTo(held("03 18:00", HoldReason.DIGEST));
    assertThat(plan(timing, NEW, "03 18:00"))
        .as("one of this moment is being sent")
        .isEqualTo(held("04 08:00", HoldReason.DIGEST));
  }

  @Test
  void holdsForTheEndOfQuietHours() {
    SampleTimings timing = SampleTimings.inParis().quiet("22:00-07:00");

    assertThat(plan(timing, NEW, "03 23:10")).isEqualTo(held("04 07:00", HoldReason.QUIET));
    assertThat(plan(timing, NEW, "04 07:00")).isEqualTo(atOnce("04 07:00"));
  }

  @Test
  void aDigestWithinQuietHoursComesAtTheirEnd() {
    SampleTimings timing = SampleTimings.inParis().digest("daily 06:00").quiet("22:00-07:00");

    assertThat(plan(timing, NEW, "03 10:00")).isEqualTo(held("04 07:00", HoldReason.DIGEST));
    assertThat(plan(timing, NEW, "04 06:30"))
        .as("the digest of 06:00 is closed")
        .isEqualTo(held("05 07:00", HoldReason.DIGEST));
  }

  @Test
  void whatIsPromotedWaitsForTheOthers() {
    Alert promoted =
        SampleAlerts.alert()
            .revision(Alert.Revision.promotedFrom("march"))
            .time(time("03 10:00"))
            .build();
    Instant due = time("03 10:00").plusSeconds(10);
    SampleTimings plain = SampleTimings.inParis();

    assertThat(plan(plain, promoted, "03 10:00")).isEqualTo(new Release(due, HoldReason.PROMOTED));
    assertThat(plan(plain.quiet("22:00-07:00"), promoted, "03 10:00").due()).isEqualTo(due);
    assertThat(plan(plain.digest("daily 18:00"), promoted, "03 10:00"))
        .isEqualTo(held("03 18:00", HoldReason.DIGEST));
    Subscription subscription =
        subscription(SampleTimings.inParis().build(), Subscription.State.ACTIVE);
    assertThat(
            Stream.of(0, 3, 8)
                .map(seconds -> time("03 11:00").plusSeconds(seconds))
                .map(now -> ReleasePlanner.plan(promoted, subscription, ToldHistory.NONE, now)))
        .as("read late")
        .containsOnly(new Release(time("03 11:00").plusSeconds(10), HoldReason.PROMOTED));
  }

  @Test
  void samePlanFromTheSameInputs() {
    SampleTimings timing = SampleTimings.inParis().quiet("22:00-07:00").coolDown(15).maxPerHour(1);
    ToldHistory history = history("03 21:40", "03 21:40");

    assertThat(plan(timing, UPDATE, history, "03 21:50"))
        .isEqualTo(plan(timing, UPDATE, history, "03 21:50"))
        .isEqualTo(held("04 07:00", HoldReason.QUIET));
  }

  @Nested
  class OfACoolDown {
    private final SampleTimings timing = SampleTimings.inParis().coolDown(15);

    @Test
    void holdsUpdatesAndCorrectionsOfAStoryJustTold() {
      ToldHistory history = history("03 10:00");

      assertThat(plan(timing, UPDATE, history, "03 10:05"))
          .isEqualTo(held("03 10:15", HoldReason.COOL_DOWN));
      assertThat(plan(timing, alert(Alert.Kind.CORRECTION, "summit"), history, "03 10:14"))
          .isEqualTo(held("03 10:15", HoldReason.COOL_DOWN));
      assertThat(plan(timing, UPDATE, history, "03 10:15")).isEqualTo(atOnce("03 10:15"));
      assertThat(plan(timing, NEW, history, "03 10:05")).isEqualTo(atOnce("03 10:05"));
      assertThat(plan(timing, UPDATE, ToldHistory.NONE, "03 10:05")).isEqualTo(atOnce("03 10:05"));
    }

    @Test
    void thatEndsInQuietHoursLastsAsLongAsThey() {
      assertThat(plan(timing.quiet("22:00-07:00"), UPDATE, history("03 21:55"), "03 21:58"))
          .isEqualTo(held("04 07:00", HoldReason.QUIET));
    }

    @Test
    void thatEndsAtADigestIsToldByIt() {
      timing.digest("daily 08:00").coolDown(24 * 60);

      assertThat(plan(timing, UPDATE, history("03 08:00"), "03 12:00"))
          .isEqualTo(held("04 08:00", HoldReason.DIGEST));
      assertThat(plan(timing, UPDATE, history("03 08:01"), "03 12:00"))
          .isEqualTo(held("05 08:00", HoldReason.DIGEST));
    }
  }

  @Nested
  class OfUrgentAlerts {
    private final SampleTimings timing = SampleTimings.inParis().urgent("ceasefire");

    @Test
    void passesDigestQuietHoursSilenceAndCap() {
      timing
          .digest("weekly mon 08:00")
          .quiet("00:00-24:00")
          .silentUntil(time("20 12:00"))
          .maxPerHour(1);

      assertThat(plan(timing, URGENT, history(null, "03 09:59"), "03 10:00"))
          .isEqualTo(atOnce("03 10:00"));
      assertThat(plan(timing, NEW, "03 10:00").held()).isEqualTo(HoldReason.DIGEST);
    }

    @Test
    void waitsForACoolDown() {
      timing.quiet("22:00-07:00").coolDown(15);

      assertThat(plan(timing, URGENT_UPDATE, history("03 23:00"), "03 23:05"))
          .isEqualTo(held("03 23:15", HoldReason.COOL_DOWN));
    }

    @Test
    void waitsForAPause() {
      assertThat(
              ReleasePlanner.plan(
                  URGENT,
                  subscription(timing.build(), Subscription.State.PAUSED),
                  ToldHistory.NONE,
                  time("03 10:00")))
          .isEqualTo(held("05 10:00", HoldReason.PAUSED));
    }
  }

  @Nested
  class OfACap {
    private final SampleTimings timing = SampleTimings.inParis().maxPerHour(2);

    @Test
    void holdsUntilTheOldestMessageIsAnHourOld() {
      ToldHistory history = history(null, "03 09:30", "03 10:00", "03 10:20");

      assertThat(plan(timing, NEW, history, "03 10:29"))
          .as("one more than are let through, since urgent ones count")
          .isEqualTo(held("03 11:00", HoldReason.CAP));
      assertThat(plan(timing, NEW, history, "03 10:40"))
          .isEqualTo(held("03 11:00", HoldReason.CAP));
      assertThat(plan(timing, NEW, history, "03 11:00")).isEqualTo(atOnce("03 11:00"));
    }

    @Test
    void looksAtQuietHoursAgain() {
      assertThat(
              plan(
                  timing.quiet("22:00-07:00"),
                  NEW,
                  history(null, "03 21:10", "03 21:20"),
                  "03 21:30"))
          .isEqualTo(held("04 07:00", HoldReason.QUIET));
    }

    @Test
    void holdsBackWhatQuietHoursWouldLetGo() {
      assertThat(
              plan(
                  timing.quiet("22:00-07:00"),
                  NEW,
                  history(null, "04 06:40", "04 06:50"),
                  "04 06:55"))
          .isEqualTo(held("04 07:40", HoldReason.CAP));
    }

    @Test
    void holdsBackAfterACoolDown() {
      assertThat(
              plan(
                  timing.coolDown(15),
                  UPDATE,
                  history("03 10:10", "03 10:05", "03 10:10"),
                  "03 10:12"))
          .isEqualTo(held("03 11:05", HoldReason.CAP));
    }

    @Test
    void leavesADigestWhole() {
      assertThat(
              plan(timing.digest("hourly"), NEW, history(null, "03 10:30", "03 10:40"), "03 10:50"))
          .isEqualTo(held("03 11:00", HoldReason.DIGEST));
    }
  }

  @Test
  void aPauseHoldsUntilAnAlertIsStale() {
    Subscription paused = subscription(NotificationTiming.DEFAULT, Subscription.State.PAUSED);
    Alert late = SampleAlerts.alert().time(time("01 10:00")).build();
    Instant now = time("03 12:00");

    assertThat(ReleasePlanner.plan(late, paused, ToldHistory.NONE, now))
        .as("never before it is planned")
        .isEqualTo(new Release(now, HoldReason.PAUSED));
    assertThat(ReleasePlanner.isStale(time("01 10:00"), time("03 09:59"))).isFalse();
    assertThat(ReleasePlanner.isStale(time("01 10:00"), time("03 10:00"))).isTrue();
  }

  static Alert alert(Alert.Kind kind, String topic) {
    return alert("s1", kind, topic);
  }

  static Alert alert(String story, Alert.Kind kind, String topic) {
    return SampleAlerts.alert()
        .story(story)
        .revision(kind, kind == Alert.Kind.NEW ? 1 : 2)
        .findings(
            new Alert.Findings(
                List.of(new TopicMatch(topic, 1, List.of())),
                Map.of(),
                null,
                List.of(),
                List.of(),
                "",
                ArticleForm.NEWS))
        .time(time("03 10:00"))
        .build();
  }

  static Subscription subscription(NotificationTiming timing, Subscription.State state) {
    return Subscription.builder("desk", time("01 00:00"))
        .topics(List.of("summit"))
        .state(state)
        .build()
        .nextVersionWithRule(NotificationRule.AT_ONCE.withTiming(timing), time("01 00:00"));
  }

  private static Release plan(SampleTimings timing, Alert alert, String now) {
    return plan(timing, alert, ToldHistory.NONE, now);
  }

  private static Release plan(SampleTimings timing, Alert alert, ToldHistory history, String now) {
    return ReleasePlanner.plan(
        alert, subscription(timing.build(), Subscription.State.ACTIVE), history, time(now));
  }

  /// @param lastTold when the story was told last; null for never
  /// @param told when messages were told
  private static ToldHistory history(@Nullable String lastTold, String... told) {
    return new FixedHistory(
        lastTold == null ? null : time(lastTold),
        Stream.of(told).map(ReleasePlannerTest::time).toList());
  }

  static Release atOnce(String due) {
    return new Release(time(due), null);
  }

  static Release held(String due, HoldReason reason) {
    return new Release(time(due), reason);
  }

  /// A day of February 2026 and a time of it.
  static Instant time(String dayAndTime) {
    return LocalDateTime.parse("2026-02-" + dayAndTime.replace(' ', 'T'))
        .atZone(NotificationTiming.DEFAULT_ZONE)
        .toInstant();
  }
}
