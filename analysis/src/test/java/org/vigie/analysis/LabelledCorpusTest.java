package org.vigie.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.vigie.analysis.evaluate.Evaluation;
import org.vigie.analysis.evaluate.LabelledItem;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Article;
import org.vigie.model.Classification;
import org.vigie.model.Content;
import org.vigie.model.Evidence;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;

/// Properties of every text, tested on all labelled items.
final class LabelledCorpusTest {
  @SuppressWarnings("unused") // read by FieldSource
  static final List<String> CORPORA = LabelledCorpus.ALL;

  private final TextAnalyser analyser = TextAnalyser.bundled();

  @Test
  void findsTheTopicsOfHeadlines() {
    Evaluation headlines =
        Evaluation.evaluate(analyser, LabelledCorpus.read(LabelledCorpus.HEADLINES));
    assertThat(headlines.microAveraged().f1()).isGreaterThanOrEqualTo(0.95);
    assertThat(headlines.topics().values()).allMatch(score -> score.f1() >= 0.93);
    assertThat(headlines.hardNegativesMatched()).isZero();
  }

  @Test
  void keepsTheQualityReached() {
    Evaluation dev = Evaluation.evaluate(analyser, LabelledCorpus.read("dev"));
    assertThat(dev.microAveraged().f1()).isGreaterThanOrEqualTo(0.95);
    assertThat(dev.topics().values()).allMatch(score -> score.f1() >= 0.92);

    Evaluation train = Evaluation.evaluate(analyser, LabelledCorpus.read("train"));
    assertThat(dev.hardNegativesMatched() + train.hardNegativesMatched()).isLessThanOrEqualTo(5);
  }

  @Test
  void preciseOnUnfilteredFeeds() {
    List<LabelledItem> both = new ArrayList<>(LabelledCorpus.read("natural-dev"));
    both.addAll(LabelledCorpus.read("train"));
    assertThat(Evaluation.evaluate(analyser, both).microAveraged().precision())
        .isGreaterThanOrEqualTo(0.85);
  }

  @ParameterizedTest
  @FieldSource("CORPORA")
  void evidenceQuotesTheTextAndSuffices(String corpus) {
    for (LabelledItem item : LabelledCorpus.read(corpus)) {
      TokenizedText text = new TokenizedText(item.content());
      for (TopicMatch match : analyser.classify(text).topics()) {
        assertThat(match.score()).isGreaterThanOrEqualTo(1);
        assertThat(match.evidence())
            .isNotEmpty()
            .allSatisfy(e -> assertQuotesText(item.content(), e));
        assertThat(analyser.classify(text.withoutSpans(match.evidence())).hasTopic(match.topic()))
            .as("%s of %s without its evidence", match.topic(), item.id())
            .isFalse();
        assertEvidenceOfPhaseSuffices(item, text, match);
      }
    }
  }

  private void assertEvidenceOfPhaseSuffices(
      LabelledItem item, TokenizedText text, TopicMatch match) {
    PhaseMatch phase = match.phase();
    if (phase != null) {
      assertThat(phase.evidence())
          .isNotEmpty()
          .allSatisfy(e -> assertQuotesText(item.content(), e));
      assertThat(analyser.classify(text.withoutSpans(phase.evidence())).topics())
          .as("phase %s of %s without its evidence", phase.id(), item.id())
          .extracting(LabelledCorpusTest::describe)
          .doesNotContain(describe(match));
    }
  }

  private static String describe(TopicMatch match) {
    PhaseMatch phase = match.phase();
    return phase == null ? match.topic() : match.topic() + "/" + phase.id();
  }

  private static void assertQuotesText(Content content, Evidence evidence) {
    String field =
        switch (evidence.field()) {
          case "title" -> content.title();
          case "summary" -> content.summary();
          default -> content.body() == null ? "" : content.body();
        };
    assertThat(evidence.text().length()).isLessThanOrEqualTo(60);
    assertThat(field.substring(evidence.start(), evidence.end())).isEqualTo(evidence.text());
  }

  @ParameterizedTest
  @FieldSource("CORPORA")
  void typographyDoesNotChangeTopics(String corpus) {
    List<LabelledItem> items = LabelledCorpus.read(corpus);
    int stride = items.size() > 1000 ? 4 : 1; // enough, in a quarter of the time
    for (int i = 0; i < items.size(); i += stride) {
      LabelledItem item = items.get(i);
      Set<String> topics = topics(item.content());
      for (Typing typing : Typing.values()) {
        assertThat(topics(typing.of(item.content())))
            .as("%s typed as %s", item.id(), typing)
            .isEqualTo(topics);
      }
    }
  }

  private Set<String> topics(Content content) {
    return analyser.classify(new TokenizedText(content)).topics().stream()
        .map(LabelledCorpusTest::describe)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private enum Typing {
    LOWER_CASE,
    WITHOUT_ACCENTS,
    DECOMPOSED,
    STRAIGHT_APOSTROPHES,
    CURLY_APOSTROPHES,
    HARD_HYPHENS,
    NO_HYPHENS,
    DOUBLE_SPACES;

    Content of(Content content) {
      String body = content.body();
      return Content.of(apply(content.title()), apply(content.summary()))
          .withBody(body == null ? null : apply(body));
    }

    private String apply(String text) {
      return switch (this) {
        case LOWER_CASE -> text.toLowerCase(Locale.FRENCH);
        case WITHOUT_ACCENTS ->
            Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "");
        case DECOMPOSED -> Normalizer.normalize(text, Normalizer.Form.NFD);
        case STRAIGHT_APOSTROPHES -> text.replace('’', '\'');
        case CURLY_APOSTROPHES -> text.replace('\'', '’');
        case HARD_HYPHENS -> text.replace('-', '\u2011');
        case NO_HYPHENS -> text.replaceAll("(?<=\\p{L})-(?=\\p{L})", " ");
        case DOUBLE_SPACES -> text.replace(" ", "  ");
      };
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "000 | ceasefire coalition summit | ",
        "001 | ceasefire summit |",
        "002 | sanctions summit | ceasefire",
        "003 | ceasefire summit | sanctions",
        "004 | ceasefire coalition summit |",
      })
  void readsPlainArticles(String prefix, String expected, @Nullable String optional)
      throws IOException {
    for (Path file : LabelledCorpus.articles()) {
      if (file.getFileName().toString().startsWith(prefix)) {
        Article article = Article.parse(Files.readString(file));
        Classification findings = analyser.classify(article);
        Set<String> topics = new TreeSet<>();
        findings.topics().forEach(match -> topics.add(match.topic()));
        if (optional != null) {
          topics.remove(optional);
        }
        assertThat(topics).containsExactlyInAnyOrder(expected.split(" "));
        findings.topics().forEach(match -> assertEvidenceSuffices(article, match));
      }
    }
  }

  private void assertEvidenceSuffices(Article article, TopicMatch match) {
    assertThat(match.evidence())
        .allSatisfy(
            e -> {
              assertThat(e.field()).isEqualTo("text");
              assertThat(article.text().substring(e.start(), e.end())).isEqualTo(e.text());
            });
    assertThat(
            analyser
                .classify(TokenizedText.of(article).withoutSpans(match.evidence()))
                .hasTopic(match.topic()))
        .isFalse();
  }
}
