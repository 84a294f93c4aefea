package org.vigie.streams.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.TestReadings.COURRIER;
import static org.vigie.streams.TestReadings.GAZETTE;
import static org.vigie.streams.TestReadings.NOW;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.story.StoryTrace;
import org.vigie.model.Alert;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.streams.TestReadings;
import org.vigie.streams.TopologyHarness;
import org.vigie.streams.store.StoreDefinition;

class StoryStageTest {
  private static final String TRUCE = "Soudan : une trêve signée entre les deux généraux rivaux";
  private static final String TRUCE_TOO = "Les deux généraux rivaux du Soudan signent une trêve";

  private final TopologyHarness harness = TopologyHarness.openLive(NOW);

  @AfterEach
  void close() {
    harness.close();
  }

  private static Reading reading(Outlet outlet, String guid, String title, Duration after) {
    Reading reading =
        TestReadings.reading(outlet, outlet.id() + "/1", Origin.LIVE, guid, title, "", null, NOW);
    return TestReadings.withFetchTime(reading, NOW.plus(after));
  }

  private static Reading reading(Outlet outlet, String guid, String title) {
    return reading(outlet, guid, title, Duration.ZERO);
  }

  @Test
  void oneEventInTwoOutletsIsOneStoryAndOneAlert() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    Reading first = reading(GAZETTE, "g1", TRUCE);
    harness.pipeReadings(first, reading(COURRIER, "c1", TRUCE_TOO));
    assertThat(harness.readAlerts())
        .singleElement()
        .extracting(Alert::kind, Alert::story)
        .containsExactly(Alert.Kind.NEW, first.itemId());
    List<Story> stories = harness.readValues(harness.catalogue.stories());
    assertThat(stories).extracting(Story::id).containsOnly(first.itemId());
    assertThat(stories.getLast().outlets()).containsExactly("gazette", "courrier");
    List<StoryMatches> matches = harness.readValues(harness.catalogue.matches());
    assertThat(matches.getLast().story()).isEqualTo(first.itemId());
    assertThat(matches.getLast().voices()).hasSize(2);
  }

  @Test
  void anotherOrdinalIsAnotherStoryAndAnotherAlert() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("sanctions", "sanctions"));
    String words = "e paquet de sanctions de l'Union européenne contre la Russie adopté";
    harness.pipeReadings(
        reading(GAZETTE, "g1", "12" + words), reading(COURRIER, "c1", "13" + words));
    assertThat(harness.readAlerts())
        .extracting(Alert::kind)
        .containsOnly(Alert.Kind.NEW)
        .hasSize(2);
  }

  @Test
  void anItemThatNobodyAskedForFoundsAStoryToo() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    String market = "Le marché aux fleurs de la place Saint-Jean rouvre ses portes";
    harness.pipeReadings(reading(GAZETTE, "g1", market), reading(COURRIER, "c1", market));
    assertThat(harness.readValues(harness.catalogue.stories())).isEmpty();
    assertThat(readTraces())
        .singleElement()
        .extracting(trace -> trace.accounts().size())
        .isEqualTo(2);
  }

  @Test
  void afterSeventyTwoHoursANewStoryBegins() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(
        reading(GAZETTE, "g1", TRUCE), reading(COURRIER, "c1", TRUCE, Duration.ofHours(73)));
    assertThat(harness.readAlerts())
        .extracting(Alert::kind)
        .containsOnly(Alert.Kind.NEW)
        .hasSize(2);
  }

  @Test
  void onlyWhoJoinsAStoryIsGivenAPlace() {
    Reading founder = reading(GAZETTE, "g1", TRUCE);
    Reading joins = reading(COURRIER, "c1", TRUCE_TOO);
    harness.pipeReadings(founder, joins);
    assertThat(readStore(StoreDefinition.STORY_MEMBERSHIPS)).containsExactly(founder.itemId());
    harness.pipeReadings(reading(GAZETTE, "g1", TRUCE + " à Djeddah"));
    assertThat(readStore(StoreDefinition.STORIES))
        .singleElement()
        .extracting(Story::version)
        .isEqualTo(3);
    assertThat(readStore(StoreDefinition.STORY_MEMBERSHIPS)).hasSize(1);
  }

  @Test
  void goesOnWhereAnEarlierBuildGaveFoundersAPlaceToo() {
    Reading founder = reading(GAZETTE, "g1", TRUCE);
    harness.pipeReadings(founder);
    KeyValueStore<String, String> places =
        harness.driver().getKeyValueStore(StoreDefinition.STORY_MEMBERSHIPS.name());
    places.put(founder.itemId(), founder.itemId());
    harness.pipeReadings(
        reading(GAZETTE, "g1", TRUCE + " à Djeddah"), reading(COURRIER, "c1", TRUCE_TOO));
    assertThat(readStore(StoreDefinition.STORIES))
        .singleElement()
        .extracting(Story::version)
        .isEqualTo(3);
    harness.advanceTime(Duration.ofDays(31));
    // The first slice starts anywhere in the store.
    harness.advanceTime(Duration.ofSeconds(1));
    assertThat(readStore(StoreDefinition.STORIES)).isEmpty();
    assertThat(readStore(StoreDefinition.STORY_MEMBERSHIPS)).isEmpty();
  }

  private List<StoryTrace> readTraces() {
    return readStore(StoreDefinition.STORY_TRACES);
  }

  private <V> List<V> readStore(StoreDefinition<V> store) {
    KeyValueStore<String, V> entries = harness.driver().getKeyValueStore(store.name());
    List<V> values = new ArrayList<>();
    try (var all = entries.all()) {
      all.forEachRemaining(entry -> values.add(entry.value));
    }
    return values;
  }
}
