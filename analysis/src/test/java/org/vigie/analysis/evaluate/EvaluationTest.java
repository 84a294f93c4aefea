package org.vigie.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.Content;

final class EvaluationTest {
  private static final String HARBOUR =
      """
      topic: harbour
      label: {fr: Ports, en: Harbours}
      codes: []
      signals:
        quay:
          weight: 1
          any: [quai]
        ship:
          weight: 0.5
          any: [navire]
      needs:
        sea: [mer]
      vetoes:
        station:
          any: [quai de gare]
      examples:
        match: []
        no-match: []
      """;

  private static final LabelledItem RIGHT =
      item("a", "Le cessez-le-feu tient au Soudan", Set.of("ceasefire"), false);
  private static final LabelledItem OVERLOOKED =
      item("b", "La pêche au thon reprend", Set.of("ceasefire"), false);
  private static final LabelledItem ALARM =
      item("c", "L'embargo sur le café est levé", Set.of(), true);

  private static LabelledItem item(String id, String title, Set<String> labels, boolean lure) {
    return new LabelledItem(id, Content.of(title, ""), null, labels, Map.of(), lure, false, null);
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
        id,
        Content.of(title, ""),
        null,
        Set.of("sanctions"),
        Map.of("sanctions", phase),
        false,
        false,
        null);
  }

  @Test
  void ambiguousItemsAreLeftOutAndCounted() {
    LabelledItem ambiguous =
        new LabelledItem(
            "d", Content.of("La trêve", ""), null, Set.of("summit"), Map.of(), false, true, null);
    Evaluation evaluation = Evaluation.evaluate(TextAnalyser.bundled(), List.of(RIGHT, ambiguous));
    assertThat(evaluation.items()).isEqualTo(1);
    assertThat(evaluation.ambiguous()).isEqualTo(1);
    assertThat(evaluation.misses()).isEmpty();
  }

  @Test
  void countsTheKindsOfMisses(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("harbour.yaml"), HARBOUR);
    TextAnalyser analyser = new TextAnalyser(TopicPacks.load(folder));
    assertThat(count(analyser))
        .containsExactly(
            "missed no signal 2 0 q0",
            "false by one signal quay 2 1 q6",
            "missed below the threshold, greatest signal ship 1 0 q2",
            "missed cancelled by the veto station 1 0 q3",
            "missed nothing meets the need sea 1 0 q4",
            "false by several signals, greatest quay 1 0 q8");

    Files.writeString(
        folder.resolve("harbour.weights.tsv"),
        """
        # topic: harbour
        # format: 1
        # pack:
        threshold\t1
        pack\tscore\t0.9
        pack\tmatch\t0.1
        word\tfleu\t-0.9
        word\tmer\t0.6
        word\tbrum\t1
        """);
    assertThat(count(new TextAnalyser(TopicPacks.load(folder))))
        .contains(
            "missed words against it 1 0 q9",
            "false by words alone 1 0 q10",
            "false by words and the signal ship 1 0 q11");
  }

  private static List<String> count(TextAnalyser analyser) {
    List<LabelledItem> items = new ArrayList<>();
    for (String title :
        List.of(
            "+La gare",
            "+Le lycée",
            "+Un navire en mer",
            "+Un quai de gare en mer",
            "+Le quai",
            "+Un quai en mer",
            "-Des mers et des quais",
            "!La mer, le quai",
            "-Un navire à quai en mer",
            "+Le quai aux fleurs de la mer",
            "-La brume",
            "-Un navire sur la mer")) {
      items.add(
          item(
              "q" + items.size(),
              title.substring(1),
              title.startsWith("+") ? Set.of("harbour") : Set.of(),
              title.startsWith("!")));
    }
    return Evaluation.evaluate(analyser, items).countKinds().stream()
        .map(
            one ->
                "%s %s %d %d %s"
                    .formatted(
                        one.falseNegative() ? "missed" : "false",
                        one.kind(),
                        one.count(),
                        one.hardNegatives(),
                        one.example()))
        .toList();
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
