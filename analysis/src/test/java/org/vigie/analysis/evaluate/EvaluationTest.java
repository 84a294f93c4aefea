package org.vigie.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.TextAnalyser;
import org.vigie.model.Content;

final class EvaluationTest {
  private static final LabelledItem RIGHT =
      item("a", "Le cessez-le-feu tient au Soudan", Set.of("ceasefire"), false);
  private static final LabelledItem OVERLOOKED =
      item("b", "La pêche au thon reprend", Set.of("ceasefire"), false);
  private static final LabelledItem ALARM =
      item("c", "L'embargo sur le café est levé", Set.of(), true);

  private static LabelledItem item(String id, String title, Set<String> labels, boolean lure) {
    return new LabelledItem(id, Content.of(title, ""), labels, lure, null);
  }

  @Test
  void countsWhatWasFoundOverlookedAndFoundWrongly() {
    Evaluation evaluation =
        Evaluation.evaluate(TextAnalyser.bundled(), List.of(RIGHT, OVERLOOKED, ALARM));
    assertThat(evaluation.topics().get("ceasefire")).isEqualTo(new ConfusionCounts(1, 0, 1));
    assertThat(evaluation.topics().get("sanctions")).isEqualTo(new ConfusionCounts(0, 1, 0));
    assertThat(evaluation.microAveraged()).isEqualTo(new ConfusionCounts(1, 1, 1));
    assertThat(evaluation.microAveraged().f1()).isEqualTo(0.5);
    assertThat(evaluation.hardNegativesMatched()).isEqualTo(1);
    assertThat(evaluation.misses())
        .extracting(miss -> miss.item().id() + " " + miss.topic() + " " + miss.falseNegative())
        .containsExactly("b ceasefire true", "c sanctions false");
  }

  @Test
  void countsThePhasesWhereTheTopicIsFound() {
    String imposed = "Londres gèle les avoirs de deux oligarques russes";
    PhaseEvaluation evaluation =
        PhaseEvaluation.evaluate(
            TextAnalyser.bundled(),
            List.of(
                withPhase("a", imposed, "imposed"),
                withPhase("b", imposed, "eased"),
                withPhase("c", "L'Iran et les sanctions américaines", "-"),
                withPhase("d", "La pêche au thon reprend", "imposed"),
                RIGHT));
    assertThat(evaluation.topics())
        .containsExactly(Map.entry("sanctions", new PhaseEvaluation.PhaseCounts(3, 2, 1)));
    assertThat(evaluation.total().precision()).isEqualTo(0.5);
    assertThat(evaluation.wrong()).extracting(wrong -> wrong.item().id()).containsExactly("b");
  }

  private static LabelledItem withPhase(String id, String title, String phase) {
    return new LabelledItem(
        id, Content.of(title, ""), Set.of("sanctions"), Map.of("sanctions", phase), false, null);
  }

  @Test
  void theSameItemsGiveTheSameInterval() {
    List<LabelledItem> items = List.of(RIGHT, OVERLOOKED, ALARM);
    assertThat(Evaluation.evaluate(TextAnalyser.bundled(), items).f1Interval())
        .isEqualTo(Evaluation.evaluate(TextAnalyser.bundled(), items).f1Interval());
  }

  @Test
  void wilsonIntervalOfEightOutOfTen() {
    ConfidenceInterval interval = ConfidenceInterval.ofProportion(8, 10);
    assertThat(interval.low()).isCloseTo(0.4902, within(0.001));
    assertThat(interval.high()).isCloseTo(0.9433, within(0.001));
  }

  @Test
  void comparesTwoSetsOfPacks() {
    Evaluation good = Evaluation.evaluate(TextAnalyser.bundled(), List.of(RIGHT));
    Evaluation bad = Evaluation.evaluate(TextAnalyser.bundled(), List.of(RIGHT, OVERLOOKED));
    assertThat(bad.findNewMisses(good)).hasSize(1);
    assertThat(good.findNewMisses(bad)).isEmpty();
  }
}
