package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.model.Article.Precision;

final class ArticleTest {
  private static final String PAGE =
      """
      Menu
      Le Fanal
      International

      Norvège et Islande s'accordent sur la pêche avant la rencontre d'Oslo

      Lire aussi : Les quotas, mode d'emploi
      La Première ministre islandaise sur le quai de Bergen. (Anna Dahl/AFP)
      publié le 3 juin 2025 à 8h05
      Nous utilisons des cookies pour mesurer notre audience.

      Les deux pays ont signé mardi un accord de cinq ans. Il entrera en vigueur en juillet.

      Un accord attendu

      «Nous l'espérions», a dit le ministre.
      """;

  @Test
  void dropsPageBoilerplate() {
    Article article = Article.parse(PAGE);
    assertThat(article.headline())
        .isEqualTo("Norvège et Islande s'accordent sur la pêche avant la rencontre d'Oslo");
    assertThat(article.bodyText())
        .startsWith("Les deux pays")
        .endsWith("a dit le ministre.")
        .doesNotContain("Lire aussi", "Dahl", "cookies", "publié");
  }

  @Test
  void readsThePublicationTimeToTheMinute() {
    Article.PublicationDate date = Objects.requireNonNull(Article.parse(PAGE).date());
    assertThat(date.published()).isEqualTo(Instant.parse("2025-06-03T06:05:00Z"));
    assertThat(date.precision()).isEqualTo(Precision.MINUTE);
    assertThat(date.span().substringOf(PAGE)).isEqualTo("publié le 3 juin 2025 à 8h05");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " date 2025-03 Le port rouvre ses quais au public | 2025-02-28T23:00:00Z | MONTH",
        "date 2025-08-07 Le port rouvre ses quais au public | 2025-08-06T22:00:00Z | DAY",
        "date 2025-03 Le port rouvre ses quais~20/03/2025 | 2025-03-19T23:00:00Z | DAY",
        "Le port rouvre ses quais au public~jeudi 1er mai 2025 | 2025-04-30T22:00:00Z | DAY",
        "Le port rouvre ses quais au public~Mai 2025 | 2025-04-30T22:00:00Z | MONTH",
        "Le port rouvre ses quais au public~Publié le 01/05/2025 à 7:30 | 2025-05-01T05:30:00Z |"
            + " MINUTE",
      })
  void prefersTheMostPreciseDate(String text, Instant published, Precision precision) {
    Article article = Article.parse(text.replace('~', '\n'));
    assertThat(article.headline()).startsWith("Le port rouvre").doesNotContain("2025");
    Article.PublicationDate date = Objects.requireNonNull(article.date());
    assertThat(date.published()).isEqualTo(published);
    assertThat(date.precision()).isEqualTo(precision);
  }

  @Test
  void ignoresADateInsideASentence() {
    assertThat(
            Article.parse("Le rapport date de loin.\nIl a été publié le 3 mai 2025 par la Cour.")
                .date())
        .isNull();
  }

  @Test
  void ignoresAnImpossibleDate() {
    assertThat(Article.parse("Le port rouvre ses quais au public\n31/02/2025").date()).isNull();
  }

  @Test
  void usesTheFirstSentenceAsTitleIfTheTextBeginsWithAParagraph() {
    String text =
        "M. Brun a reçu son homologue à Bamako. "
            + "La suite de ce paragraphe est longue. ".repeat(8);
    Article article = Article.parse(text);
    assertThat(article.headline()).isEqualTo("M. Brun a reçu son homologue à Bamako.");
    assertThat(article.bodyText()).startsWith("La suite");
  }

  @Test
  void aLongBylineIsReadWithoutTryingAllItsDivisions() {
    String byline = "Par " + "a".repeat(250) + " b c d e f g";
    assertThat(Article.parse("Le port rouvre ses quais au public\n" + byline).bodyText())
        .isEqualTo(byline);
  }

  @Test
  void returnsEmptyPartsForABlankText() {
    Article article = Article.parse(" \n\t ");
    assertThat(article.headline()).isEmpty();
    assertThat(article.body()).isEmpty();
    assertThat(article.date()).isNull();
  }

  @Test
  void readsTheSharedArticles() throws IOException {
    Path seeds = Path.of("..", "..", "shared", "seeds");
    assumeThat(seeds).as("the shared articles").isDirectory();
    try (var files = Files.list(seeds)) {
      for (Path file : files.toList()) {
        Article article = Article.parse(Files.readString(file));
        assertThat(article.headline()).doesNotContain("\n", "date 20");
        assertThat(article.body()).isNotEmpty();
        assertTrue(article.bodyText().lines().noneMatch(line -> line.startsWith("publié le")));
      }
    }
  }
}
