package org.vigie.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.Analyst;
import org.vigie.model.Content;

final class EvaluationTest {
  private static final Labelled RIGHT =
      item("a", "Le cessez-le-feu tient au Soudan", Set.of("ceasefire"), false);
  private static final Labelled OVERLOOKED =
      item("b", "La pêche au thon reprend", Set.of("ceasefire"), false);
  private static final Labelled ALARM = item("c", "L'embargo sur le café est levé", Set.of(), true);

  private static Labelled item(String id, String title, Set<String> labels, boolean lure) {
    return new Labelled(id, Content.of(title, ""), labels, lure, null);
  }

  @Test
  void countsWhatWasFoundOverlookedAndFoundWrongly() {
    Evaluation evaluation = Evaluation.of(Analyst.bundled(), List.of(RIGHT, OVERLOOKED, ALARM));
    assertThat(evaluation.topics().get("ceasefire")).isEqualTo(new Score(1, 0, 1));
    assertThat(evaluation.topics().get("sanctions")).isEqualTo(new Score(0, 1, 0));
    assertThat(evaluation.micro()).isEqualTo(new Score(1, 1, 1));
    assertThat(evaluation.micro().f1()).isEqualTo(0.5);
    assertThat(evaluation.luresFired()).isEqualTo(1);
    assertThat(evaluation.misses())
        .extracting(miss -> miss.item().id() + " " + miss.topic() + " " + miss.overlooked())
        .containsExactly("b ceasefire true", "c sanctions false");
  }

  @Test
  void theSameItemsGiveTheSameInterval() {
    List<Labelled> items = List.of(RIGHT, OVERLOOKED, ALARM);
    assertThat(Evaluation.of(Analyst.bundled(), items).f1Interval())
        .isEqualTo(Evaluation.of(Analyst.bundled(), items).f1Interval());
  }

  @Test
  void wilsonIntervalOfEightOutOfTen() {
    Interval interval = Interval.wilson(8, 10);
    assertThat(interval.low()).isCloseTo(0.4902, within(0.001));
    assertThat(interval.high()).isCloseTo(0.9433, within(0.001));
  }

  @Test
  void comparesTwoSetsOfPacks() {
    Evaluation good = Evaluation.of(Analyst.bundled(), List.of(RIGHT));
    Evaluation bad = Evaluation.of(Analyst.bundled(), List.of(RIGHT, OVERLOOKED));
    assertThat(bad.newMissesAgainst(good)).hasSize(1);
    assertThat(good.newMissesAgainst(bad)).isEmpty();
  }
}
