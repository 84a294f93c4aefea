package org.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.Press.COURRIER;
import static org.vigie.streams.Press.GAZETTE;
import static org.vigie.streams.Press.NOW;

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

class StoryStageTest {
  private static final String TRUCE = "Soudan : une trêve signée entre les deux généraux rivaux";
  private static final String TRUCE_TOO = "Les deux généraux rivaux du Soudan signent une trêve";

  private final StageBench bench = StageBench.live(NOW);

  @AfterEach
  void close() {
    bench.close();
  }

  private static Reading told(Outlet outlet, String guid, String title, Duration after) {
    Reading reading =
        Press.reading(outlet, outlet.id() + "/1", Origin.LIVE, guid, title, "", null, NOW);
    return Press.fetched(reading, NOW.plus(after));
  }

  private static Reading told(Outlet outlet, String guid, String title) {
    return told(outlet, guid, title, Duration.ZERO);
  }

  @Test
  void oneEventInTwoOutletsIsOneStoryAndOneAlert() {
    bench.subscribe(Press.wants("treves", "ceasefire"));
    Reading first = told(GAZETTE, "g1", TRUCE);
    bench.read(first, told(COURRIER, "c1", TRUCE_TOO));
    assertThat(bench.alerts())
        .singleElement()
        .extracting(Alert::kind, Alert::story)
        .containsExactly(Alert.Kind.NEW, first.itemId());
    List<Story> stories = bench.values(bench.catalogue.stories());
    assertThat(stories).extracting(Story::id).containsOnly(first.itemId());
    assertThat(stories.getLast().outlets()).containsExactly("gazette", "courrier");
    List<StoryMatches> matches = bench.values(bench.catalogue.matches());
    assertThat(matches.getLast().story()).isEqualTo(first.itemId());
    assertThat(matches.getLast().voices()).hasSize(2);
  }

  @Test
  void anotherOrdinalIsAnotherStoryAndAnotherAlert() {
    bench.subscribe(Press.wants("sanctions", "sanctions"));
    String words = "e paquet de sanctions de l'Union européenne contre la Russie adopté";
    bench.read(told(GAZETTE, "g1", "12" + words), told(COURRIER, "c1", "13" + words));
    assertThat(bench.alerts()).extracting(Alert::kind).containsOnly(Alert.Kind.NEW).hasSize(2);
  }

  @Test
  void anItemThatNobodyAskedForFoundsAStoryToo() {
    bench.subscribe(Press.wants("treves", "ceasefire"));
    String market = "Le marché aux fleurs de la place Saint-Jean rouvre ses portes";
    bench.read(told(GAZETTE, "g1", market), told(COURRIER, "c1", market));
    assertThat(bench.values(bench.catalogue.stories())).isEmpty();
    assertThat(traces()).singleElement().extracting(trace -> trace.accounts().size()).isEqualTo(2);
  }

  @Test
  void afterSeventyTwoHoursANewStoryBegins() {
    bench.subscribe(Press.wants("treves", "ceasefire"));
    bench.read(told(GAZETTE, "g1", TRUCE), told(COURRIER, "c1", TRUCE, Duration.ofHours(73)));
    assertThat(bench.alerts()).extracting(Alert::kind).containsOnly(Alert.Kind.NEW).hasSize(2);
  }

  @Test
  void onlyWhoJoinsAStoryIsGivenAPlace() {
    Reading founder = told(GAZETTE, "g1", TRUCE);
    Reading joins = told(COURRIER, "c1", TRUCE_TOO);
    bench.read(founder, joins);
    assertThat(kept(Store.PLACES)).containsExactly(founder.itemId());
    bench.read(told(GAZETTE, "g1", TRUCE + " à Djeddah"));
    assertThat(kept(Store.STORIES)).singleElement().extracting(Story::version).isEqualTo(3);
    assertThat(kept(Store.PLACES)).hasSize(1);
  }

  @Test
  void goesOnWhereAnEarlierBuildGaveFoundersAPlaceToo() {
    Reading founder = told(GAZETTE, "g1", TRUCE);
    bench.read(founder);
    KeyValueStore<String, String> places = bench.driver().getKeyValueStore(Store.PLACES.name());
    places.put(founder.itemId(), founder.itemId());
    bench.read(told(GAZETTE, "g1", TRUCE + " à Djeddah"), told(COURRIER, "c1", TRUCE_TOO));
    assertThat(kept(Store.STORIES)).singleElement().extracting(Story::version).isEqualTo(3);
    bench.pass(Duration.ofDays(31));
    // The first slice starts anywhere in the store.
    bench.pass(Duration.ofSeconds(1));
    assertThat(kept(Store.STORIES)).isEmpty();
    assertThat(kept(Store.PLACES)).isEmpty();
  }

  private List<StoryTrace> traces() {
    return kept(Store.TRACES);
  }

  private <V> List<V> kept(Store<V> store) {
    KeyValueStore<String, V> entries = bench.driver().getKeyValueStore(store.name());
    List<V> values = new ArrayList<>();
    try (var all = entries.all()) {
      all.forEachRemaining(entry -> values.add(entry.value));
    }
    return values;
  }
}
