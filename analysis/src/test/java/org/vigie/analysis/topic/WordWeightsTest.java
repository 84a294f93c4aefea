package org.vigie.analysis.topic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Article;
import org.vigie.model.Content;
import org.vigie.model.Evidence;
import org.vigie.model.TopicMatch;

final class WordWeightsTest {
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
      examples:
        match: [Le quai rouvre]
        no-match: [La gare ferme]
      """;

  private static final String WEIGHTS =
      """
      # topic: harbour
      # format: 1
      # pack: 0123456789abcdef
      threshold\t1.000
      pack\tscore\t0.700
      pack\tmatch\t0.100
      word\tdock\t0.600
      pair\tterminal conteneu\t0.500
      word\tcargaison\t0.300
      title\tdock\t0.200
      word\tgare\t-0.400
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(folder.resolve("harbour.yaml"), HARBOUR);
    Files.writeString(folder.resolve("harbour.weights.tsv"), WEIGHTS);
  }

  private TextAnalyser analyser() throws IOException {
    return new TextAnalyser(TopicPacks.load(folder));
  }

  private Explanation explain(Content content) throws IOException {
    return analyser().explain(new TokenizedText(content)).getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Le quai rouvre                       |                                | 0.8
          Le quai du quai                      | Un quai                        | 0.8
          Un navire au quai                    |                                | 1.15
          Les dockers en grève                 |                                | 0.8
          Grève                                | Les dockers et les dockers     | 0.6
          Dockers en grève                     | Des cargaisons bloquées        | 1.1
          Le terminal des conteneurs           |                                | 0.5
          Le terminal. Des conteneurs          |                                | 0
          Le terminal à sec, des conteneurs    |                                | 0
          Dockers et cargaisons à la gare      |                                | 0.7
          La gare                              |                                | 0
          """)
  void addsUpTheWordsAndTheScoreOfThePack(String title, String summary, double score)
      throws IOException {
    Content content = Content.of(title, summary == null ? "" : summary);
    assertThat(explain(content).score()).isCloseTo(score, within(1e-9));
    assertThat(analyser().classify(new TokenizedText(content)).hasTopic("harbour"))
        .isEqualTo(score >= 1);
  }

  @Test
  void theWordsThatTheMatchNeedsAreItsEvidence() throws IOException {
    TopicMatch match =
        classify(Content.of("Un navire, des dockers", "Une cargaison à la gare, des dockers"))
            .getFirst();
    assertThat(match.score()).isEqualTo(1.05, within(1e-9));
    assertThat(match.evidence())
        .extracting(e -> e.signal() + " " + e.text() + " " + e.weight())
        .containsExactly("ship navire 0.5", "word dockers 0.8", "word dockers 0.0");
  }

  private List<TopicMatch> classify(Content content) throws IOException {
    return analyser().classify(new TokenizedText(content)).topics();
  }

  @Test
  void withoutItsEvidenceNoTextMatches() throws IOException {
    requireSufficientEvidence();
    keepMatches();
    requireSufficientEvidence();
  }

  private void keepMatches() throws IOException {
    Files.writeString(
        folder.resolve("harbour.weights.tsv"),
        WEIGHTS
            .replace("threshold", "# matches: kept\nthreshold")
            .replace("gare\t-0.400", "gare\t-90.000"));
  }

  @Test
  void whatThePackFindsStandsWhateverTheWordsSayIfMatchesAreKept() throws IOException {
    keepMatches();
    for (String title : List.of("Le quai de la gare", "Un navire au quai de la gare")) {
      Explanation kept = explain(Content.of(title, ""));
      assertThat(kept.score()).isEqualTo(kept.packScore()).isGreaterThanOrEqualTo(1);
    }
    assertThat(explain(Content.of("Un navire à la gare", "")).score()).isZero();
    assertThat(explain(Content.of("Dockers au quai, cargaisons à quai", "")).score())
        .isCloseTo(1.9, within(1e-9));
    assertThat(classify(Content.of("Le quai de la gare", "")).getFirst().evidence())
        .extracting(Evidence::text)
        .containsExactly("quai");
  }

  private void requireSufficientEvidence() throws IOException {
    List<String> words =
        List.of(
            "dockers", "quai", "gare", "navires", "terminal", "conteneurs", "cargaison", "de", ".");
    TextAnalyser analyser = analyser();
    int matched = 0;
    for (int number = 0; number < 4000; number++) {
      List<String> chosen = new ArrayList<>();
      for (int rest = number * 7919; rest > 0; rest /= words.size()) {
        chosen.add(words.get(rest % words.size()));
      }
      String written = String.join(" ", chosen);
      int middle = written.length() / 2;
      TokenizedText text =
          new TokenizedText(Content.of(written.substring(0, middle), written.substring(middle)));
      for (TopicMatch match : analyser.classify(text).topics()) {
        matched++;
        assertThat(analyser.classify(text.withoutSpans(match.evidence())).topics())
            .as(written)
            .isEmpty();
      }
    }
    assertThat(matched).isGreaterThan(500);
  }

  @Test
  void evidenceOfAnEndlessWordIsCutIntoPieces() throws IOException {
    String hyphens = "\u00ad".repeat(100);
    Content content = Content.of("doc" + hyphens + "kers", "cargaison");
    assertThat(classify(content).getFirst().evidence())
        .allSatisfy(
            e -> {
              assertThat(e.text().length()).isLessThanOrEqualTo(60);
              assertThat(content.title() + content.summary()).contains(e.text());
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Grève des dockers à Sète : les cargaisons bloquées", "Le quai, des conteneurs"})
  void typographyDoesNotChangeTheScore(String title) throws IOException {
    double score = explain(Content.of(title, "")).score();
    String decomposed = Normalizer.normalize(title, Normalizer.Form.NFD);
    for (String typed :
        List.of(
            title.toLowerCase(Locale.FRENCH),
            title.toUpperCase(Locale.FRENCH),
            decomposed,
            decomposed.replaceAll("\\p{Mn}", ""),
            title.replace(" ", "  "))) {
      assertThat(explain(Content.of(typed, "")).score()).as(typed).isEqualTo(score);
    }
  }

  @Test
  void wordsMayDenyWhatThePackFinds() throws IOException {
    Explanation denied = explain(Content.of("Le quai de la gare", ""));
    assertThat(denied.matches()).isFalse();
    assertThat(denied.packMatches()).isTrue();
    assertThat(denied.words()).extracting(Evidence::text).containsExactly("gare");
  }

  @Test
  void aTopicFoundFurtherDownStaysWithThePack() throws IOException {
    String filler = "La gare ferme. ".repeat(40);
    Article article =
        Article.parse("La gare de demain\n\n" + filler + "Le quai rouvre. Un quai de plus.");
    TopicMatch match = analyser().classify(article).topics().getFirst();
    assertThat(match.evidence()).extracting(Evidence::text).containsExactly("quai", "quai");
  }

  @Test
  void aPackOfTheSameTopicComesWithoutTheWeightsOfTheOneItReplaces(@TempDir Path other)
      throws IOException {
    TopicPacks packs = TopicPacks.load(folder);
    Files.writeString(other.resolve("mine.yaml"), HARBOUR);
    assertThat(packs.weightsOf("harbour")).isNotNull();
    assertThat(packs.withFolder(other).weightsOf("harbour")).isNull();

    Files.writeString(
        other.resolve("harbour.weights.tsv"), WEIGHTS.replace("dock\t0.600", "dock\t0.900"));
    WordWeights mine = requireNonNull(packs.withFolder(other).weightsOf("harbour"));
    assertThat(mine.format()).contains("word\tdock\t0.900\n");
  }

  @Test
  void weightsMayStandWithoutTheirPackWhereItIsKnown(@TempDir Path other) throws IOException {
    Files.writeString(other.resolve("summit.weights.tsv"), WEIGHTS.replace("harbour", "summit"));
    assertThat(TopicPacks.bundled().withFolder(other).weightsOf("summit")).isNotNull();
    assertThatThrownBy(() -> TopicPacks.load(other))
        .isInstanceOf(PackException.class)
        .hasMessage(
            other.resolve("summit.weights.tsv")
                + " (line 1): there is no pack of the topic 'summit'");
  }

  @Test
  void theHashCoversTheWeights() throws IOException {
    TopicPacks packs = TopicPacks.load(folder);
    assertThat(packs.hash()).isNotEqualTo(packs.withoutWeights().hash());
    assertThat(packs.packHash("harbour")).isEqualTo(packs.withoutWeights().packHash("harbour"));
  }

  @Test
  void thePackHashChangesWithWhatTheScoreDependsOn() throws IOException {
    String hash = TopicPacks.load(folder).packHash("harbour");
    for (String unscored :
        List.of(
            HARBOUR.replace("Harbours", "Ports"),
            HARBOUR.replace("codes: []", "codes:\n- medtop:20000653"),
            HARBOUR.replace("Le quai rouvre", "Un quai rouvre"),
            HARBOUR.replace("  quay:", "  # stones\n\n  quay:"),
            HARBOUR.replace(
                "examples:",
                """
                phases:
                  opened:
                    label: {fr: ouverts, en: opened}
                    signals: {open: {weight: 1, any: [ouvr*]}}
                    examples: [Un quai ouvre]
                examples:\
                """))) {
      assertThat(packHashOf(unscored)).as(unscored).isEqualTo(hash);
    }
    for (String scored :
        List.of(
            HARBOUR.replace("weight: 0.5", "weight: 0.6"),
            HARBOUR.replace("navire", "bateau"),
            HARBOUR.replace("examples:", "threshold: 2\nexamples:"),
            HARBOUR + "vetoes:\n  stone: {any: [pierre]}\n",
            HARBOUR + "needs: {water: [eau]}\n")) {
      assertThat(packHashOf(scored)).as(scored).isNotEqualTo(hash);
    }
  }

  private String packHashOf(String pack) throws IOException {
    Files.writeString(folder.resolve("harbour.yaml"), pack);
    return TopicPacks.load(folder).packHash("harbour");
  }

  @Test
  void theBundledWeightsWereTrainedBesideTheBundledPacks() {
    TopicPacks packs = TopicPacks.bundled();
    List<String> weighed = new ArrayList<>();
    for (TopicPack pack : packs.all()) {
      WordWeights weights = packs.weightsOf(pack.topic());
      if (weights != null) {
        weighed.add(pack.topic());
        assertThat(weights.packHash())
            .as("train again: topics train, see docs/decisions/0013")
            .isEqualTo(packs.packHash(pack.topic()));
      }
    }
    assertThat(weighed).contains("ceasefire", "summit");
  }

  @Test
  void writesWhatItReads() throws IOException {
    WordWeights weights = requireNonNull(TopicPacks.load(folder).weightsOf("harbour"));
    assertThat(weights.format()).isEqualTo(WEIGHTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          # topic: harbour      | # topic: habour         | (line 1): there is no pack of the topic 'habour'
          # format: 1           | # format: 2             | (line 2): format 2 is not known, only 1
          # pack: 01            | # hash: 01              | (line 11): the line '# pack: …' is missing
          # pack: 01            | # topic: harbour         | (line 3): 'topic' stands twice
          threshold#1.000       | threshold#0             | (line 4): the threshold must be at least 0.001
          threshold#1.000       | threshold#much          | (line 4): the last column must be a number from -1000 to 1000
          threshold#1.000       | threshold#NaN           | (line 4): the last column must be a number from -1000 to 1000
          # pack: 01            | # matches: kpet         | (line 3): matches are 'kept' or the line is left out
          threshold#1.000       | ""                      | (line 11): the row 'threshold' is missing
          pack#score#0.700      | pack#score#-0.1         | (line 5): a pack's weight must not be negative
          pack#match#0.100      | pack#mtach#0.1          | (line 6): 'pack' must be followed by score or match
          word#dock#0.600     | wrod#docker#0.6         | (line 7): 'wrod' is none of threshold, pack, word, title, pair
          word#dock#0.600     | word#dock#0.6#x#y     | (line 7): must have two or three columns with a tab between, not 5
          word#dock#0.600     | word#dock#1e9         | (line 7): the last column must be a number from -1000 to 1000
          word#dock#0.600     | word#Docker#0.6         | (line 7): 'Docker' is not one word, in lower case without accents
          word#dock#0.600     | word#grève#0.6          | (line 7): 'grève' is not one word, in lower case without accents
          word#dock#0.600     | pair#docker#0.6         | (line 7): 'docker' is not two words, in lower case without accents
          word#cargaison#0.300  | word#dock#0.1         | (line 9): stands twice
          """)
  void namesTheLineOfAFault(String right, String wrong, String message) throws IOException {
    String tabs = right.startsWith("#") ? right : right.replace('#', '\t');
    String fault = wrong.startsWith("#") ? wrong : wrong.replace('#', '\t');
    assertThat(WEIGHTS).contains(tabs);
    Path file = folder.resolve("harbour.weights.tsv");
    Files.writeString(file, WEIGHTS.replace(tabs, fault));
    assertThatThrownBy(() -> TopicPacks.load(folder))
        .isInstanceOf(PackException.class)
        .hasMessage(file + " " + message);
  }

  @Test
  void weightsOfAnotherTopicAreRefused() throws IOException {
    Files.move(folder.resolve("harbour.weights.tsv"), folder.resolve("quay.weights.tsv"));
    assertThatThrownBy(() -> TopicPacks.load(folder))
        .hasMessageContaining(
            "quay.weights.tsv (line 1): weights of the topic 'harbour' belong into"
                + " harbour.weights.tsv");
  }
}
