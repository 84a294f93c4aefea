package org.vigie.analysis.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.alert.Backtest;
import org.vigie.model.Content;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;

class ReadingAcceptorTest {
  private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
  private static final Outlet GAZETTE = Outlet.named("La Gazette");

  @Test
  void anAliasStaysWithItsFirstItem() {
    Reading first = reading("a", "Un", List.of("a", "lien"));
    Reading second = reading("b", "Deux", List.of("b"));
    Reading claims = reading("b", "Trois", List.of("b", "lien"));
    Reading edit = reading("c", "Quatre", List.of("lien"));
    assertThat(Backtest.acceptReadings(List.of(first, second, claims, edit)))
        .extracting(Item::id)
        .containsExactly(first.itemId(), second.itemId(), second.itemId(), first.itemId());
  }

  @Test
  void limitsTheAliases() {
    List<Item> items =
        Backtest.acceptReadings(
            IntStream.range(0, 200)
                .mapToObj(i -> reading("x" + i, "Titre " + i, List.of("guid", "lien " + i)))
                .toList());
    assertThat(items).extracting(Item::id).containsOnly(items.getFirst().id());
    assertThat(items.getLast().aliases()).hasSize(ReadingAcceptor.MAX_ALIASES).contains("guid");
  }

  @Test
  void anItemKeepsTheAliasesOfAllItsVersions() {
    List<Item> items =
        Backtest.acceptReadings(
            List.of(
                reading("a", "Un", List.of("guid", "lien 1")),
                reading("a", "Deux", List.of("guid", "lien 2"))));
    assertThat(items.getLast().aliases()).containsExactly("guid", "lien 1", "lien 2");
  }

  /// A feed that assigned new ids to its entries lists the earlier item id of each as an alias.
  @Test
  void findsAnItemByItsEarlierId() {
    Reading first = reading("a", "Un", List.of("a"));
    Reading renamed = reading("b", "Un, bis", List.of("b", first.itemId()));
    Reading again = reading("b", "Un, ter", List.of("b"));
    assertThat(Backtest.acceptReadings(List.of(first, renamed, again)))
        .extracting(Item::id)
        .containsOnly(first.itemId())
        .hasSize(3);
  }

  /// A parameter that is known as a tracker today was none in an earlier release: that had another
  /// id for the article, and another hash for its text.
  @Test
  void findsAnItemWhoseLinkHadAParameterThatIsNoneToday() {
    String link = "https://a.fr/treve?maca=fra-rss-monde";
    Reading before = reading(link, "Un", List.of(link));
    KnownItemState state = KnownItemState.inMaps();
    Item known =
        new Item(
            before.itemId(),
            "old",
            List.of(link),
            GAZETTE,
            "gazette/1",
            Origin.LIVE,
            before.content(),
            NOW,
            false,
            NOW,
            null,
            false);
    state.putItem(KnownItem.of(List.of(), known));
    state.putAlias(GAZETTE.id(), link, known.id());

    AcceptResult again =
        new ReadingAcceptor(state)
            .accept(reading("https://a.fr/treve", "Un", List.of("https://a.fr/treve", link)));

    assertThat(again).isEqualTo(new AcceptResult.RepeatedItem(known.id()));
  }

  @Test
  void aLivePageThatLosesItsLabelGoesOnAsOne() {
    assertThat(
            Backtest.acceptReadings(
                List.of(
                    reading("a", "Un", List.of("a")),
                    reading("a", "EN DIRECT - Deux", List.of("a")),
                    reading("a", "Trois", List.of("a")))))
        .extracting(Item::livePage)
        .containsExactly(false, true, true);
  }

  @Test
  void aPageIsALivePageFromItsFifthHeadlineWithinSixHoursOn() {
    assertThat(livePages(0, 60, 120, 180, 420)).containsExactly(false, false, false, false, true);
    assertThat(livePages(0, 60, 120, 180, 421)).containsOnly(false);
    assertThat(livePages(0, 400, 500, 600, 700, 9000))
        .as("from then on for good")
        .containsExactly(false, false, false, false, true, true);
  }

  @Test
  void anEditOfTheTextAloneIsNoTurn() {
    List<Reading> edits =
        IntStream.range(0, 9)
            .mapToObj(i -> reading(GAZETTE, "a", Content.of("Un", "Texte " + i), NOW))
            .toList();
    assertThat(Backtest.acceptReadings(edits)).extracting(Item::livePage).containsOnly(false);
  }

  /// Whether each version of a page is a live page.
  ///
  /// @param minutes when each has another headline
  private static List<Boolean> livePages(int... minutes) {
    return Backtest.acceptReadings(
            Arrays.stream(minutes)
                .mapToObj(
                    minute ->
                        reading(
                            GAZETTE,
                            "a",
                            Content.of("Titre " + minute, ""),
                            NOW.plus(Duration.ofMinutes(minute))))
                .toList())
        .stream()
        .map(Item::livePage)
        .toList();
  }

  @Test
  void ignoresTheItemIdOfAnotherOutlet() {
    Outlet other = Outlet.named("Le Fanal");
    Reading first = reading("a", "Un", List.of("a"));
    Reading claims = reading(other, "b", "Deux", List.of("b", first.itemId()));
    assertThat(Backtest.acceptReadings(List.of(first, claims)))
        .extracting(Item::id)
        .containsExactly(first.itemId(), claims.itemId());
  }

  private static Reading reading(String identity, String title, List<String> aliases) {
    return reading(GAZETTE, identity, title, aliases);
  }

  private static Reading reading(
      Outlet outlet, String identity, String title, List<String> aliases) {
    return reading(outlet, identity, Content.of(title, ""), NOW, aliases);
  }

  private static Reading reading(Outlet outlet, String identity, Content content, Instant seen) {
    return reading(outlet, identity, content, seen, List.of(identity));
  }

  private static Reading reading(
      Outlet outlet, String identity, Content content, Instant seen, List<String> aliases) {
    return new Reading(
        Identity.itemId(outlet, identity),
        aliases,
        outlet,
        "gazette/1",
        Origin.LIVE,
        null,
        content,
        seen,
        false,
        seen,
        null);
  }
}
