package org.vigie.streams.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.TestReadings.MARKET;
import static org.vigie.streams.TestReadings.NOW;
import static org.vigie.streams.TestReadings.TRUCE;
import static org.vigie.streams.TestReadings.TRUCE_EDITED;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.alert.Backtest;
import org.vigie.analysis.alert.PastItems;
import org.vigie.model.Alert;
import org.vigie.model.Audience;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Item;
import org.vigie.model.Reading;
import org.vigie.streams.TestReadings;
import org.vigie.streams.TopologyHarness;

class ReplayEntryStageTest {
  private final TopologyHarness harness = TopologyHarness.openReplay(NOW);

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void comparesAnEditWithTheVersionBeforeTheRange() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    replay(
        TestReadings.withFetchTime(
            TestReadings.liveReading("kept", TRUCE, ""), NOW.minusSeconds(60)),
        TestReadings.withFetchTime(
            TestReadings.liveReading("gained", MARKET, ""), NOW.minusSeconds(60)),
        TestReadings.liveReading("kept", TRUCE_EDITED, ""),
        TestReadings.liveReading("gained", TRUCE, ""));
    assertThat(harness.readAlerts())
        .singleElement()
        .extracting(Alert::item)
        .isEqualTo(TestReadings.liveReading("gained", "", "").itemId());
  }

  @Test
  void decidesEveryVersionTheMomentItCouldBeRead() {
    replay(
        TestReadings.firstPollReading("gazette/1", "old", TRUCE, NOW.minus(Duration.ofDays(90))));
    DecisionRecord.Decision decision =
        (DecisionRecord.Decision) harness.readValues(harness.catalogue.decided()).getFirst();
    assertThat(decision.decided()).isEqualTo(NOW);
    assertThat(decision.audience()).isEqualTo(Audience.SUBSCRIBERS);
  }

  private void replay(Reading... readings) {
    List<Item> items = Backtest.acceptReadings(List.of(readings));
    PastItems.selectUntil(items, NOW.plusSeconds(1))
        .forEach(item -> harness.pipe(harness.catalogue.items(), item));
  }
}
