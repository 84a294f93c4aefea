package org.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.Press.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.story.Account;
import org.vigie.analysis.story.StoryTrace;
import org.vigie.model.Item;
import org.vigie.model.Reading;

class StoryTracesTest {
  private final StoryTraces traces = new StoryTraces(NOW);

  private static Item item(String guid, String title, Duration ago) {
    Instant seen = NOW.minus(ago);
    Reading reading = Press.fetched(Press.live(guid, title, ""), seen);
    return Item.of(reading.itemId(), List.of(), reading);
  }

  @Test
  void keepsTheFounderAndTheNewestOfEachStoryInTheOrderOfTheirLastWord() {
    Item founder = item("founder", "Une trêve", Duration.ofHours(60));
    for (int hours : List.of(1, 50, 30, 20, 40)) {
      traces.take(founder.id(), item("m" + hours, "Trêve " + hours, Duration.ofHours(hours)));
    }
    traces.take(founder.id(), founder);
    Item alone = item("alone", "Un sommet", Duration.ofHours(5));
    traces.take(alone.id(), alone);
    assertThat(traces.all())
        .extracting(StoryTrace::story)
        .containsExactly(alone.id(), founder.id());
    assertThat(traces.all().getLast().accounts())
        .extracting(Account::title)
        .containsExactly("Une trêve", "Trêve 30", "Trêve 20", "Trêve 1");
  }

  @Test
  void passesOverWhatNothingCanJoinAnyMore() {
    Item old = item("old", "Une trêve", Duration.ofDays(9));
    traces.take(old.id(), old);
    assertThat(traces.all()).isEmpty();
  }
}
