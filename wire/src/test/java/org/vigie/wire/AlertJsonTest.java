package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Content;
import org.vigie.model.Evidence;
import org.vigie.model.Item;
import org.vigie.model.Outlet;
import org.vigie.model.TopicMatch;
import org.vigie.testkit.SampleAlerts;

class AlertJsonTest {
  private static final Instant AT = Instant.parse("2025-03-15T10:00:00Z");

  private static final String OLD =
      "{\"id\":\"a\",\"kind\":\"update\",\"seq\":2,\"subscription\":\"otan\","
          + "\"subscriptionVersion\":3,\"story\":\"s\",\"changed\":[\"numbers\"],\"item\":\"i\","
          + "\"itemVersion\":\"v\",\"topics\":[],\"query\":null,\"title\":\"Titre\",\"url\":null,"
          + "\"outlet\":\"le-phare\",\"outletName\":\"Le Phare\",\"outlets\":[\"le-phare\"],"
          + "\"countries\":[\"UA\"],\"codes\":[],\"packs\":\"0123abcd\",\"timeline\":{"
          + "\"published\":null,\"seen\":\"2025-03-15T10:00:00Z\","
          + "\"fetched\":\"2025-03-15T10:00:00Z\",\"decided\":\"2025-03-15T10:00:00Z\"}}";

  @Test
  void isFlatAndHoldsEveryKeyOfOlderReaders() {
    Alert alert =
        new Alert(
            "a",
            new Alert.Revision(
                Alert.Kind.UPDATE,
                2,
                List.of(Alert.UpdateReason.NUMBERS),
                "Ancien titre",
                List.of("summit")),
            new Alert.Recipient("otan", 3),
            new Alert.Coverage("s", List.of("le-phare"), List.of("Le Phare")),
            new Alert.Source(
                "i", "v", "Titre", "Titre", "Résumé", null, "le-phare", "Le Phare", false),
            new Alert.Findings(
                List.of(),
                Map.of("summit", Map.of("fr", "sommet", "en", "summit")),
                null,
                List.of("UA"),
                List.of(),
                "0123abcd",
                ArticleForm.NEWS),
            new Alert.Timeline(null, AT, AT, AT));
    assertThat(Json.toText(alert))
        .isEqualTo(
            "{\"id\":\"a\",\"kind\":\"update\",\"seq\":2,\"changed\":[\"numbers\"],\"previousHeadline\":\"Ancien"
                + " titre\",\"withdrawnTopics\":[\"summit\"],\"developments\":[],"
                + "\"subscription\":\"otan\",\"subscriptionVersion\":3,\"story\":\"s\",\"outlets\":[\"le-phare\"],\"outletNames\":[\"Le"
                + " Phare\"],\"sources\":1,\"item\":\"i\","
                + "\"itemVersion\":\"v\",\"title\":\"Titre\",\"headline\":\"Titre\","
                + "\"summary\":\"Résumé\",\"url\":null,\"outlet\":\"le-phare\",\"outletName\":\"Le"
                + " Phare\",\"topics\":[],"
                + "\"topicLabels\":{\"summit\":{\"en\":\"summit\",\"fr\":\"sommet\"}},"
                + "\"query\":null,\"countries\":[\"UA\"],\"codes\":[],\"packs\":\"0123abcd\",\"form\":\"news\","
                + "\"timeline\":{\"published\":null,\"seen\":\"2025-03-15T10:00:00Z\","
                + "\"fetched\":\"2025-03-15T10:00:00Z\",\"decided\":\"2025-03-15T10:00:00Z\"}}");
    assertThat(Json.read(Json.toText(alert), Alert.class)).isEqualTo(alert);
  }

  @Test
  void readsAnAlertOfAnOlderRelease() {
    Alert alert = Json.read(OLD, Alert.class);
    assertThat(alert.seq()).isEqualTo(2);
    assertThat(alert.changed()).containsExactly(Alert.UpdateReason.NUMBERS);
    assertThat(alert.previousHeadline()).isNull();
    assertThat(alert.withdrawnTopics()).isEmpty();
    assertThat(alert.source().headline()).isEqualTo("Titre");
    assertThat(alert.source().summary()).isEmpty();
    assertThat(alert.coverage().outletNames()).containsExactly("le-phare");
    assertThat(alert.coverage().sources()).isEqualTo(1);
    assertThat(alert.findings().topicLabels()).isEmpty();
    assertThat(Json.MAPPER.readTree(Json.toText(alert)).propertyNames())
        .containsAll(Json.MAPPER.readTree(OLD).propertyNames());
  }

  @Test
  void readsATopicWithoutPhaseAndPassesOneOn() {
    String old = "{\"topic\":\"summit\",\"score\":1.0,\"evidence\":[]";
    assertThat(Json.read(old + "}", TopicMatch.class))
        .isEqualTo(new TopicMatch("summit", 1, List.of()));
    String withPhase =
        old + ",\"phase\":{\"id\":\"held\",\"label\":{\"en\":\"held\"},\"evidence\":[]}}";
    assertThat(Json.toText(Json.read(withPhase, TopicMatch.class))).isEqualTo(withPhase);
  }

  @Test
  void namesWhatIsMissing() {
    assertThatThrownBy(() -> Json.read(OLD.replace("\"story\":\"s\",", ""), Alert.class))
        .isInstanceOf(Json.MalformedJsonException.class)
        .hasMessage("Alert: story is missing");
    assertThatThrownBy(() -> Json.read(OLD.replace("\"seq\":2", "\"seq\":\"two\""), Alert.class))
        .hasMessageContaining("seq: 'two' is not a number");
  }

  @Test
  void namesTheReplayThatItWasPromotedFrom() {
    Alert alert = SampleAlerts.alert().revision(Alert.Revision.promotedFrom("march")).build();
    assertThat(Json.toText(alert)).contains(",\"replay\":\"march\",");
    assertThat(Json.read(Json.toText(alert), Alert.class)).isEqualTo(alert);
  }

  @Test
  void saysThatAnArticleIsALivePageOnlyIfItIs() {
    Item item = Item.live("i", "v", Outlet.named("Le Phare"), Content.of("Une trêve", ""), AT);
    Item live = item.withLivePage(true);

    assertThat(Json.toText(item)).doesNotContain("livePage").endsWith("\"run\":null}");
    assertThat(Json.toText(live)).endsWith("\"run\":null,\"livePage\":true}");
    assertThat(Json.read(Json.toText(item), Item.class)).isEqualTo(item);
    assertThat(Json.read(Json.toText(live), Item.class)).isEqualTo(live);

    Alert.Source source = Json.read(Json.toText(Alert.Source.of(live)), Alert.Source.class);
    assertThat(source).isEqualTo(Alert.Source.of(live));
    assertThat(source.livePage()).isTrue();
    assertThat(Json.read(OLD, Alert.class).source().livePage()).isFalse();
    assertThat(Json.read(OLD, Alert.class).form()).isEqualTo(ArticleForm.NEWS);
    assertThat(Json.read(OLD, Alert.class).developments()).isEmpty();
  }

  /// The budgets of the evidence are those of `EvidenceBudget` in the analysis.
  @Test
  void fitsIntoARecordAtItsLargest() {
    String text = "\u0001".repeat(60);
    List<Evidence> topics =
        IntStream.range(0, 250_000 / 500)
            .mapToObj(i -> new Evidence("summary", i, i + 60, text, "signal", 1))
            .toList();
    Alert alert =
        new Alert(
            "a",
            new Alert.Revision(
                Alert.Kind.CORRECTION, 2, List.of(), "T".repeat(10_000), List.of("summit")),
            new Alert.Recipient("otan", 3),
            new Alert.Coverage("s", List.of("le-phare"), List.of("Le Phare")),
            new Alert.Source(
                "i",
                "v",
                "T".repeat(10_000),
                "T".repeat(10_000),
                "\u0001".repeat(10_000),
                null,
                "le-phare",
                "Le Phare",
                false),
            new Alert.Findings(
                List.of(new TopicMatch("summit", 1, topics)),
                Map.of(),
                new Alert.QueryMatch(topics.subList(0, 200)),
                List.of(),
                List.of(),
                "",
                ArticleForm.NEWS),
            new Alert.Timeline(null, AT, AT, AT));
    assertThat(alert.source().summary()).hasSize(Alert.MAX_SUMMARY_LENGTH);
    assertThat(alert.source().headline()).hasSize(Alert.MAX_HEADLINE_LENGTH).endsWith("…");
    assertThat(alert.previousHeadline()).hasSize(Alert.MAX_HEADLINE_LENGTH).endsWith("…");
    assertThat(Json.toBytes(alert).length).isLessThan(400_000);
    assertThat(
            Json.toText(
                Json.read(new String(Json.toBytes(alert), StandardCharsets.UTF_8), Alert.class)))
        .isEqualTo(Json.toText(alert));
  }
}
