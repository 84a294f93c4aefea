package org.vigie.analysis.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.TextAnalyser;
import org.vigie.model.Alert;
import org.vigie.model.Content;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Subscription;

class BacktestTest {
  private static final Instant NOW = Instant.parse("2025-03-10T12:00:00Z");
  private static final Instant FROM = NOW.minus(Duration.ofDays(7));
  private static final Subscription DESK =
      Subscription.builder("desk", Instant.EPOCH).query("Kiev").build();

  private static final Outlet GAZETTE = Outlet.named("La Gazette");

  private final List<Item> items =
      List.of(
          item("poll-new", Origin.FIRST_POLL, "Une tempête de neige à Kiev", NOW.minusSeconds(60)),
          item(
              "poll-old",
              Origin.FIRST_POLL,
              "Un marché aux fleurs ouvre à Kiev",
              NOW.minus(Duration.ofDays(30))),
          item(
              "stale",
              Origin.LIVE,
              "Le métro de Kiev fête son anniversaire",
              NOW.minus(Duration.ofDays(3))),
          item("live", Origin.LIVE, "Le théâtre de Kiev rouvre ses portes", NOW.minusSeconds(30)),
          item("other", Origin.LIVE, "Une régate dans la baie", NOW.minusSeconds(20)));

  @Test
  void liveOperationTellsNothingThatWasOldWhenItWasRead() {
    Backtest.BacktestOutcome outcome =
        Backtest.ofLiveOperation(TextAnalyser.bundled(), List.of(DESK), Duration.ofHours(48))
            .runAndCount(items::forEach, FROM, NOW.plusSeconds(1));
    assertThat(outcome.alerts()).extracting(Alert::item).containsExactly("poll-new", "live");
    assertThat(outcome.articles()).isEqualTo(3);
    assertThat(outcome.matching()).isEqualTo(2);
  }

  @Test
  void aBacktestTellsAllOfThePast() {
    assertThat(
            new Backtest(TextAnalyser.bundled(), List.of(DESK))
                .run(items, FROM, NOW.plusSeconds(1)))
        .hasSize(4);
  }

  @Test
  void anObserverSeesTheProgressAndMayEndIt() {
    Backtest backtest = new Backtest(TextAnalyser.bundled(), List.of(DESK));
    List<String> seen = new ArrayList<>();
    backtest.runAndCount(
        items::forEach, FROM, NOW.plusSeconds(1), (done, total) -> seen.add(done + "/" + total));
    // Both readings come before the first decision.
    assertThat(seen).startsWith("0/0").endsWith("0/5", "1/5", "2/5", "3/5", "4/5", "5/5");
    assertThatThrownBy(
            () ->
                backtest.runAndCount(
                    items::forEach,
                    FROM,
                    NOW.plusSeconds(1),
                    (done, total) -> {
                      if (done == 2) {
                        throw new CancellationException();
                      }
                    }))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void anArticleThatIsARoundupForAWhileIsNeitherCorrectedNorToldAgain() {
    List<Item> versions =
        Stream.of(
                "Trêve à Kiev : le pont rouvre",
                "Trêve à Kiev : le pont rouvre… Le point sur la situation",
                "Trêve à Kiev : le pont rouvre",
                "Trêve à Kiev : le pont rouvre… Le point sur la situation",
                "Une tempête de neige")
            .map(title -> item("pont", Origin.LIVE, title, NOW.minusSeconds(60)))
            .toList();
    assertThat(
            new Backtest(TextAnalyser.bundled(), List.of(DESK))
                .run(versions, FROM, NOW.plusSeconds(1)))
        .extracting(Alert::kind)
        .containsExactly(Alert.Kind.NEW, Alert.Kind.CORRECTION);
  }

  @Test
  void whatCannotBeJudgedIsCountedAndHoldsUpNothingElse() {
    Instant old = NOW.minus(Duration.ofDays(2));
    // Reaches back to the first moment of all from the newer item, and beyond it from the other.
    Duration maxAge = Duration.between(Instant.MIN, NOW.minus(Duration.ofDays(1)));
    Item faulty = Item.live("faulty", "v", GAZETTE, Content.of("Un marché à Kiev", ""), old);
    Item sound = Item.live("sound", "v", GAZETTE, Content.of("Une course à Kiev", ""), NOW);
    Backtest.BacktestOutcome outcome =
        Backtest.ofLiveOperation(TextAnalyser.bundled(), List.of(DESK), maxAge)
            .runAndCount(List.of(faulty, sound)::forEach, FROM, NOW.plusSeconds(1));
    assertThat(outcome.alerts()).extracting(Alert::item).containsExactly("sound");
    assertThat(outcome.unjudged())
        .extracting(Backtest.UnjudgedItem::item)
        .containsExactly("faulty");
    assertThat(outcome.unjudged().getFirst().reason()).startsWith("DateTimeException: ");
    assertThat(outcome.versions()).isEqualTo(2);
    assertThat(outcome.articles()).isEqualTo(1);
  }

  @Test
  void anEditIsComparedWithTheNewestVersionBeforeTheRange() {
    Instant earlier = FROM.minus(Duration.ofDays(2));
    Item first = Item.live("a", "1", GAZETTE, Content.of("Une régate", ""), earlier);
    Item second =
        Item.live("a", "2", GAZETTE, Content.of("Une régate à Kiev", ""), earlier.plusSeconds(9));
    Item edit = Item.live("a", "3", GAZETTE, Content.of("La régate de Kiev", ""), NOW);
    Backtest backtest = new Backtest(TextAnalyser.bundled(), List.of(DESK));
    for (List<Item> archive : List.of(List.of(first, second, edit), List.of(edit, second, first))) {
      assertThat(backtest.run(archive, FROM, NOW.plusSeconds(1))).isEmpty();
    }
    assertThat(backtest.run(List.of(first, edit), FROM, NOW.plusSeconds(1))).hasSize(1);
  }

  private static Item item(String id, Origin origin, String title, Instant published) {
    return new Item(
        id,
        "v",
        List.of(),
        Outlet.named("La Gazette " + id),
        "gazette/1",
        origin,
        new Content(title, "", null, null, null, published, null, List.of()),
        NOW,
        false,
        NOW,
        null,
        false);
  }
}
