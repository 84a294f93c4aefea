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
    history.addVersion(version(2, START.plusSeconds(60)));
    history.addVersion(version(1, START));
    assertThat(history.indexAt(START.minusSeconds(1)).get("s")).isNull();
    assertThat(versionOf(history.indexAt(START).get("s"))).isEqualTo(1);
    assertThat(versionOf(history.indexAt(START.plusSeconds(60)).get("s"))).isEqualTo(2);
  }

  @Test
  void findsEarlierVersionsAtAnyTime() {
    history.addVersion(version(1, START));
    history.addVersion(version(2, START.plusSeconds(60)));
    history.indexAt(START.plusSeconds(600));
    assertThat(versionOf(history.findVersion("s", START.plusSeconds(59)))).isEqualTo(1);
    assertThat(history.findVersion("s", START.minusSeconds(1))).isNull();
    assertThat(history.findVersion("unknown", START)).isNull();
  }

  @Test
  void newestVersionIsValidSinceTheEpoch() {
    assertThat(
            SubscriptionHistory.newestSinceEpoch(
                List.of(version(2, START.plusSeconds(60)), version(1, START))))
        .containsExactly(version(2, Instant.EPOCH));
  }

  private static int versionOf(@Nullable Subscription subscription) {
    return subscription == null ? 0 : subscription.version();
  }

  private static Subscription version(int version, Instant from) {
    return Subscription.builder("s", from).version(version).topics(List.of("summit")).build();
  }
}
