package org.vigie.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Classification;
import org.vigie.model.Content;
import org.vigie.model.CountryMatch;
import org.vigie.model.Evidence;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;

final class TextAnalyserTest {
  private final TextAnalyser analyser = TextAnalyser.bundled();

  private Classification findings(String title, String summary, String body) {
    return analyser.classify(new TokenizedText(Content.of(title, summary).withBody(body)));
  }

  @Test
  void namesCodesOfTheTopicsThatMatch() {
    assertThat(findings("Le cessez-le-feu tient au Soudan", "", "").codes())
        .contains("medtop:20000073");
    assertThat(findings("Le marché reprend à Lyon", "", "").codes()).isEmpty();
  }

  @Test
  void theCodeOfAPhaseTakesThePlaceOfThoseOfItsTopic() {
    assertThat(findings("Londres gèle les avoirs de deux oligarques russes", "", "").codes())
        .containsExactly("medtop:20000642", "cameo:163");
    assertThat(findings("L'UE reconduit ses sanctions contre la Russie", "", "").codes())
        .containsExactly("medtop:20000642", "cameo:1244");
    assertThat(findings("L'Iran et les sanctions américaines", "", "").codes())
        .contains("cameo:163", "cameo:085");
  }

  @Test
  void theHeadlineDecidesThePhaseAndTwoOfEqualWeightGiveNone() {
    String threat = "Ottawa menace Belgrade de sanctions";
    String lift = "Ottawa lève ses sanctions contre Belgrade";
    assertThat(phase(threat, lift)).isEqualTo("threatened");
    assertThat(phase(lift, threat)).isEqualTo("eased");
    assertThat(phase("L'Iran et les sanctions américaines", threat)).isEqualTo("threatened");
    assertThat(phase(threat + " ; " + lift, "")).isNull();
    assertThat(phase("L'Iran et les sanctions américaines", "")).isNull();
  }

  @Test
  void ofASummaryOnlyTheFirstSentenceSaysThePhase() {
    String bare = "L'Iran et les sanctions américaines";
    String threat = "Washington menace l'Iran de nouvelles sanctions.";
    String other = "Les prix montent à Téhéran.";
    assertThat(phase(bare, threat + " " + other)).isEqualTo("threatened");
    assertThat(phase(bare, other + " " + threat)).isNull();
  }

  @Test
  void evidenceFoundAroundOtherEvidenceQuotesTheText() {
    assertThat(findings("Xi Jinping en visite à Lima", "", "").topics())
        .extracting(TopicMatch::phase)
        .filteredOn(Objects::nonNull)
        .flatExtracting(PhaseMatch::evidence)
        .extracting(Evidence::text)
        .contains("en visite", "Xi Jinping en visite à Lima");
  }

  private @Nullable String phase(String title, String summary) {
    PhaseMatch phase = findings(title, summary, "").topics().getFirst().phase();
    return phase == null ? null : phase.id();
  }

  @Test
  void namesCountriesByNameNationalityAndCapital() {
    Classification findings =
        findings("Le président ivoirien à Bamako", "La Norvège et l’Inde signent un accord.", "");
    assertThat(findings.countries())
        .extracting(CountryMatch::code)
        .containsExactly("CI", "IN", "ML", "NO");
    assertThat(findings.countries().getFirst().evidence())
        .singleElement()
        .satisfies(e -> assertThat(e.text()).isEqualTo("ivoirien"));
  }

  @Test
  void ignoresTheBodyIfThereIsASummary() {
    assertThat(
            findings(
                    "Le port rouvre", "Les quais sont pleins.", "Le cessez-le-feu tient au Soudan.")
                .topics())
        .isEmpty();
  }

  @Test
  void usesTheLeadAsMissingSummary() {
    assertThat(findings("Le port rouvre", "", "Le cessez-le-feu tient au Soudan.").topics())
        .extracting(TopicMatch::topic)
        .containsExactly("ceasefire");
  }

  @Test
  void bodyNeedsTwiceTheThreshold() {
    String lead = "Les quais sont pleins de monde. ".repeat(20);
    assertThat(findings("Le port rouvre", "", lead + "On parle de cessez-le-feu.").topics())
        .isEmpty();
    assertThat(
            findings(
                    "Le port rouvre",
                    "",
                    lead
                        + "On parle de cessez-le-feu. Ce cessez-le-feu tiendrait. Une trêve à"
                        + " Kiev.")
                .topics())
        .extracting(TopicMatch::topic)
        .containsExactly("ceasefire");
  }

  @Test
  void survivesHostileText() {
    for (String hostile :
        List.of(
            "cessez-le-feu ".repeat(100_000),
            "x".repeat(1 << 20),
            "\ud800sommet\udc00 de l\u202e'Otan \u200f",
            "&#xD800;&#99999999;&".repeat(1000),
            "\u0301".repeat(10_000))) {
      assertThat(findings(hostile, hostile, hostile).packs()).isNotEmpty();
    }
  }

  @Test
  void theHashOfThePacksIsStable() {
    assertThat(analyser.packsHash()).isEqualTo(TextAnalyser.bundled().packsHash()).hasSize(16);
  }
}
