package org.vigie.analysis.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;

class StoryAssignerTest {
  private static final Instant NOW = StoryFixture.NOW;
  private static final String PACT = "L'Arménie propose un pacte de non-agression à l'Azerbaïdjan";
  private static final String PACT_TOO = "Erevan offre un pacte de non-agression à l'Azerbaïdjan";

  private final StoryFixture press = new StoryFixture();

  private static StoryFixture.TestArticle piece(
      String id, String outlet, Duration after, String title) {
    return new StoryFixture.TestArticle(id, outlet, NOW.plus(after), title, "");
  }

  private static StoryFixture.TestArticle piece(
      String id, String outlet, String title, String summary) {
    return new StoryFixture.TestArticle(id, outlet, NOW, title, summary);
  }

  private Story pact(String id, String outlet, Duration after) {
    return press.assignStory(piece(id, outlet, after, PACT));
  }

  @Test
  void aReprintJoinsAndAddsItsOutlet() {
    pact("a", "Le Quai", Duration.ZERO);
    Story story = press.assignStory(piece("b", "Radio Cap", Duration.ofMinutes(5), PACT_TOO));
    assertThat(story.id()).isEqualTo("a");
    assertThat(story.outlets()).containsExactly("le-quai", "radio-cap");
    assertThat(story.version()).isEqualTo(2);
  }

  @Test
  void aStoryIsJoinedUpTo72HoursAfterItsLastMemberAnd7DaysAfterItsFirst() {
    Duration step = Duration.ofHours(71);
    assertThat(pact("a", "Le Quai", Duration.ZERO).id()).isEqualTo("a");
    assertThat(pact("b", "Radio Cap", step).id()).isEqualTo("a");
    assertThat(pact("c", "Gazette", step.multipliedBy(2)).id()).isEqualTo("a");
    assertThat(pact("d", "Matin", step.multipliedBy(3)).id()).as("over 7 days").isEqualTo("d");
    press.restart();
    assertThat(pact("e", "Soir", step.multipliedBy(3).plusHours(73)).id())
        .as("over 72 hours after d")
        .isEqualTo("e");
  }

  @Test
  void anEditStaysInItsStory() {
    pact("a", "Le Quai", Duration.ZERO);
    pact("b", "Radio Cap", Duration.ofMinutes(1));
    Story story =
        press.assignStory(
            piece("b", "Radio Cap", Duration.ofMinutes(9), "Le marché aux fleurs ouvre"));
    assertThat(story.id()).isEqualTo("a");
    assertThat(story.members()).hasSize(2);
  }

  @Test
  void aFullStoryIsFollowedByOneStory() {
    for (int i = 0; i < 500; i++) {
      assertThat(pact("a" + i, "Outlet " + i, Duration.ofSeconds(i)).id()).isEqualTo("a0");
    }
    Duration later = Duration.ofMinutes(10);
    press.assignStory(piece("b", "Le Quai", later, PACT_TOO));
    press.assignStory(piece("c", "Radio Cap", later, PACT + " voisin"));
    Story story = press.assignStory(piece("d", "Gazette", later, "Ce que l'on sait : " + PACT));
    assertThat(story.id()).isEqualTo("b");
    assertThat(story.members()).hasSize(3);
  }

  @Test
  void theSameLinkInTwoOutletsIsOneStory() {
    press.assignStory(
        piece("a", "Le Quai", "Tensions au col", ""),
        "https://www.quai.example/monde/col-ferme-2025.html?utm_source=x");
    Story story =
        press.assignStory(
            piece("b", "Portail", "Autre titre", ""),
            "http://quai.example/monde/col-ferme-2025.html#haut");
    assertThat(story.id()).isEqualTo("a");
  }

  /// Although `ref` is a tracking parameter elsewhere.
  @Test
  void theNumberOfAnArticleIsPartOfItsLink() {
    String page = "https://www.quai.example/article-detail.php?ref=";
    press.assignStory(piece("a", "Le Quai", "Tensions au col", ""), page + "40712");
    assertThat(press.assignStory(piece("b", "Le Quai", "Un marché ouvre", ""), page + "40713").id())
        .isEqualTo("b");
    String other = "https://quai.example/article-detail.php?ref=40712&source=rss";
    assertThat(press.assignStory(piece("c", "Portail", "Autre titre", ""), other).id())
        .isEqualTo("a");
  }

  @Test
  void aHomePageLinkDoesNotJoin() {
    press.assignStory(
        piece("a", "Le Quai", "Tensions au col", ""), "https://www.quai.example/direct/");
    Story story =
        press.assignStory(
            piece("b", "Portail", "Un marché ouvre", ""), "https://www.quai.example/direct/");
    assertThat(story.id()).isEqualTo("b");
  }

  @Test
  void ordinalsKeepApart() {
    String words = "e paquet de sanctions de l'Union européenne contre la Russie adopté";
    press.assignStory(piece("a", "Le Quai", "Le 12" + words, ""));
    assertThat(press.assignId(piece("b", "Radio Cap", "Le 13" + words, ""))).isEqualTo("b");
    assertThat(
            press.assignId(
                piece(
                    "c",
                    "Gazette",
                    "Le treizième paquet de sanctions de l'Union européenne contre la Russie"
                        + " adopté",
                    "")))
        .isEqualTo("b");
  }

  @Test
  void aTemplateForTwoCountriesStaysApart() {
    String form = " : un cessez-le-feu de 1 jours entre en vigueur";
    String lead = "Les deux camps ont signé, selon le médiateur, et les armes se taisent.";
    assertThat(press.assignId(piece("a", "Le Quai", "Soudan" + form, lead))).isEqualTo("a");
    assertThat(press.assignId(piece("b", "Le Quai", "Arménie" + form, lead))).isEqualTo("b");
    assertThat(press.assignId(piece("c", "Gazette", "Khartoum" + form, lead))).isEqualTo("a");
    assertThat(press.assignId(piece("d", "Gazette", "Erevan" + form, lead))).isEqualTo("b");
  }

  @Test
  void aCountryAndItsSeatOfPowerAreOnePlace() {
    press.assignStory(piece("a", "Le Quai", "Washington annonce une taxe de 30 % sur l'acier", ""));
    press.assignStory(piece("b", "Le Quai", "Kiev rejette la proposition de trêve partielle", ""));
    press.assignStory(
        piece("c", "Le Quai", "Moscou rappelle son ambassadeur pour consultations", ""));
    assertThat(
            press.assignId(
                piece("d", "Gazette", "Les États-Unis taxent l'acier à hauteur de 30 %", "")))
        .isEqualTo("a");
    assertThat(
            press.assignId(
                piece("e", "Gazette", "L'Ukraine rejette la proposition de trêve partielle", "")))
        .isEqualTo("b");
    assertThat(
            press.assignId(
                piece("f", "Gazette", "La Russie rappelle son ambassadeur à Vienne", "")))
        .isEqualTo("c");
  }

  @Test
  void aCountThatRisesStaysInItsStory() {
    press.assignStory(piece("a", "Le Quai", "Au moins 12 morts dans une frappe sur Zalingei", ""));
    press.assignStory(piece("b", "Radio Cap", "Frappe sur Zalingei : 12 morts", ""));
    Story more =
        press.assignStory(piece("c", "Gazette", "Zalingei : la frappe a fait 15 morts", ""));
    assertThat(more.id()).isEqualTo("a");
  }

  private static final String STRIKE = "Grève des dockers : le port de Marseille à l'arrêt";
  private static final String STRIKE_TOO =
      "Grève des dockers : port de Marseille à l'arrêt, Corsica Bleu annule ses traversées vers"
          + " Bastia";

  @Test
  void anOrdinalKeepsApartWhicheverMemberHasIt() {
    String words = " paquet de sanctions de l'Union européenne contre la Russie adopté";
    press.assignStory(piece("a", "Le Quai", Duration.ZERO, "Nouveau" + words));
    press.assignStory(piece("b", "Radio Cap", Duration.ofHours(1), "12e" + words));
    Story story = press.assignStory(piece("c", "Matin", Duration.ofHours(2), "Un autre" + words));
    assertThat(story.members()).hasSize(3);
    assertThat(press.assignId(piece("d", "Le Cap", Duration.ofHours(3), "13e" + words)))
        .isEqualTo("d");
  }

  @Test
  void aFollowUpSimilarOnlyToTheNewestFoundsAStory() {
    press.assignStory(piece("a", "Le Quai", Duration.ZERO, STRIKE));
    assertThat(press.assignId(piece("b", "Radio Cap", Duration.ofHours(1), STRIKE_TOO)))
        .isEqualTo("a");
    String next = "Corsica Bleu annule ses traversées vers Bastia après une panne de moteur";
    assertThat(press.assignId(piece("c", "Matin", Duration.ofHours(2), next))).isEqualTo("c");
  }

  private static final String THEME = "Guerre des cargos : ";

  @Test
  void theThemeBeforeTheColonJoinsNothing() {
    String news = "la marine arraisonne un navire chargé de blé";
    press.assignStory(piece("a", "Le Quai", THEME + news, ""));
    assertThat(press.assignId(piece("b", "Radio Cap", THEME + "deux marins libérés en mer", "")))
        .isEqualTo("b");
    assertThat(press.assignId(piece("c", "Gazette", "Détroit : " + news, ""))).isEqualTo("a");
  }

  /// The clips of one programme.
  @Test
  void aLeadThatTheOutletRepeatsJoinsNothing() {
    String lead =
        "Edition spéciale sur le blocus du détroit de Corvane, avec nos envoyés spéciaux à"
            + " Port-Arran et au siège de l'ONU.";
    press.assignStory(piece("a", "Télé Cap", "Blocus du détroit : le prix du blé s'envole", lead));
    assertThat(
            press.assignId(
                piece("b", "Télé Cap", "Blocus : « nous avons peur », confie un pêcheur", lead)))
        .isEqualTo("b");
  }

  @Test
  void theNextArticleOfAnOutletMustBeMoreSimilar() {
    String first = "Port-Arran : un incendie ravage un dépôt de carburant";
    String next = "Après l'incendie de Port-Arran, la préfecture ferme les écoles du quartier";
    press.assignStory(piece("a", "Le Quai", first, ""));
    assertThat(press.assignId(piece("b", "Le Quai", next, ""))).isEqualTo("b");
    StoryFixture others = new StoryFixture();
    others.assignStory(piece("a", "Le Quai", first, ""));
    assertThat(others.assignId(piece("b", "Radio Cap", next, ""))).isEqualTo("a");
  }

  @Test
  void agencyCopyAndAMediaGroupAreOneSource() {
    press.assignStory(piece("a", "Le Quai (AFP)", PACT, "Bakou n'a pas encore répondu."));
    press.assignStory(piece("b", "Radio Cap", PACT_TOO, "PARIS (AFP) - Bakou n'a pas répondu."));
    press.assignStory(piece("c", "RFI", PACT_TOO + ", Bakou hésite", "Bakou n'a rien dit."));
    Story story =
        press.assignStory(piece("d", "France 24", PACT_TOO + " voisin", "Bakou se tait."));
    assertThat(story.id()).isEqualTo("a");
    assertThat(story.outlets()).hasSize(4);
    assertThat(story.independentSources()).containsExactly("afp", "france-medias-monde");
  }

  @Test
  void mentioningAnAgencyIsNoCredit() {
    Story story =
        press.assignStory(
            piece(
                "a",
                "Le Quai",
                PACT,
                "« C'est fini », dit-il à l'AFP, avant de partir pour un long voyage à travers le"
                    + " Caucase du Sud."));
    assertThat(story.independentSources()).containsExactly("le-quai");
  }

  @Test
  void aTopicStaysWithTheStoryWhileAMemberHasIt() {
    press.assignStory(piece("a", "Le Quai", PACT, ""), null, "ceasefire");
    Story story = press.assignStory(piece("b", "Radio Cap", PACT_TOO, ""), null, "summit");
    assertThat(story.topics())
        .extracting(match -> match.topic())
        .containsExactly("summit", "ceasefire");
    Story without = press.assignStory(piece("a", "Le Quai", PACT + " !", ""));
    assertThat(without.topics()).extracting(match -> match.topic()).containsExactly("summit");
  }

  @Test
  void matchesCarryTheSourcesOfTheirStory() {
    StoryFixture.TestArticle founder = piece("a", "Le Quai", PACT, "");
    StoryFixture.TestArticle second = piece("b", "Radio Cap", PACT_TOO, "");
    press.assignStory(founder);
    press.assignStory(second);
    DecisionRecord.Decision decision = StoryFixture.createDecision(second, null);
    StoryMatches matches =
        press.stories.toStoryMatches(new DecisionRecord.MatchGroup(decision, 3, List.of()));
    assertThat(matches.story()).isEqualTo("a");
    assertThat(matches.voices()).containsExactly("le-quai", "radio-cap");
  }

  /// The example of `docs/stories.md`.
  @Test
  void theExampleOfTheManualHolds() {
    Duration day = Duration.ofDays(1);
    StoryFixture.TestArticle twelfth =
        piece(
            "a",
            "Le Quai",
            Duration.ZERO,
            "L'UE adopte un 12e paquet de sanctions contre la Russie");
    assertThat(press.assignId(twelfth)).isEqualTo("a");
    String words = "Sanctions contre Moscou : les Vingt-Sept s'accordent sur un douzième paquet";
    assertThat(press.assignId(piece("b", "Radio Cap", Duration.ofMinutes(70), words)))
        .isEqualTo("a");
    String next = "L'UE adopte un 13e paquet de sanctions contre la Russie";
    assertThat(press.assignId(piece("c", "Le Quai", day.plusHours(10), next))).isEqualTo("c");
    String copy = "Bruxelles s'entend sur un 13e paquet visant Moscou";
    press.assignStory(piece("d", "Gazette (AFP)", day.plusHours(11), copy));
    Story story = press.assignStory(piece("e", "Matin (AFP)", day.plusHours(11), copy));
    assertThat(story.id()).isEqualTo("c");
    assertThat(story.independentSources()).containsExactly("le-quai", "afp");
    String digest = "Sanctions : ce qu'il faut retenir du 12e paquet";
    assertThat(press.assignId(piece("f", "Le Quai", day.multipliedBy(3), digest))).isEqualTo("f");
    String late = "L'UE avait adopté un 12e paquet de sanctions contre la Russie";
    assertThat(press.assignId(piece("g", "Soir", day.multipliedBy(4), late))).isEqualTo("g");
  }

  @Test
  void aRestartChangesNothing() {
    List<LabelledStories.LabelledArticle> articles =
        LabelledStories.read("diplomacy.txt").articles();
    StoryFixture undisturbed = new StoryFixture();
    for (LabelledStories.LabelledArticle labelled : articles) {
      String story = undisturbed.assignId(labelled.piece());
      press.restart();
      assertThat(press.assignId(labelled.piece())).as(labelled.piece().title()).isEqualTo(story);
    }
  }

  @Test
  void removesExpiredStories() {
    for (int i = 0; i < 50; i++) {
      press.assignStory(
          piece("old" + i, "Le Quai", Duration.ZERO, "Bulletin n° " + i + " du port"));
    }
    for (int i = 0; i < 50; i++) {
      press.assignStory(
          piece("new" + i, "Le Quai", Duration.ofDays(9), "Avis n° " + i + " du port"));
    }
    assertThat(press.stories.countJoinable()).isEqualTo(50);
    assertThat(press.traces).hasSize(50);
  }
}
