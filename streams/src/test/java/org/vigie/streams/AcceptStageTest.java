package org.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.Press.NOW;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.model.Audience;
import org.vigie.model.Decided;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Reading;
import org.vigie.streams.StageCounts.Stage;

class AcceptStageTest {
  private final StageBench bench = StageBench.live(NOW);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void archivesANewItemOnceHoweverOftenItIsRead() {
    Reading reading = Press.live("g1", "Un titre", "Un chapeau");
    bench.read(reading, reading, Press.fetched(reading, NOW.plusSeconds(60)));
    assertThat(items()).singleElement().extracting(Item::id).isEqualTo(reading.itemId());
    assertThat(bench.counts.outcomes(Stage.ACCEPT)).containsEntry("new-item", 1L);
    assertThat(bench.counts.outcomes(Stage.ACCEPT)).containsEntry("repeat", 2L);
  }

  @Test
  void archivesAnEditUnderTheSameIdAndTreatsAnyEarlierVersionAsARepeat() {
    Reading one = Press.live("g1", "Un titre", "");
    Reading two = Press.live("g1", "Un autre titre", "");
    bench.read(one, two, one, two);
    assertThat(items()).extracting(Item::id).containsExactly(one.itemId(), one.itemId());
    assertThat(bench.counts.outcomes(Stage.ACCEPT)).containsEntry("repeat", 2L);
  }

  @Test
  void keepsTheFirstIdWhereAnAliasIsKnown() {
    Reading known = Press.live("g1", "Un titre", "");
    Reading renamed = withAliases(Press.live("g2", "Un titre corrigé", ""), List.of("g2", "g1"));
    Reading later = Press.live("g2", "Un titre encore corrigé", "");
    bench.read(known, renamed, later);
    assertThat(items()).extracting(Item::id).containsOnly(known.itemId()).hasSize(3);
  }

  @Test
  void keepsNoNameForWhatIsFoundByItsId() {
    Reading known = Press.live("g1", "Un titre", "");
    bench.read(known, Press.live("g1", "Un titre corrigé", ""));
    assertThat(items()).extracting(Item::id).containsOnly(known.itemId()).hasSize(2);
    try (var names = bench.driver().getKeyValueStore(Store.NAMES.name()).all()) {
      assertThat(names)
          .toIterable()
          .extracting(name -> name.key.toString())
          .isNotEmpty()
          .noneMatch(name -> name.endsWith(known.itemId()));
    }
  }

  @Test
  void learnsTheNamesOfARepeat() {
    Reading known = Press.live("g1", "Un titre", "");
    Reading repeat = withAliases(Press.live("g2", "Un titre", ""), List.of("g2", "g1"));
    Reading edit = Press.live("g2", "Un titre corrigé", "");
    bench.read(known, repeat, edit);
    List<Item> items = items();
    assertThat(items).extracting(Item::id).containsExactly(known.itemId(), known.itemId());
    assertThat(items.getLast().aliases()).contains("g1", "g2", repeat.itemId());
  }

  @Test
  void keepsOutletsApart() {
    Reading here = Press.live("g1", "Un titre", "");
    Reading there =
        Press.reading(Press.COURRIER, "courrier/1", Origin.LIVE, "g1", "Un titre", "", NOW, NOW);
    bench.read(here, there);
    assertThat(items()).extracting(Item::id).containsExactly(here.itemId(), there.itemId());
  }

  @Test
  void archivesAnImportWithoutDecidingOnIt() {
    Reading imported = Press.imported("g1", "Un titre");
    bench.read(imported, imported);
    assertThat(items()).hasSize(1);
    assertThat(decisions()).isEmpty();
    assertThat(bench.counts.outcomes(Stage.ACCEPT))
        .containsEntry("import", 1L)
        .containsEntry("import-known", 1L);
  }

  @Test
  void importMakesNoVersionOfAKnownItem() {
    bench.read(Press.live("g1", "Un titre", ""), Press.imported("g1", "Un titre importé"));
    assertThat(items()).hasSize(1);
  }

  @Test
  void takesALiveReadingOfAnImportedItemForARepeatAndItsEditForAVersion() {
    bench.read(
        Press.imported("g1", "Un titre"),
        Press.live("g1", "Un titre", ""),
        Press.live("g1", "Un titre corrigé", ""));
    assertThat(items()).hasSize(2);
    assertThat(decisions()).hasSize(1);
  }

  @Test
  void decidesABaselineForNobody() {
    bench.read(Press.first("gazette/1", "g1", "Un titre", NOW.minusSeconds(60)));
    assertThat(decisions())
        .extracting(Decided.Decision::audience)
        .containsExactly(Audience.BASELINE);
  }

  @Test
  void alertsTheFreshItemsOfANewFeedWhoseOutletWasReadBefore() {
    bench.read(
        Press.fetched(Press.live("g0", "Un titre", ""), NOW.minusSeconds(3600)),
        Press.first("gazette/2", "g1", "Jeune", NOW.minus(Duration.ofMinutes(59))),
        Press.first("gazette/2", "g2", "Vieux", NOW.minus(Duration.ofMinutes(61))),
        Press.first("gazette/2", "g3", "Sans date", null),
        Press.first("gazette/2", "g4", "À venir", NOW.plusSeconds(60)));
    assertThat(decisions())
        .extracting(Decided.Decision::audience)
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
    bench.read(
        Press.reading(
            Press.GAZETTE, "gazette/1", Origin.LIVE, "g1", "Vieux", "", NOW.minus(old), NOW));
    assertThat(decisions()).extracting(Decided.Decision::audience).containsExactly(Audience.STALE);
  }

  @Test
  void decidesForNobodyWhatItCouldNotDecideInTime() {
    Duration old = Duration.ofHours(48).plusSeconds(1);
    bench.read(
        Press.reading(
            Press.GAZETTE,
            "gazette/1",
            Origin.LIVE,
            "g1",
            "Tardif",
            "",
            NOW.minus(old),
            NOW.minus(old)));
    assertThat(decisions())
        .extracting(Decided.Decision::audience)
        .containsExactly(Audience.CATCH_UP);
  }

  @Test
  void countsEveryReadingOnce() {
    bench.read(
        Press.live("g1", "Un", ""),
        Press.live("g1", "Un", ""),
        Press.live("g1", "Deux", ""),
        Press.imported("g2", "Trois"),
        Press.imported("g2", "Trois"));
    bench.pipeBytes(bench.catalogue.readings(), "k", "{nothing");
    assertThat(bench.counts.received(Stage.ACCEPT)).isEqualTo(6);
    assertThat(bench.counts.outcomes(Stage.ACCEPT).values().stream().mapToLong(n -> n).sum())
        .isEqualTo(6);
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
    return bench.values(bench.catalogue.items());
  }

  private List<Decided.Decision> decisions() {
    return bench.values(bench.catalogue.decided()).stream()
        .filter(Decided.Decision.class::isInstance)
        .map(Decided.Decision.class::cast)
        .toList();
  }
}
