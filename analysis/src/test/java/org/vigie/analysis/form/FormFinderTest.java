package org.vigie.analysis.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Article;
import org.vigie.model.ArticleForm;
import org.vigie.model.Content;
import org.vigie.model.Evidence;
import org.vigie.model.FormMatch;

class FormFinderTest {
  @Test
  void everyRuleFindsItsExample() {
    for (FormRule rule : FormFinder.readRules()) {
      FormMatch found = find(exampleOf(rule));
      assertThat(found.form()).as(rule.words()).isEqualTo(rule.form());
      assertThat(found.evidence()).extracting(Evidence::signal).containsExactly(rule.example());
    }
  }

  private static Content exampleOf(FormRule rule) {
    return switch (rule.place()) {
      case ADDRESS -> Content.of("Un pont ferme", "").withUrl(rule.example());
      case LABEL, LAST, TITLE -> Content.of(rule.example(), "");
      case SUMMARY -> Content.of("Un pont ferme", rule.example());
      case CATEGORY -> Content.of("Un pont ferme", "").withCategories(List.of(rule.example()));
    };
  }

  @Test
  void anArticleThatNothingShowsToBeSomethingElseIsNews() {
    for (String title :
        List.of(
            "Une trêve entre en vigueur en mer Noire",
            "VIDÉO. Le président annonce une trêve",
            "Vidéo : le président annonce une trêve",
            "Trêve : ce que l'on sait de l'accord",
            "Le point sur les pays qui ferment leur espace aérien",
            "Le ministre donne un entretien à la presse étrangère",
            "Le journal Le Phare visé par des sanctions",
            "Jeanne Ardent : « Le pont ne suffit pas »",
            "Sanctions : les podcasts russes bannis de l'Union",
            "Une enquête ouverte après l'attaque du pont",
            "Trois chiffres tombent ce mardi à Genève",
            "Le maire et le préfet font le point sur la situation en mer Noire",
            "L'Organisation fait un point sur le conflit",
            "Le Conseil se réunit pour faire un point sur la situation",
            "La ministre a fait le point sur la guerre",
            "FLASH INFO : une trêve en mer Noire",
            "Flash infos - Une trêve en mer Noire",
            "Mer Noire : le bilan de la nuit s'alourdit à 12 morts",
            "Mer Noire : le bilan de la journée grimpe",
            "Mer Noire : le bilan de la nuit, 12 morts")) {
      assertThat(find(Content.of(title, "Un résumé."))).as(title).isEqualTo(FormMatch.NEWS);
    }
    Content situation =
        Content.of(
            "Le port se dit prêt à une trêve", "LE POINT SUR LA SITUATION - Selon le maire.");
    assertThat(find(situation)).isEqualTo(FormMatch.NEWS);
    Content games =
        Content.of("Un éditeur sous sanctions", "").withUrl("https://phare.fr/jeux-video/editeur");
    assertThat(find(games)).isEqualTo(FormMatch.NEWS);
  }

  @Test
  void manyEventsMakeARoundupAndOneEventDoesNot() {
    for (String title :
        List.of(
            "Le pont rouvre, le port ferme… Ce qu'il faut retenir de ce lundi",
            "Le pont rouvre, le port ferme… Le bilan du 12e jour",
            "Le pont rouvre, le port ferme… Le bilan de la nuit en mer Noire",
            "Le pont rouvre, le port ferme… Le bilan du lundi 8 juin",
            "Mer Noire, jour 12 : le pont rouvre… Ce qu'il faut savoir",
            "Le pont rouvre, le port ferme, des otages rentrent… Ce qu'il faut retenir",
            "Le pont rouvre, le port ferme... Ce qu'il faut retenir de ce 3 mars",
            "Ce qu'il faut retenir du conflit en mer Noire ce mardi",
            "Le pont rouvre, le port ferme… Le point sur la situation",
            "Le pont rouvre, le port ferme… Le point sur la nuit",
            "Mer Noire : le point sur le conflit")) {
      assertThat(find(Content.of(title, "")).form()).as(title).isEqualTo(ArticleForm.ROUNDUP);
    }
    for (String title :
        List.of(
            "Trêve, otages… Ce qu'il faut retenir de la rencontre entre Ardent et Moreau",
            "Trêve, otages, pont… Ce qu'il faut retenir de l'appel entre Ardent et Moreau",
            "Trêve... Ce qu'il faut retenir des pourparlers à Istanbul",
            "Ce qu'il faut retenir de la rencontre entre Ardent et Moreau ce mardi",
            "Le maire prêt à rouvrir le pont, le préfet confiant… Le point sur un possible"
                + " accord")) {
      assertThat(find(Content.of(title, "")).form()).as(title).isEqualTo(ArticleForm.ANALYSIS);
    }
  }

  @Test
  void namesTheWordsThatShowTheForm() {
    String summary = "ENTRETIEN EXCLUSIF – Le maire parle.";
    Evidence found = find(Content.of("Le pont ouvert", summary)).evidence().getFirst();
    assertThat(found.field()).isEqualTo("summary");
    assertThat(found.text()).isEqualTo("ENTRETIEN EXCLUSIF");
    assertThat(summary.substring(found.start(), found.end())).isEqualTo(found.text());
  }

  @Test
  void aLivePageIsOneWhateverElseItIs() {
    FormMatch found = find(Content.of("EN DIRECT - Trêve : ce qu'il faut retenir de la nuit", ""));
    assertThat(found.form()).isEqualTo(ArticleForm.LIVE);
    assertThat(found.evidence()).extracting(Evidence::text).containsExactly("EN DIRECT - ");
  }

  @Test
  void theBodyStandsInForAMissingSummary() {
    Content article = Content.of("Le pont ouvert", "").withBody("RÉCIT. Au bord du pont.");
    FormMatch found = find(article);
    assertThat(found.form()).isEqualTo(ArticleForm.ANALYSIS);
    assertThat(found.evidence().getFirst().field()).isEqualTo("body");
  }

  @Test
  void offsetsOfAPlainArticlePointIntoItsText() {
    String text = "\n\nTribune : le pont ne suffit pas\n\nLe maire a tort, et voici en quoi.\n";
    Evidence found =
        FormFinder.bundled().find(TokenizedText.of(Article.parse(text))).evidence().getFirst();
    assertThat(found.field()).isEqualTo("text");
    assertThat(text.substring(found.start(), found.end())).isEqualTo("Tribune");
  }

  private static FormMatch find(Content content) {
    return FormFinder.bundled().find(new TokenizedText(content));
  }
}
