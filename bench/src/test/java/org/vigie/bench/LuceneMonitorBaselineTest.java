package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;

final class LuceneMonitorBaselineTest {
  private static final int BATCH = 200;

  private final TextAnalyser analyser = TextAnalyser.bundled();

  @Test
  void matchesAsLuceneMonitorDoes() throws IOException {
    assertSameMatches(10_000, 2_000, 1);
  }

  @Test
  @Tag("proof")
  void matches20000ItemsAsLuceneMonitorDoes() throws IOException {
    assertSameMatches(10_000, 20_000, 100);
  }

  private void assertSameMatches(int count, int items, long seed) throws IOException {
    List<Subscription> subscriptions = SampleSubscriptions.generate(count, seed);
    SubscriptionIndex index = new SubscriptionIndex();
    subscriptions.forEach(index::put);
    assertThat(index.findFaults()).isEmpty();
    long matches = 0;
    try (LuceneMonitorBaseline rival = new LuceneMonitorBaseline(subscriptions)) {
      for (int from = 0; from < items; from += BATCH) {
        List<AnalysedItem> texts =
            SampleSubscriptions.generateItems(BATCH, seed + from).stream()
                .map(sample -> analyser.analyse(sample.content(), sample.outlet()))
                .toList();
        List<Set<String>> theirs = rival.match(texts);
        for (int i = 0; i < BATCH; i++) {
          assertThat(matchWithIndex(index, texts.get(i))).isEqualTo(theirs.get(i));
          matches += theirs.get(i).size();
        }
      }
    }
    assertThat(matches)
        .as("matches, so that the comparison says something")
        .isGreaterThan(items / 2);
  }

  private static Set<String> matchWithIndex(SubscriptionIndex index, AnalysedItem text) {
    return index.findMatches(null, text).stream()
        .map(SubscriptionMatch::subscription)
        .collect(Collectors.toSet());
  }
}
