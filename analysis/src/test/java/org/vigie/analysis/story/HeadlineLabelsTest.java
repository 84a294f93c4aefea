package org.vigie.analysis.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.analysis.text.Tokenizer;

class HeadlineLabelsTest {
  private final HeadlineLabels labels = HeadlineLabels.bundled();

  private ArticleFeatures.ArticleKind kindOf(String title, String lead) {
    return labels.findLabel(Tokenizer.tokenize(title), title, Tokenizer.tokenize(lead)).kind();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pourquoi l'Arranie ferme le détroit",
        "Détroit fermé : comment l'Arranie a choisi le blocus",
        "Qui est Orlec, le nouveau chef d'Etat valdave",
        "Blocus du détroit : ce que l'on sait de l'attaque du cargo",
        "Le blocus peut-il durer ?",
        "DÉCRYPTAGE. Le blocus du détroit",
        "Le blocus, une erreur de plus, par Anne Delmas"
      })
  void explanationsAndComments(String title) {
    assertThat(kindOf(title, "")).isEqualTo(ArticleFeatures.ArticleKind.COMMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "L'Arranie dit pourquoi elle ferme le détroit",
        "Le blocus levé par l'Arranie",
        "Cargo attaqué, selon ce que rapporte la marine",
        "URGENT. Le détroit est rouvert"
      })
  void reports(String title) {
    assertThat(kindOf(title, "")).isEqualTo(ArticleFeatures.ArticleKind.ARTICLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PORTRAIT - Ancien officier, il gouverne seul.", "Récit. Une nuit à bord"})
  void aLabelMayStandBeforeTheLead(String lead) {
    assertThat(kindOf("Orlec, l'officier du détroit", lead))
        .isEqualTo(ArticleFeatures.ArticleKind.COMMENT);
  }
}
