package org.vigie.analysis.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.model.Audience;
import org.vigie.model.Content;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;

class AudienceRulesTest {
  private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
  private static final Duration AGE = Duration.ofHours(48);
  private static final AudienceRules LIVE = AudienceRules.live(AGE);

  @Test
  void aLiveItemReachesItsSubscribersUpToTheMaximumAge() {
    assertThat(LIVE.decideAudience(item(Origin.LIVE, null, NOW), NOW))
        .isEqualTo(Audience.SUBSCRIBERS);
    assertThat(LIVE.decideAudience(item(Origin.LIVE, NOW.minus(AGE), NOW), NOW))
        .isEqualTo(Audience.SUBSCRIBERS);
    assertThat(LIVE.decideAudience(item(Origin.LIVE, NOW.minus(AGE).minusMillis(1), NOW), NOW))
        .isEqualTo(Audience.STALE);
  }

  @Test
  void anItemDecidedTooLateReachesNobody() {
    Item item = item(Origin.LIVE, NOW, NOW);
    assertThat(LIVE.decideAudience(item, NOW.plus(AGE))).isEqualTo(Audience.SUBSCRIBERS);
    assertThat(LIVE.decideAudience(item, NOW.plus(AGE).plusMillis(1))).isEqualTo(Audience.CATCH_UP);
  }

  @Test
  void aBaselineReachesNobody() {
    assertThat(LIVE.decideAudience(item(Origin.FIRST_POLL, NOW, NOW), NOW))
        .isEqualTo(Audience.BASELINE);
  }

  @Test
  void thePastReachesEveryoneAtAnyAge() {
    Item old = item(Origin.FIRST_POLL, NOW.minus(Duration.ofDays(900)), NOW);
    assertThat(AudienceRules.everyone().decideAudience(old, NOW)).isEqualTo(Audience.SUBSCRIBERS);
  }

  private static Item item(Origin origin, @Nullable Instant published, Instant fetched) {
    return new Item(
        "id",
        "version",
        List.of(),
        Outlet.named("La Gazette"),
        "gazette/1",
        origin,
        Content.of("Un titre", "").withPublished(published),
        fetched,
        false,
        fetched,
        null,
        false);
  }
}
