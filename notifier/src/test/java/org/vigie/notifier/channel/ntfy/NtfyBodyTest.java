package org.vigie.notifier.channel.ntfy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.notifier.channel.brief.BriefMessage;
import org.vigie.notifier.channel.brief.BriefStory;
import org.vigie.notifier.render.MarkedText;
import org.vigie.notifier.render.MessageView;
import org.vigie.wire.Json;
import tools.jackson.databind.JsonNode;

class NtfyBodyTest {
  private static final BriefStory STORY =
      new BriefStory(
          "[mise à jour 2]",
          MarkedText.of("Paris et Hanoï signent un accord"),
          "https://phare.example/a",
          new MarkedText(
              List.of(
                  new MarkedText.Span("Les deux ministres ont ", false),
                  new MarkedText.Span("signé un accord", true),
                  new MarkedText.Span(".", false))),
          "avant : Paris reçoit Hanoï",
          "Accords · Le Phare · 15 mars 2025, 11:00");

  private static NtfyBody body(String subject, String leftOut, List<BriefStory> stories) {
    return new NtfyBody(
        "desk",
        "a1",
        3,
        List.of("treaty"),
        new BriefMessage(
            MessageView.MessageKind.ALERT,
            subject,
            "",
            List.of(new BriefMessage.BriefSection("", stories)),
            leftOut,
            List.of("Abonnement : asie"),
            "Lire l’article"));
  }

  private static JsonNode toJson(NtfyBody body) {
    byte[] json = body.toJson();
    assertThat(json).hasSizeLessThanOrEqualTo(NtfyBody.MAX_JSON_BYTES);
    JsonNode tree = Json.read(json, JsonNode.class);
    assertThat(tree.get("message").asString().getBytes(UTF_8)).hasSizeLessThan(4096);
    return tree;
  }

  @Test
  void tellsOneStoryInItsSentences() {
    JsonNode json = toJson(body("Accords : Paris et Hanoï signent un accord", "", List.of(STORY)));
    assertThat(json.get("message").asString())
        .isEqualTo(
            """
            [mise à jour 2]
            Les deux ministres ont signé un accord.
            avant : Paris reçoit Hanoï
            Accords · Le Phare · 15 mars 2025, 11:00

            Abonnement : asie\
            """);
    assertThat(json.get("tags").get(0).asString()).isEqualTo("treaty");
  }

  @Test
  void givesTheHeadlineThatTheTitleHasNotWhole() {
    assertThat(toJson(body("Accords : Paris et…", "", List.of(STORY))).get("message").asString())
        .contains("]\nParis et Hanoï signent un accord\nLes deux");
  }

  @Test
  void listsSeveralStoriesWithTheirAddresses() {
    JsonNode json = toJson(body("2 alertes", "… et 12 autres", List.of(STORY, STORY)));
    assertThat(json.get("message").asString())
        .startsWith(
            """
            • [mise à jour 2] Paris et Hanoï signent un accord
            Accords · Le Phare · 15 mars 2025, 11:00
            https://phare.example/a

            •\
            """)
        .endsWith("\n\n… et 12 autres\n\nAbonnement : asie");
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "\uD83D\uDD4A", "\"", "\\", "\u202e", "mot", "中"})
  void staysBelowTheLimitsWhateverTheText(String word) {
    MarkedText text = MarkedText.of(word.repeat(3_000));
    String address = "https://phare.example/?" + word.repeat(400);
    BriefStory story =
        new BriefStory(word.repeat(150), text, address, text, word.repeat(300), word.repeat(300));
    for (List<BriefStory> stories : List.of(List.of(story), Collections.nCopies(5, story))) {
      JsonNode json = toJson(body(word.repeat(70), "… et 12 autres", stories));
      String message = json.get("message").asString();
      assertThat(message).contains("… et 12 autres").endsWith("Abonnement : asie");
      assertThat(UTF_8.newEncoder().canEncode(message)).isTrue();
    }
  }

  @Test
  void cutsBetweenCharacters() {
    assertThat(Utf8.truncate("ab\uD83D\uDD4Acd", 7)).isEqualTo("ab…");
    assertThat(Utf8.truncate("ab\uD83D\uDD4A", 6)).isEqualTo("ab\uD83D\uDD4A");
  }
}
