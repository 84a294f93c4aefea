package org.vigie.analysis.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenizerTest {
  @Test
  void dropsElidedArticlesWithEitherApostrophe() {
    assertThat(folded("L'ONU et l’Ukraine, qu'il D’ABORD"))
        .containsExactly("onu", "et", "ukraine", "il", "abord");
  }

  @Test
  void keepsAnApostropheThatElidesNothing() {
    assertThat(folded("Aujourd’hui")).containsExactly("aujourd'hui");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cessez-le-feu",
        "CESSEZ\u2011LE\u2011FEU",
        "cessez le  feu",
        "ces\u00adsez-le-feu",
        "cessez&nbsp;le&#45;feu"
      })
  void readsEveryWritingOfACompoundAlike(String writing) {
    assertThat(folded(writing)).containsExactly("cessez", "le", "feu");
  }

  @Test
  void takesTheDotsOutOfAcronyms() {
    assertThat(folded("l'O.N.U. à l'U.E. M. Macron"))
        .containsExactly("onu", "a", "ue", "m", "macron");
  }

  @Test
  void composesDecomposedAccentsAndKeepsTheOriginalOffsets() {
    String source = Normalizer.normalize("une trêve fragile", Normalizer.Form.NFD);
    Token token = Tokenizer.tokenize(source).get(1);
    assertThat(token.exact()).isEqualTo("trêve");
    assertThat(token.folded()).isEqualTo("treve");
    assertThat(
            Normalizer.normalize(source.substring(token.start(), token.end()), Normalizer.Form.NFC))
        .isEqualTo("trêve");
  }

  @Test
  void offsetsOfAnEntityCoverAllOfIt() {
    String source = "la tr&ecirc;ve";
    Token token = Tokenizer.tokenize(source).get(1);
    assertThat(token.exact()).isEqualTo("trêve");
    assertThat(source.substring(token.start(), token.end())).isEqualTo("tr&ecirc;ve");
  }

  @Test
  void numbersSentencesAndIsNotMisledByTitlesAndDecimals() {
    List<Token> tokens = Tokenizer.tokenize("M. Blanc parle de 2.5 points. Il part ! Vrai?\nFin");
    assertThat(tokens).extracting(Token::sentence).containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3);
  }

  @Test
  void inflectionsShareAStem() {
    assertThat(Tokenizer.tokenize("rencontre rencontrer rencontré rencontrées"))
        .extracting(Token::stem)
        .containsOnly("rencontr");
  }

  @Test
  void survivesLoneSurrogatesAndMarksWithoutALetter() {
    assertThat(folded("\u0301\ud83d paix \udc00 & &;")).containsExactly("paix");
  }

  private static List<String> folded(String source) {
    return Tokenizer.tokenize(source).stream().map(Token::folded).toList();
  }
}
