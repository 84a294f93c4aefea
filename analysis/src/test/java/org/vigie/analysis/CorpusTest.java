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
import org.vigie.analysis.evaluate.Labelled;
import org.vigie.analysis.text.Text;
import org.vigie.model.Article;
import org.vigie.model.Content;
import org.vigie.model.Evidence;
import org.vigie.model.Findings;
import org.vigie.model.TopicMatch;

/// Properties of every text, tested on all labelled items.
final class CorpusTest {
  @SuppressWarnings("unused") // read by FieldSource
  static final List<String> CORPORA = Corpus.ALL;

  private final Analyst analyst = Analyst.bundled();

  @Test
  void knowsTheWaysToSayIt() {
    Evaluation headlines = Evaluation.of(analyst, Corpus.read(Corpus.HEADLINES));
    assertThat(headlines.micro().f1()).isGreaterThanOrEqualTo(0.95);
    assertThat(headlines.topics().values()).allMatch(score -> score.f1() >= 0.93);
    assertThat(headlines.luresFired()).isZero();
  }

  @Test
  void qualityDoesNotFallBehindWhatWasReached() {
    Evaluation dev = Evaluation.of(analyst, Corpus.read("dev"));
    assertThat(dev.micro().f1()).isGreaterThanOrEqualTo(0.95);
    assertThat(dev.topics().values()).allMatch(score -> score.f1() >= 0.92);

    Evaluation train = Evaluation.of(analyst, Corpus.read("train"));
    assertThat(dev.luresFired() + train.luresFired()).isLessThanOrEqualTo(5);
  }

  @Test
  void preciseOnUnfilteredFeeds() {
    List<Labelled> both = new ArrayList<>(Corpus.read("natural-dev"));
    both.addAll(Corpus.read("train"));
    assertThat(Evaluation.of(analyst, both).micro().precision()).isGreaterThanOrEqualTo(0.85);
  }

  @ParameterizedTest
  @FieldSource("CORPORA")
  void evidenceIsCutOutOfTheTextAndEnough(String corpus) {
    for (Labelled item : Corpus.read(corpus)) {
      Text text = new Text(item.content());
      for (TopicMatch match : analyst.findings(text).topics()) {
        assertThat(match.score()).isGreaterThanOrEqualTo(1);
        assertThat(match.evidence()).isNotEmpty().allSatisfy(e -> isCutOut(item.content(), e));
        assertThat(analyst.findings(text.without(match.evidence())).has(match.topic()))
            .as("%s of %s without its evidence", match.topic(), item.id())
            .isFalse();
      }
    }
  }

  private static void isCutOut(Content content, Evidence evidence) {
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
  void theWayATextIsTypedNeverMatters(String corpus) {
    List<Labelled> items = Corpus.read(corpus);
    int stride = items.size() > 1000 ? 4 : 1; // enough, in a quarter of the time
    for (int i = 0; i < items.size(); i += stride) {
      Labelled item = items.get(i);
      Set<String> topics = topics(item.content());
      for (Typing typing : Typing.values()) {
        assertThat(topics(typing.of(item.content())))
            .as("%s typed as %s", item.id(), typing)
            .isEqualTo(topics);
      }
    }
  }

  private Set<String> topics(Content content) {
    return analyst.findings(new Text(content)).topics().stream()
        .map(TopicMatch::topic)
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
      return new Content(
          apply(content.title()),
          apply(content.summary()),
          body == null ? null : apply(body),
          null,
          null,
          null,
          null,
          List.of());
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
    for (Path file : Corpus.articles()) {
      if (file.getFileName().toString().startsWith(prefix)) {
        Article article = Article.read(Files.readString(file));
        Findings findings = analyst.findings(article);
        Set<String> topics = new TreeSet<>();
        findings.topics().forEach(match -> topics.add(match.topic()));
        if (optional != null) {
          topics.remove(optional);
        }
        assertThat(topics).containsExactlyInAnyOrder(expected.split(" "));
        findings.topics().forEach(match -> holds(article, match));
      }
    }
  }

  private void holds(Article article, TopicMatch match) {
    assertThat(match.evidence())
        .allSatisfy(
            e -> {
              assertThat(e.field()).isEqualTo("text");
              assertThat(article.text().substring(e.start(), e.end())).isEqualTo(e.text());
            });
    assertThat(analyst.findings(Text.of(article).without(match.evidence())).has(match.topic()))
        .isFalse();
  }
}
