package org.vigie.notifier.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Evidence;
import org.vigie.model.Language;
import org.vigie.model.TopicMatch;
import org.vigie.testkit.SampleAlerts;

class EvidenceTextTest {
  private static final String TITLE = "Réunion à Riga";

  @Test
  void showsTheSentencesInWhichEvidenceStands() {
    String summary =
        "Rien ici. M. Delorme annonce une trêve de dix jours ! Rien là. La trêve tient.";

    assertThat(excerpt(summary, span("summary", summary, "trêve"), at(summary, "trêve tient", 5)))
        .isEqualTo("M. Delorme annonce une <trêve> de dix jours ! […] La <trêve> tient.");
  }

  @Test
  void joinsOverlappingEvidence() {
    String summary = "Un cessez-le-feu de trente jours.";

    assertThat(
            excerpt(
                summary,
                span("summary", summary, "cessez-le-feu"),
                span("summary", summary, "cessez-le-feu de trente jours"),
                span("summary", summary, "trente")))
        .isEqualTo("Un <cessez-le-feu de trente jours>.");
  }

  @Test
  void evidenceHoldsTwoSentencesTogether() {
    String summary = "Accord. Trêve en vue. Fin.";

    assertThat(excerpt(summary, span("summary", summary, "Accord. Trêve")))
        .isEqualTo("<Accord. Trêve> en vue.");
  }

  @Test
  void evidenceBeyondWhatIsKeptIsNotMarked() {
    String summary = "mot ".repeat(140);
    Evidence beyond = new Evidence("summary", 496, 503, "mot mot", "x", 1);
    Alert alert = alert(summary, beyond);

    assertThat(alert.source().summary()).hasSize(500);
    assertThat(new EvidenceText(alert, Phrases.in(Language.FR)).excerpt().text("<", ">"))
        .startsWith("mot mot")
        .contains("… […] <mot mot>")
        .hasSizeLessThan(330);
  }

  @Test
  void evidenceInTheBodyAloneIsNamed() {
    Evidence otages = new Evidence("body", 400, 406, "otages", "x", 1);
    Evidence against = new Evidence("body", 10, 15, "match", "x", -1);

    assertThat(excerpt("Les ministres se voient. Puis rien.", otages, against))
        .isEqualTo("Les ministres se voient. […] <otages>");
    assertThat(excerpt("", otages)).isEqualTo("[…] <otages>");
  }

  @Test
  void withoutEvidenceTheFirstSentenceIsShown() {
    assertThat(excerpt("Les ministres se voient. Puis rien."))
        .isEqualTo("Les ministres se voient.");
    assertThat(excerpt(TITLE)).as("what says no more than the headline").isEmpty();
  }

  @Test
  void surrogatePairsAreMarkedWholeOrNotAtAll() {
    String summary = "La \uD83D\uDD4A\uFE0F vole";

    assertThat(excerpt(summary, new Evidence("summary", 4, 6, "x", "x", 1)))
        .isEqualTo("La <\uD83D\uDD4A\uFE0F> vole");
    assertThat(excerpt(summary, new Evidence("summary", 3, 4, "x", "x", 1)))
        .isEqualTo("La <\uD83D\uDD4A>\uFE0F vole");
  }

  @Test
  void marksStayInPlaceWhereCharactersAreLeftOut() {
    String summary = "La\u0000\u0000  \u202etrêve\n\n tient";

    assertThat(excerpt(summary, span("summary", summary, "trêve"))).isEqualTo("La <trêve> tient");
  }

  @Test
  void aLongSentenceIsCutAroundItsEvidence() {
    String summary = "avant ".repeat(55) + "trêve " + "après ".repeat(20);

    String excerpt = excerpt(summary, span("summary", summary, "trêve"));

    assertThat(excerpt)
        .startsWith("…avant avant")
        .contains("avant <trêve> après")
        .hasSizeLessThan(310);
  }

  @Test
  void aMarkedHeadlineKeepsItsMarksWhereItIsCut() {
    String title = "Trêve " + "mot ".repeat(100) + "trêve";
    Alert alert = alert(title, "", span("title", title, "Trêve"), span("title", title, "trêve"));

    assertThat(new EvidenceText(alert, Phrases.in(Language.FR)).headline().text("<", ">"))
        .startsWith("<Trêve> mot")
        .endsWith("…")
        .doesNotContain("<trêve>");
  }

  private static String excerpt(String summary, Evidence... evidence) {
    return new EvidenceText(alert(summary, evidence), Phrases.in(Language.FR))
        .excerpt()
        .text("<", ">");
  }

  private static Alert alert(String summary, Evidence... evidence) {
    return alert(TITLE, summary, evidence);
  }

  private static Alert alert(String title, String summary, Evidence... evidence) {
    return SampleAlerts.alert()
        .title(title)
        .summary(summary)
        .findings(
            new Alert.Findings(
                List.of(new TopicMatch("ceasefire", 1, List.of(evidence))),
                Map.of(),
                null,
                List.of(),
                List.of(),
                "",
                ArticleForm.NEWS))
        .build();
  }

  private static Evidence span(String field, String text, String word) {
    int start = text.indexOf(word);
    return new Evidence(field, start, start + word.length(), word, word, 1);
  }

  private static Evidence at(String text, String place, int length) {
    int start = text.indexOf(place);
    return new Evidence("summary", start, start + length, place, place, 1);
  }
}
