package org.vigie.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.vigie.analysis.topic.PackException;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.Content;

final class WeightFitTest {
  private static final String HARBOUR =
      """
      topic: harbour
      label: {fr: Ports, en: Harbours}
      codes: []
      signals:
        # says it all, but weighs too little
        quay:
          weight: 0.4
          title: 0.5
          any: [quai]
        # says nothing, but weighs too much
        boat:
          weight: 1.0
          any: [bateau]
      examples:
        match: []
        no-match: []
      """;

  @TempDir Path folder;

  private TopicPacks packs(String source) throws IOException {
    Files.writeString(folder.resolve("harbour.yaml"), source);
    return TopicPacks.load(folder);
  }

  private static List<LabelledItem> items() {
    List<LabelledItem> items = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      items.add(item("q" + i, "Un quai rouvre ici", Set.of("harbour")));
      items.add(item("b" + i, "Un bateau en papier", Set.of()));
    }
    return items;
  }

  private static LabelledItem item(String id, String title, Set<String> labels) {
    return new LabelledItem(id, Content.of(title, ""), labels, false, null);
  }

  @Test
  void raisesInformativeAndLowersMisleadingSignals() throws IOException {
    WeightFit fit = WeightFit.fitTopics(new TextAnalyser(packs(HARBOUR)), items(), 5, 1).getFirst();
    assertThat(fit.current().f1()).isZero();
    assertThat(fit.fitted().f1()).isEqualTo(1);
    assertThat(fit.factors().get("quay")).isGreaterThan(2);
    assertThat(fit.factors().get("boat")).isLessThan(1);
  }

  @Test
  void theSameSeedGivesTheSameFit() throws IOException {
    TextAnalyser analyser = new TextAnalyser(packs(HARBOUR));
    assertThat(WeightFit.fitTopics(analyser, items(), 5, 7))
        .isEqualTo(WeightFit.fitTopics(analyser, items(), 5, 7));
  }

  @Test
  void rewritesWeightsAndNothingElse() throws IOException {
    assertThat(packs(HARBOUR).reweight("harbour", Map.of("quay", 2.0)))
        .isEqualTo(
            HARBOUR.replace("weight: 0.4", "weight: 0.80").replace("title: 0.5", "title: 1.00"));
  }

  @Test
  void refusesToRewriteAWeightItCannotFind() throws IOException {
    String inOneLine =
        HARBOUR
            .replace("    weight: 1.0\n    any: [bateau]", "")
            .replace("  boat:\n", "  boat: {weight: 1.0, any: [bateau]}\n");
    TopicPacks packs = packs(inOneLine);
    assertThatThrownBy(() -> packs.reweight("harbour", Map.of("boat", 2.0)))
        .isInstanceOf(PackException.class)
        .hasMessageContaining("harbour.yaml: signals.boat");
  }
}
