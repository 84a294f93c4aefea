package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.Studied;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;

final class MonitorTest {
  private static final int BATCH = 200;

  private final Analyst analyst = Analyst.bundled();

  @Test
  void matchesAsLuceneMonitorDoes() throws IOException {
    assertSame(10_000, 2_000, 1);
  }

  @Test
  @Tag("proof")
  void matchesTwentyThousandItemsAsLuceneMonitorDoes() throws IOException {
    assertSame(10_000, 20_000, 100);
  }

  private void assertSame(int count, int items, long seed) throws IOException {
    List<Subscription> subscriptions = SampleSubscriptions.of(count, seed);
    SubscriptionIndex index = new SubscriptionIndex();
    subscriptions.forEach(index::put);
    assertThat(index.faults()).isEmpty();
    long matches = 0;
    try (MonitorRival rival = new MonitorRival(subscriptions)) {
      for (int from = 0; from < items; from += BATCH) {
        List<Studied> texts =
            SampleSubscriptions.items(BATCH, seed + from).stream()
                .map(sample -> analyst.study(sample.content(), sample.outlet()))
                .toList();
        List<Set<String>> theirs = rival.match(texts);
        for (int i = 0; i < BATCH; i++) {
          assertThat(ours(index, texts.get(i))).isEqualTo(theirs.get(i));
          matches += theirs.get(i).size();
        }
      }
    }
    assertThat(matches)
        .as("matches, so that the comparison says something")
        .isGreaterThan(items / 2);
  }

  private static Set<String> ours(SubscriptionIndex index, Studied text) {
    return index.changes(null, text).stream()
        .map(SubscriptionMatch::subscription)
        .collect(Collectors.toSet());
  }
}
