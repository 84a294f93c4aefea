package org.vigie.analysis.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Content;
import org.vigie.model.CountryMatch;
import org.vigie.model.Evidence;
import org.vigie.model.Language;
import org.vigie.model.TopicMatch;

final class TopicPacksTest {
  private static final String ELECTIONS =
      """
      topic: elections
      label: {fr: Élections, en: Elections}
      codes: [medtop:20000653]
      groups:
        vote: [élection, scrutin, présidentielle, législatives, référendum]
      signals:
        vote:
          weight: 0.6
          any: ["{vote}"]
        abroad:
          weight: 0.4
          any: ["{country}", "{nationality}"]
          with: ["{vote}"]
      vetoes:
        beauty:
          where: title
          any: [miss, élection de miss]
      phases:
        announced:
          label: {fr: annoncées, en: announced}
          codes: [cameo:036]
          signals:
            date:
              weight: 1
              any: ["{vote} ~2 fixé"]
          examples: ["Présidentielle au Sénégal : le scrutin fixé à mars"]
      examples:
        match:
          - "Présidentielle au Sénégal : le scrutin fixé à mars"
        no-match:
          - "Élection de Miss Belgique"
          - "Le Sénégal inaugure un port"
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Le Caire reçoit | La Syrie attend. Le Kremlin se tait. | EG SY
          Le port rouvre  | RÉCIT. La Syrie attend. Le Kremlin se tait. | SY
          Le port rouvre  | À Damas. Le Kremlin se tait. La Chine aussi. | SY RU
          Le port rouvre  | Le maire parle d'un pont. La Syrie attend. |
          """)
  void countriesCountWhereHeadlineOrFirstSentenceNamesThem(
      String title, String summary, @Nullable String codes) {
    assertThat(
            TextAnalyser.bundled()
                .classify(new TokenizedText(Content.of(title, summary)))
                .countries())
        .extracting(CountryMatch::code)
        .containsExactlyInAnyOrder(codes == null ? new String[0] : codes.split(" "));
  }

  @Test
  void readsHowLongAStepIsTold() throws IOException {
    Files.writeString(
        folder.resolve("elections.yaml"), ELECTIONS.replace("groups:", "repeat: 2d\ngroups:"));
    TextAnalyser analyser = new TextAnalyser(TopicPacks.bundled().withFolder(folder));
    assertThat(analyser.findRepeat("elections")).isEqualTo(Duration.ofDays(2));
    assertThat(analyser.findRepeat("summit")).isEqualTo(Duration.ofHours(48));
    assertThat(analyser.findRepeat("ceasefire")).isEqualTo(Duration.ofHours(24));
    assertThat(analyser.findRepeat("sanctions")).isNull();
    assertThat(analyser.findRepeat("unknown")).isNull();
  }

  @Test
  void addsThePackOfAUser() throws IOException {
    Files.writeString(folder.resolve("elections.yaml"), ELECTIONS);
    TopicPacks packs = TopicPacks.bundled().withFolder(folder);
    assertThat(FailedExample.findFailures("elections", packs)).isEmpty();
    assertThat(
            new TextAnalyser(packs)
                .classify(
                    new TokenizedText(Content.of("Législatives au Ghana sous la trêve à Gaza", "")))
                .topics())
        .extracting(TopicMatch::topic)
        .contains("elections", "ceasefire");
    assertThat(packs.hash()).isNotEqualTo(TopicPacks.bundled().hash());
  }

  @Test
  void aHeadlineMayCountAgainstATopicThatTheSummaryIsAbout() throws IOException {
    TokenizedText strong =
        new TokenizedText(Content.of("Ghana : scrutin", "Le scrutin, le référendum"));
    Files.writeString(
        folder.resolve("elections.yaml"),
        ELECTIONS
            .replace("weight: 0.6", "weight: 1.3")
            .replace("weight: 0.4", "weight: 0.4\n    title: -0.2"));
    assertThat(new TextAnalyser(TopicPacks.load(folder)).classify(strong).topics())
        .singleElement()
        .satisfies(
            match ->
                assertThat(match.evidence())
                    .filteredOn(evidence -> evidence.signal().equals("abroad"))
                    .extracting(Evidence::weight)
                    .containsExactly(-0.2));
  }

  @Test
  void givesThePhasesOfTheUsersPack() throws IOException {
    Path file = folder.resolve("elections.yaml");
    Files.writeString(file, ELECTIONS);
    assertThat(
            new TextAnalyser(TopicPacks.load(folder))
                .classify(new TokenizedText(Content.of("Ghana : le scrutin est fixé", "")))
                .topics())
        .singleElement()
        .satisfies(match -> assertThat(match.phase()).isNotNull())
        .extracting(TopicMatch::phase)
        .satisfies(
            phase -> {
              assertThat(phase.id()).isEqualTo("announced");
              assertThat(phase.findName(Language.FR)).isEqualTo("annoncées");
              assertThat(phase.evidence())
                  .extracting(Evidence::text)
                  .containsExactly("scrutin", "fixé");
            });

    Files.writeString(file, ELECTIONS.replace("~2 fixé", "~2 reporté"));
    assertThat(FailedExample.findFailures("elections", TopicPacks.load(folder)))
        .extracting(FailedExample::phase)
        .containsExactly("announced");
  }

  @Test
  void loadsOnlyThePacksOfAFolder() throws IOException {
    Files.writeString(folder.resolve("elections.yaml"), ELECTIONS);
    assertThat(TopicPacks.load(folder).all())
        .extracting(TopicPack::topic)
        .containsExactly("elections");
  }

  @Test
  void aFailingExampleIsReported() throws IOException {
    Files.writeString(
        folder.resolve("elections.yaml"), ELECTIONS.replace("Élection de Miss", "Scrutin en"));
    assertThat(FailedExample.findFailures("elections", TopicPacks.load(folder)))
        .singleElement()
        .satisfies(failed -> assertThat(failed.shouldMatch()).isFalse());
  }

  private static final String CONFLICTS =
      """
      groups:
        north: [nordistes, capitale du nord]
        south: [sudistes]
      conflicts:
        valley: {sides: [north, south], from: 2020-03-01, to: 2021-06-30}
      """;

  private static final String TALKS =
      """
      topic: talks
      label: {fr: Pourparlers, en: Talks}
      signals:
        talks:
          weight: 1
          any: ["{belligerent} ~4 {enemy} ~3 négoci*", "négoci* ~4 {belligerent} ~4 {enemy}"]
      examples:
        match: ["Les sudistes et les nordistes négocient"]
        no-match: ["Les sudistes négocient entre eux"]
      """;

  private boolean isAboutTalks(String title, @Nullable String day) throws IOException {
    Instant published = day == null ? null : Instant.parse(day + "T12:00:00Z");
    Content content = new Content(title, "", null, null, null, published, null, List.of());
    return !new TextAnalyser(TopicPacks.load(folder))
        .classify(new TokenizedText(content))
        .topics()
        .isEmpty();
  }

  @Test
  void aPhraseNamesBothSidesOfAConflictInForce() throws IOException {
    Files.writeString(folder.resolve("conflicts.yaml"), CONFLICTS);
    Files.writeString(folder.resolve("talks.yaml"), TALKS);
    String talks = "Sudistes et nordistes veulent négocier";
    assertThat(isAboutTalks(talks, "2020-03-01")).isTrue();
    assertThat(isAboutTalks(talks, "2021-06-30")).isTrue();
    assertThat(isAboutTalks(talks, null)).isTrue();
    assertThat(isAboutTalks("Nordistes et sudistes négocient", "2021-01-01")).isTrue();
    assertThat(isAboutTalks("Négociations de la capitale du Nord et des sudistes", "2021-01-01"))
        .isTrue();
    assertThat(isAboutTalks(talks, "2020-02-29")).isFalse();
    assertThat(isAboutTalks(talks, "2021-07-01")).isFalse();
    assertThat(isAboutTalks("Sudistes et Ukrainiens négocient", "2021-01-01")).isFalse();
    assertThat(isAboutTalks("Sudistes et autres sudistes négocient", "2021-01-01")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from: 2020-03-01, | '' | conflicts.valley (line 5): 'sides' and 'from' are needed",
        "2020-03-01 | 2020-13-01 | conflicts.valley.from (line 5): must be a date like 2023-04-15",
        "2021-06-30 | 2019-06-30 | conflicts.valley (line 5): ends before it begins",
        "'north, south]' | south] | conflicts.valley.sides (line 5): must be the groups of two"
            + " sides",
        "'[north, south]' | '[west, south]' | conflicts.valley (line 5): no group is called 'west'",
        "to: | until: | conflicts.valley.until (line 5): unknown key",
      })
  void namesThePositionOfAnErrorInAConflict(String right, String wrong, String message)
      throws IOException {
    Files.writeString(folder.resolve("conflicts.yaml"), CONFLICTS.replace(right, wrong));
    Files.writeString(folder.resolve("talks.yaml"), TALKS);
    assertThatThrownBy(() -> new TopicFinder(TopicPacks.load(folder)))
        .isInstanceOf(PackException.class)
        .hasMessageContaining("conflicts.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void oneSideAloneIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("talks.yaml"), TALKS.replace("any: [", "any: [\"{belligerent}\", "));
    assertThatThrownBy(() -> new TopicFinder(TopicPacks.load(folder)))
        .isInstanceOf(PackException.class)
        .hasMessageContaining("signals.talks.any[0]")
        .hasMessageContaining("{belligerent} and {enemy} must stand together");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weight: 0.6 | wieght: 0.6 | signals.vote.wieght (line 8): unknown key",
        "weight: 0.6 | weight: much | signals.vote.weight (line 8): must be a number",
        "['{vote}'] | ['{vtoe}'] | signals.abroad.with[0] (line 13): no group is called 'vtoe'",
        "where: title | where: nowhere | vetoes.beauty.where (line 16): must be over",
        "[miss, | [m*, | vetoes.beauty.any[0] (line 17): 'm*' needs 3 letters",
        "[miss, | ['(miss', | vetoes.beauty.any[0] (line 17): '(miss': brackets",
        "topic: elections | topic: Les Élections | topic (line 1): lower-case letters",
        "codes: [med | label: {} # | label (line 3)",
        "signals: | signal: | phases.announced.signal (line 22): unknown key",
        "['{vote} | ['{vtoe} | phases.announced.signals.date.any[0] (line 25): no group is called",
        "announced: | Announced: | phases.Announced (line 19): lower-case letters",
      })
  void namesThePositionOfAnError(String right, String wrong, String message) throws IOException {
    String source =
        ELECTIONS
            .replace("[\"{vote}\"]", "['{vote}']")
            .replace("\"{vote} ~2 fixé\"", "'{vote} ~2 fixé'");
    int at = source.lastIndexOf(right);
    Path file = folder.resolve("elections.yaml");
    Files.writeString(
        file, source.substring(0, at) + wrong + source.substring(at + right.length()));
    assertThatThrownBy(() -> new TopicFinder(TopicPacks.load(folder)))
        .isInstanceOf(PackException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }
}
