package org.vigie.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;

class PollScheduleTest {
  private static final Feed FEED =
      Feed.of(URI.create("https://phare.test/une.xml"), Outlet.named("Phare"), null, null);

  @Test
  void asksAFeedThatSleptOverAWeekendWithinTheHour() {
    PollSchedule schedule = new PollSchedule(fixed(0.5));
    double rate = 5;
    Duration silence = Duration.ZERO;
    Duration pause = schedule.computePauseAfterSuccess(FEED, rate, null, false);
    while (silence.compareTo(Duration.ofHours(60)) < 0) {
      rate = EntryRate.updateRate(rate, 0, pause);
      silence = silence.plus(pause);
      pause = schedule.computePauseAfterSuccess(FEED, rate, null, false);
    }
    assertThat(pause).isBetween(Duration.ofMinutes(5), Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.999_999})
  void staysBetweenFloorAndCeilingWhateverTheJitter(double drawn) {
    RandomGenerator random = fixed(drawn);
    PollSchedule schedule = new PollSchedule(random);
    assertThat(schedule.computePauseAfterSuccess(FEED, 10_000, null, true))
        .isGreaterThanOrEqualTo(PollSchedule.MIN_PAUSE);
    assertThat(schedule.computePauseAfterSuccess(FEED, 0.000_1, null, false))
        .isLessThanOrEqualTo(PollSchedule.MAX_PAUSE);
    assertThat(schedule.computePauseAfterFailure(FEED, 1))
        .isGreaterThanOrEqualTo(PollSchedule.MIN_PAUSE);
    Feed often = Feed.of(FEED.address(), FEED.outlet(), null, Feed.MIN_INTERVAL);
    assertThat(schedule.computePauseAfterFailure(often, 1))
        .isGreaterThanOrEqualTo(PollSchedule.MIN_PAUSE);
    assertThat(schedule.computePauseAfterFailure(FEED, 50, PollSchedule.MAX_PAUSE))
        .isLessThanOrEqualTo(PollSchedule.MAX_PAUSE);
    assertThat(schedule.computePauseAfterThrottle(FEED, 50, Duration.ofDays(400)))
        .isLessThanOrEqualTo(PollSchedule.MAX_PAUSE);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 400, 4_000})
  void asksAFeedDailyThatHasBeenSilentForLong(int days) {
    double rate = EntryRate.updateRate(0.01, 0, Duration.ofDays(days));

    assertThat(new PollSchedule(fixed(0.5)).computePauseAfterSuccess(FEED, rate, null, false))
        .isEqualTo(PollSchedule.MAX_PAUSE);
  }

  @Test
  void asksAFeedOfUnknownRateLessTheLongerItIsSilent() {
    assertThat(pauseAfterSilence(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(10));
    assertThat(pauseAfterSilence(Duration.ofHours(10))).isEqualTo(Duration.ofHours(1));
    assertThat(pauseAfterSilence(Duration.ofDays(30))).isEqualTo(PollSchedule.MAX_PAUSE);
  }

  private static Duration pauseAfterSilence(Duration silence) {
    return new PollSchedule(fixed(0.5))
        .computePauseAfterSuccess(FEED, EntryRate.decayRate(0, silence), null, false);
  }

  private static RandomGenerator fixed(double drawn) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public double nextDouble() {
        return drawn;
      }
    };
  }
}
