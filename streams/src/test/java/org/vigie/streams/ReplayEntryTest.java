package org.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.Press.MARKET;
import static org.vigie.streams.Press.NOW;
import static org.vigie.streams.Press.TRUCE;
import static org.vigie.streams.Press.TRUCE_EDITED;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.alert.Backtest;
import org.vigie.analysis.alert.PastItems;
import org.vigie.model.Alert;
import org.vigie.model.Audience;
import org.vigie.model.Decided;
import org.vigie.model.Item;
import org.vigie.model.Reading;

class ReplayEntryTest {
  private final StageBench bench = StageBench.past(NOW);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void comparesAnEditWithTheVersionBeforeTheRange() {
    bench.subscribe(Press.wants("treves", "ceasefire"));
    replay(
        Press.fetched(Press.live("kept", TRUCE, ""), NOW.minusSeconds(60)),
        Press.fetched(Press.live("gained", MARKET, ""), NOW.minusSeconds(60)),
        Press.live("kept", TRUCE_EDITED, ""),
        Press.live("gained", TRUCE, ""));
    assertThat(bench.alerts())
        .singleElement()
        .extracting(Alert::item)
        .isEqualTo(Press.live("gained", "", "").itemId());
  }

  @Test
  void decidesEveryVersionTheMomentItCouldBeRead() {
    replay(Press.first("gazette/1", "old", TRUCE, NOW.minus(Duration.ofDays(90))));
    Decided.Decision decision =
        (Decided.Decision) bench.values(bench.catalogue.decided()).getFirst();
    assertThat(decision.decided()).isEqualTo(NOW);
    assertThat(decision.audience()).isEqualTo(Audience.SUBSCRIBERS);
  }

  private void replay(Reading... readings) {
    List<Item> items = Backtest.items(List.of(readings));
    PastItems.until(items, NOW.plusSeconds(1))
        .forEach(item -> bench.pipe(bench.catalogue.items(), item));
  }
}
