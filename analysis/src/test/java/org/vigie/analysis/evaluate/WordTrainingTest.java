package org.vigie.analysis.evaluate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.topic.Explanation;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.analysis.topic.WordFeature;
import org.vigie.analysis.topic.WordWeights;
import org.vigie.model.Content;

final class WordTrainingTest {
  private static final String HARBOUR =
      """
      topic: harbour
      label: {fr: Ports, en: Harbours}
      codes: []
      signals:
        quay:
          weight: 1
          any: [quai]
      examples:
        match: [Le quai rouvre]
        no-match: [La gare ferme]
      """;
  private static final List<String> PLACES =
      List.of("à Sète", "à Brest", "à Dakar", "à Tunis", "à Anvers");
  private static final List<String> OF_HARBOURS =
      List.of(
          "Les dockers bloquent la cargaison",
          "Une cargaison attend les dockers",
          "Le quai rouvre aux dockers",
          "Le chenal du phare est dragué, la cargaison passe");
  private static final List<String> OF_OTHERS =
      List.of(
          "Le quai de la gare est rénové",
          "La gare ferme ses guichets",
          "Un marché de Noël ouvre",
          "Le lycée fête ses élèves");

  @TempDir Path folder;

  @BeforeEach
  void writePack() throws IOException {
    Files.writeString(folder.resolve("harbour.yaml"), HARBOUR);
  }

  private static LabelledItem item(String id, String title, boolean labelled) {
    return item(id, title, labelled, false, null);
  }

  private static LabelledItem item(
      String id, String title, boolean labelled, boolean ambiguous, @Nullable String published) {
    return new LabelledItem(
        id,
        Content.of(title, "")
            .withPublished(published == null ? null : Instant.parse(published + "T08:00:00Z")),
        "Outlet " + id.charAt(id.length() - 1),
        labelled ? Set.of("harbour") : Set.of(),
        Map.of(),
        false,
        ambiguous,
        null);
  }

  /// Forty sentences, half of them on harbours, which the pack finds seldom and not always rightly.
  private static List<LabelledItem> items() {
    List<LabelledItem> items = new ArrayList<>();
    for (int place = 0; place < PLACES.size(); place++) {
      for (int i = 0; i < OF_HARBOURS.size(); i++) {
        items.add(item("h" + i + place, OF_HARBOURS.get(i) + " " + PLACES.get(place), true));
        items.add(item("o" + i + place, OF_OTHERS.get(i) + " " + PLACES.get(place), false));
      }
    }
    return items;
  }

  private WordTraining train(List<LabelledItem> items) throws IOException {
    return WordTraining.trainTopics(
            TopicPacks.load(folder),
            List.of("harbour"),
            items,
            WordTraining.TrainingOptions.DEFAULT)
        .getFirst();
  }

  private static WordWeights weightsOf(WordTraining training) {
    return requireNonNull(training.weights());
  }

  @Test
  void wordsCarryWhatThePhrasesMiss() throws IOException {
    WordTraining training = train(items());
    assertThat(training.packOnly()).isEqualTo(new ConfusionCounts(5, 5, 15));
    assertThat(training.withWords().f1()).isGreaterThan(0.9);
    assertThat(training.pays()).isTrue();
    assertThat(training.paysSurely()).isTrue();

    Files.writeString(folder.resolve("harbour.weights.tsv"), weightsOf(training).format());
    Evaluation evaluation = Evaluation.evaluate(new TextAnalyser(TopicPacks.load(folder)), items());
    assertThat(evaluation.microAveraged()).isEqualTo(new ConfusionCounts(20, 0, 0));
  }

  @Test
  void keptMatchesAreNotOverruled() throws IOException {
    WordTraining training =
        WordTraining.trainTopics(
                TopicPacks.load(folder),
                List.of("harbour"),
                items(),
                new WordTraining.TrainingOptions(1, 1, true, false))
            .getFirst();
    assertThat(training.withWords().truePositives()).isGreaterThan(15);
    assertThat(training.withWords().falsePositives())
        .isGreaterThanOrEqualTo(training.packOnly().falsePositives());
    assertThat(weightsOf(training).keepsMatches()).isTrue();
    assertThat(weightsOf(training).format()).contains("\n# matches: kept\n");
    assertThat(weightsOf(train(items())).format()).doesNotContain("matches");
  }

  @Test
  void pairsAreWeighedIfAsked() throws IOException {
    WordTraining training =
        WordTraining.trainTopics(
                TopicPacks.load(folder),
                List.of("harbour"),
                items(),
                new WordTraining.TrainingOptions(1, 1, false, true))
            .getFirst();
    assertThat(weightsOf(training).format()).contains("pair\t");
    assertThat(weightsOf(train(items())).format()).doesNotContain("pair\t");
  }

  @Test
  void theTextIsReadInTrainingAsInOperation() throws IOException {
    WordWeights weights = weightsOf(train(items()));
    Files.writeString(folder.resolve("harbour.weights.tsv"), weights.format());
    TextAnalyser analyser = new TextAnalyser(TopicPacks.load(folder));
    for (LabelledItem item : items()) {
      TokenizedText text = new TokenizedText(item.content());
      Explanation explanation = analyser.explain(text).getFirst();
      double words = 0;
      for (WordFeature feature : WordFeature.findAll(text)) {
        words += weights.words().getOrDefault(feature, 0.0);
      }
      assertThat(explanation.score())
          .isCloseTo(weights.score(explanation.packScore(), words), within(1e-9));
    }
  }

  @Test
  void theSameItemsGiveTheSameBytesInAnyOrder() throws IOException {
    List<LabelledItem> items = items();
    String written = weightsOf(train(items)).format();
    assertThat(weightsOf(train(items.reversed())).format()).isEqualTo(written);
    assertThat(written)
        .startsWith("# topic: harbour\n# format: 1\n# pack: ")
        .contains("# items: 40, 20 of them with the topic\n", "threshold\t1.000\n");
  }

  @Test
  void holdsStemsOfSeveralItemsAndOutletsOnly() throws IOException {
    List<LabelledItem> items = new ArrayList<>(items());
    items.add(item("x1", "Les dockers saluent Perceval", true));
    for (int i = 0; i < 4; i++) {
      items.add(item("y" + i + "1", "Les dockers chantent", true));
      items.add(item("z" + i + i, "Les dockers dansent", true));
    }
    String written = weightsOf(train(items)).format();
    assertThat(written).contains("\tdock\t", "\tdans").doesNotContain("perceval", "chant");
    assertThat(written.lines().filter(line -> !line.startsWith("#")))
        .allMatch(
            line -> line.matches("(threshold|pack\t\\w+|(word|title)\t\\S+)\t-?\\d+\\.\\d{3}"));
  }

  @Test
  void namesOfItsOwnOutletAreNoFeaturesOfAnItem() throws IOException {
    List<LabelledItem> items = new ArrayList<>(items());
    for (int i = 0; i < 8; i++) {
      LabelledItem plain = item("p" + i, "Les dockers de Radio Perceval dansent à Lancelot", true);
      items.add(
          new LabelledItem(
              plain.id(),
              plain.content().withUrl("https://www.lancelot-" + i + ".example/1"),
              "Perceval " + i,
              plain.labels(),
              Map.of(),
              false,
              false,
              null));
    }
    assertThat(weightsOf(train(items)).format())
        .contains("\tdans")
        .doesNotContain("perceval", "lancelot");
  }

  @Test
  void tooFewItemsAreNotTrainedOn() throws IOException {
    WordTraining training = train(items().subList(0, 38));
    assertThat(training.positives()).isEqualTo(19);
    assertThat(training.weights()).isNull();
  }

  @Test
  void ambiguousItemsAreLeftOut() throws IOException {
    List<LabelledItem> items = new ArrayList<>(items());
    String written = weightsOf(train(items)).format();
    items.add(item("a1", "Les dockers à la gare", true, true, null));
    assertThat(weightsOf(train(items)).format()).isEqualTo(written);
  }

  @Test
  void aLowBetaAsksForMore() throws IOException {
    List<LabelledItem> items = new ArrayList<>(items());
    for (int i = 0; i < 8; i++) {
      items.add(item("n" + i + i, "La cargaison du marché " + PLACES.get(i % 5), i < 3));
    }
    List<ConfusionCounts> counts = new ArrayList<>();
    for (double beta : new double[] {0.2, 5}) {
      counts.add(
          WordTraining.trainTopics(
                  TopicPacks.load(folder),
                  List.of("harbour"),
                  items,
                  new WordTraining.TrainingOptions(1, beta, false, false))
              .getFirst()
              .withWords());
    }
    assertThat(counts.getFirst().precision()).isGreaterThan(counts.getLast().precision());
    assertThat(counts.getFirst().recall()).isLessThan(counts.getLast().recall());
  }

  @Test
  void aMonthIsLeftOutAsAWhole() throws IOException {
    List<LabelledItem> items = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      items.add(item("i" + i, "Le quai", true, false, "2025-0" + (i % 6 + 1) + "-1" + i / 6));
    }
    int[] folds = deal(items, 1);
    for (int i = 0; i < 60; i++) {
      assertThat(folds[i]).isEqualTo(i % 6 % 5);
    }
    assertThat(deal(items, 2)).isEqualTo(folds);
  }

  @Test
  void undatedItemsAreDealtEvenlyByASeed() throws IOException {
    List<LabelledItem> items = items();
    int[] folds = deal(items, 1);
    assertThat(deal(items, 1)).isEqualTo(folds);
    assertThat(deal(items, 2)).isNotEqualTo(folds);
    int[] sizes = new int[5];
    for (int fold : folds) {
      sizes[fold]++;
    }
    assertThat(sizes).containsOnly(8);
  }

  private int[] deal(List<LabelledItem> items, long seed) throws IOException {
    TextAnalyser analyser = new TextAnalyser(TopicPacks.load(folder));
    return TrainingItem.dealIntoFolds(
        items.stream().map(item -> TrainingItem.of(item, analyser)).toList(), 5, seed);
  }
}
