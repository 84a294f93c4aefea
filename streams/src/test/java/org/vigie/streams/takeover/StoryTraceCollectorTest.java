package org.vigie.streams.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.TestReadings.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.story.ArticleExcerpt;
import org.vigie.analysis.story.StoryTrace;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.streams.TestReadings;

class StoryTraceCollectorTest {
  private final StoryTraceCollector traces = new StoryTraceCollector(NOW);

  private static Item item(String guid, String title, Duration ago) {
    Instant seen = NOW.minus(ago);
    Reading reading = TestReadings.withFetchTime(TestReadings.liveReading(guid, title, ""), seen);
    return Item.of(reading.itemId(), List.of(), reading);
  }

  @Test
  void keepsTheFounderAndTheNewestOfEachStoryInTheOrderOfTheirLastWord() {
    Item founder = item("founder", "Une trêve", Duration.ofHours(60));
    for (int hours : List.of(1, 50, 30, 20, 40)) {
      traces.addItem(founder.id(), item("m" + hours, "Trêve " + hours, Duration.ofHours(hours)));
    }
    traces.addItem(founder.id(), founder);
    Item alone = item("alone", "Un sommet", Duration.ofHours(5));
    traces.addItem(alone.id(), alone);
    assertThat(traces.buildTraces())
        .extracting(StoryTrace::story)
        .containsExactly(alone.id(), founder.id());
    assertThat(traces.buildTraces().getLast().accounts())
        .extracting(ArticleExcerpt::title)
        .containsExactly("Une trêve", "Trêve 30", "Trêve 20", "Trêve 1");
  }

  @Test
  void passesOverWhatNothingCanJoinAnyMore() {
    Item old = item("old", "Une trêve", Duration.ofDays(9));
    traces.addItem(old.id(), old);
    assertThat(traces.buildTraces()).isEmpty();
  }
}
