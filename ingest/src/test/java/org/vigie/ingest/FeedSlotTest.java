package org.vigie.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Outlet;

class FeedSlotTest {
  private static final Instant NOW = Instant.parse("2025-03-01T10:00:00Z");

  @Test
  void aFeedThatHadToWaitIsNotAskedAgainAtOnceWhateverItsInterval() {
    Feed feed = feed(Duration.ofMinutes(2));
    Instant later = NOW.plus(Duration.ofMinutes(5));
    FeedState state = polled(feed).toBuilder().postponeUntil(later).build();

    assertThat(FeedSlot.computeDueAfterPoll(feed, feed, state)).isEqualTo(later);
  }

  @Test
  void anIntervalThatWasWishedDuringAPollCountsAtOnce() {
    Feed before = feed(Duration.ofHours(1));

    assertThat(FeedSlot.computeDueAfterPoll(feed(Duration.ofMinutes(2)), before, polled(before)))
        .isEqualTo(NOW.plus(Duration.ofMinutes(2)));
  }

  private static FeedState polled(Feed feed) {
    Duration interval = feed.interval() == null ? Duration.ZERO : feed.interval();
    return FeedState.neverPolled(feed).toBuilder().recordSuccess(NOW, NOW.plus(interval)).build();
  }

  private static Feed feed(Duration interval) {
    return Feed.of(URI.create("https://phare.test/une.xml"), Outlet.named("Phare"), null, interval);
  }

  @Test
  void whatAClockThatRanAheadHasPutOffIsDueWithinADay() {
    Instant farAhead = NOW.plus(Duration.ofDays(400));

    assertThat(FeedSlot.limitDue(farAhead, feed(Duration.ofMinutes(2)), NOW))
        .isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(FeedSlot.limitDue(farAhead, feed(Duration.ofDays(3)), NOW))
        .isEqualTo(NOW.plus(Duration.ofDays(3)));
    assertThat(FeedSlot.limitDue(NOW, feed(Duration.ofDays(3)), NOW)).isEqualTo(NOW);
  }
}
