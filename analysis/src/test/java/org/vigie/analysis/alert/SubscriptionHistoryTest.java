package org.vigie.analysis.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Subscription;

class SubscriptionHistoryTest {
  private static final Instant START = Instant.parse("2025-03-01T12:00:00Z");
  private final SubscriptionHistory history = new SubscriptionHistory(new SubscriptionIndex());

  @Test
  void aVersionIsInForceFromItsFirstMomentOn() {
    history.take(version(2, START.plusSeconds(60)));
    history.take(version(1, START));
    assertThat(history.at(START.minusSeconds(1)).get("s")).isNull();
    assertThat(versionOf(history.at(START).get("s"))).isEqualTo(1);
    assertThat(versionOf(history.at(START.plusSeconds(60)).get("s"))).isEqualTo(2);
  }

  @Test
  void saysWhatASubscriptionWasWhateverTimeItIsNow() {
    history.take(version(1, START));
    history.take(version(2, START.plusSeconds(60)));
    history.at(START.plusSeconds(600));
    assertThat(versionOf(history.get("s", START.plusSeconds(59)))).isEqualTo(1);
    assertThat(history.get("s", START.minusSeconds(1))).isNull();
    assertThat(history.get("unknown", START)).isNull();
  }

  @Test
  void theNewestVersionHasAlwaysBeenThereWhenAskedForToday() {
    assertThat(
            SubscriptionHistory.sinceEver(
                List.of(version(2, START.plusSeconds(60)), version(1, START))))
        .containsExactly(version(2, Instant.EPOCH));
  }

  private static int versionOf(@Nullable Subscription subscription) {
    return subscription == null ? 0 : subscription.version();
  }

  private static Subscription version(int version, Instant from) {
    return new Subscription(
        "s", version, Subscription.State.ACTIVE, null, List.of("summit"), null, List.of(), from);
  }
}
