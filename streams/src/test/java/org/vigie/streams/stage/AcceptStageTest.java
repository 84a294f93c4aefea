package org.vigie.streams.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.TestReadings.NOW;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.accept.KnownItem;
import org.vigie.model.Audience;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Reading;
import org.vigie.streams.TestReadings;
import org.vigie.streams.TopologyHarness;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.streams.store.StoreDefinition;

class AcceptStageTest {
  private final TopologyHarness harness = TopologyHarness.openLive(NOW);

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void archivesANewItemOnceHoweverOftenItIsRead() {
    Reading reading = TestReadings.liveReading("g1", "Un titre", "Un chapeau");
    harness.pipeReadings(
        reading, reading, TestReadings.withFetchTime(reading, NOW.plusSeconds(60)));
    assertThat(items()).singleElement().extracting(Item::id).isEqualTo(reading.itemId());
    assertThat(harness.counts.outcomes(Stage.ACCEPT)).containsEntry("new-item", 1L);
    assertThat(harness.counts.outcomes(Stage.ACCEPT)).containsEntry("repeat", 2L);
  }

  @Test
  void archivesAnEditUnderTheSameIdAndTreatsAnyEarlierVersionAsARepeat() {
    Reading one = TestReadings.liveReading("g1", "Un titre", "");
    Reading two = TestReadings.liveReading("g1", "Un autre titre", "");
    harness.pipeReadings(one, two, one, two);
    assertThat(items()).extracting(Item::id).containsExactly(one.itemId(), one.itemId());
    assertThat(harness.counts.outcomes(Stage.ACCEPT)).containsEntry("repeat", 2L);
  }

  @Test
  void keepsTheFirstIdWhereAnAliasIsKnown() {
    Reading known = TestReadings.liveReading("g1", "Un titre", "");
    Reading renamed =
        withAliases(TestReadings.liveReading("g2", "Un titre corrigé", ""), List.of("g2", "g1"));
    Reading later = TestReadings.liveReading("g2", "Un titre encore corrigé", "");
    harness.pipeReadings(known, renamed, later);
    assertThat(items()).extracting(Item::id).containsOnly(known.itemId()).hasSize(3);
  }

  @Test
  void keepsNoNameForWhatIsFoundByItsId() {
    Reading known = TestReadings.liveReading("g1", "Un titre", "");
    harness.pipeReadings(known, TestReadings.liveReading("g1", "Un titre corrigé", ""));
    assertThat(items()).extracting(Item::id).containsOnly(known.itemId()).hasSize(2);
    try (var names = harness.driver().getKeyValueStore(StoreDefinition.ALIASES.name()).all()) {
      assertThat(names)
          .toIterable()
          .extracting(name -> name.key.toString())
          .isNotEmpty()
          .noneMatch(name -> name.endsWith(known.itemId()));
    }
  }

  @Test
  void learnsTheNamesOfARepeat() {
    Reading known = TestReadings.liveReading("g1", "Un titre", "");
    Reading repeat =
        withAliases(TestReadings.liveReading("g2", "Un titre", ""), List.of("g2", "g1"));
    Reading edit = TestReadings.liveReading("g2", "Un titre corrigé", "");
    harness.pipeReadings(known, repeat, edit);
    List<Item> items = items();
    assertThat(items).extracting(Item::id).containsExactly(known.itemId(), known.itemId());
    assertThat(items.getLast().aliases()).contains("g1", "g2", repeat.itemId());
  }

  @Test
  void keepsOutletsApart() {
    Reading here = TestReadings.liveReading("g1", "Un titre", "");
    Reading there =
        TestReadings.reading(
            TestReadings.COURRIER, "courrier/1", Origin.LIVE, "g1", "Un titre", "", NOW, NOW);
    harness.pipeReadings(here, there);
    assertThat(items()).extracting(Item::id).containsExactly(here.itemId(), there.itemId());
  }

  @Test
  void archivesAnImportWithoutDecidingOnIt() {
    Reading imported = TestReadings.importedReading("g1", "Un titre");
    harness.pipeReadings(imported, imported);
    assertThat(items()).hasSize(1);
    assertThat(decisions()).isEmpty();
    assertThat(harness.counts.outcomes(Stage.ACCEPT))
        .containsEntry("import", 1L)
        .containsEntry("import-known", 1L);
  }

  @Test
  void importMakesNoVersionOfAKnownItem() {
    harness.pipeReadings(
        TestReadings.liveReading("g1", "Un titre", ""),
        TestReadings.importedReading("g1", "Un titre importé"));
    assertThat(items()).hasSize(1);
  }

  @Test
  void takesALiveReadingOfAnImportedItemForARepeatAndItsEditForAVersion() {
    harness.pipeReadings(
        TestReadings.importedReading("g1", "Un titre"),
        TestReadings.liveReading("g1", "Un titre", ""),
        TestReadings.liveReading("g1", "Un titre corrigé", ""));
    assertThat(items()).hasSize(2);
    assertThat(decisions()).hasSize(1);
  }

  @Test
  void decidesABaselineForNobody() {
    harness.pipeReadings(
        TestReadings.firstPollReading("gazette/1", "g1", "Un titre", NOW.minusSeconds(60)));
    assertThat(decisions())
        .extracting(DecisionRecord.Decision::audience)
        .containsExactly(Audience.BASELINE);
  }

  @Test
  void alertsTheFreshItemsOfANewFeedWhoseOutletWasReadBefore() {
    harness.pipeReadings(
        TestReadings.withFetchTime(
            TestReadings.liveReading("g0", "Un titre", ""), NOW.minusSeconds(3600)),
        TestReadings.firstPollReading(
            "gazette/2", "g1", "Jeune", NOW.minus(Duration.ofMinutes(59))),
        TestReadings.firstPollReading(
            "gazette/2", "g2", "Vieux", NOW.minus(Duration.ofMinutes(61))),
        TestReadings.firstPollReading("gazette/2", "g3", "Sans date", null),
        TestReadings.firstPollReading("gazette/2", "g4", "À venir", NOW.plusSeconds(60)));
    assertThat(decisions())
        .extracting(DecisionRecord.Decision::audience)
        .containsExactly(
            Audience.SUBSCRIBERS,
            Audience.SUBSCRIBERS,
            Audience.BASELINE,
            Audience.BASELINE,
            Audience.BASELINE);
  }

  @Test
  void decidesAnOldTextForNobody() {
    Duration old = Duration.ofHours(48).plusSeconds(1);
    harness.pipeReadings(
        TestReadings.reading(
            TestReadings.GAZETTE,
            "gazette/1",
            Origin.LIVE,
            "g1",
            "Vieux",
            "",
            NOW.minus(old),
            NOW));
    assertThat(decisions())
        .extracting(DecisionRecord.Decision::audience)
        .containsExactly(Audience.STALE);
  }

  @Test
  void decidesForNobodyWhatItCouldNotDecideInTime() {
    Duration old = Duration.ofHours(48).plusSeconds(1);
    harness.pipeReadings(
        TestReadings.reading(
            TestReadings.GAZETTE,
            "gazette/1",
            Origin.LIVE,
            "g1",
            "Tardif",
            "",
            NOW.minus(old),
            NOW.minus(old)));
    assertThat(decisions())
        .extracting(DecisionRecord.Decision::audience)
        .containsExactly(Audience.CATCH_UP);
  }

  @Test
  void countsEveryReadingOnce() {
    harness.pipeReadings(
        TestReadings.liveReading("g1", "Un", ""),
        TestReadings.liveReading("g1", "Un", ""),
        TestReadings.liveReading("g1", "Deux", ""),
        TestReadings.importedReading("g2", "Trois"),
        TestReadings.importedReading("g2", "Trois"));
    harness.pipeBytes(harness.catalogue.readings(), "k", "{nothing");
    assertThat(harness.counts.received(Stage.ACCEPT)).isEqualTo(6);
    assertThat(harness.counts.outcomes(Stage.ACCEPT).values().stream().mapToLong(n -> n).sum())
        .isEqualTo(6);
  }

  @Test
  void readsTheStateOfAReleaseThatKnewNoTurns() {
    Reading reading = TestReadings.liveReading("g1", "Un titre", "");
    KnownItem known =
        KnownItem.of(List.of(), Item.of(reading.itemId(), reading.aliases(), reading));
    Serde<KnownItem> serde = StoreDefinition.KNOWN_ITEMS.serde();
    String written = new String(serde.serializer().serialize("", known), StandardCharsets.UTF_8);
    assertThat(written).endsWith(",\"turns\":[]}");
    String older = written.replace(",\"turns\":[]", "");
    assertThat(serde.deserializer().deserialize("", older.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(known);
  }

  private static Reading withAliases(Reading reading, List<String> aliases) {
    return new Reading(
        reading.itemId(),
        aliases,
        reading.outlet(),
        reading.feed(),
        reading.origin(),
        reading.guid(),
        reading.content(),
        reading.seen(),
        reading.undated(),
        reading.fetched(),
        reading.run());
  }

  private List<Item> items() {
    return harness.readValues(harness.catalogue.items());
  }

  private List<DecisionRecord.Decision> decisions() {
    return harness.readValues(harness.catalogue.decided()).stream()
        .filter(DecisionRecord.Decision.class::isInstance)
        .map(DecisionRecord.Decision.class::cast)
        .toList();
  }
}
