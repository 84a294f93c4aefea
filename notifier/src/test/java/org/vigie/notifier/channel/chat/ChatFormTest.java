package org.vigie.notifier.channel.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.model.Language;
import org.vigie.notifier.render.MarkedText;
import org.vigie.notifier.render.MessageView;
import org.vigie.notifier.render.StoryView;
import org.vigie.notifier.render.TopicView;
import org.vigie.wire.Json;
import tools.jackson.databind.JsonNode;

/// What the press may write and the services must not read, and the limits that they document.
class ChatFormTest {
  private static final String HOSTILE =
      "<!channel> @here <@U123> <https://evil.example|x> [x](javascript:alert(1)) *a* _b_ ~~c~~"
          + " `d` ||e|| :bomb: https://evil.example www.evil.example # &lt;b&gt; <at>f</at>";

  private static final String URL = "https://phare.example/a_(b)?c=*d*";

  private static StoryView story(String headline, String evidence) {
    return new StoryView(
        "4f2a",
        MarkedText.of(headline),
        URL,
        "mise à jour 2",
        headline,
        List.of(new TopicView("treaty", "Accords", "")),
        "Le Phare",
        "Vietnam",
        "15 mars 2025, 11:00",
        new MarkedText(
            List.of(
                new MarkedText.Span("Ils ont ", false),
                new MarkedText.Span(evidence, true),
                new MarkedText.Span(" hier.", false))),
        "");
  }

  private static MessageView view(MessageView.Kind kind, MessageView.Section... sections) {
    return new MessageView(
        Language.FR,
        kind,
        "2 alertes",
        "Depuis hier soir",
        List.of(sections),
        "pour asie",
        "Abonnement : asie",
        List.of("Pour arrêter : vigie subscriptions pause asie"));
  }

  private static MessageView alert(String headline, String evidence) {
    return view(
        MessageView.Kind.ALERT,
        new MessageView.Section("", "", List.of(story(headline, evidence))));
  }

  private static MessageView digest(String text, int stories) {
    List<StoryView> all = Collections.nCopies(stories, story(text, text));
    return view(
        MessageView.Kind.DIGEST,
        new MessageView.Section("treaty", "Accords", all),
        new MessageView.Section("visit", "Visites", all));
  }

  /// All texts in a tree, without the names of fields.
  private static List<String> texts(JsonNode tree) {
    return tree.isString()
        ? List.of(tree.asString())
        : tree.values().stream().flatMap(child -> texts(child).stream()).toList();
  }

  /// The objects of a tree with this `type`.
  private static List<JsonNode> findAll(JsonNode tree, String type) {
    Stream<JsonNode> below = tree.values().stream().flatMap(child -> findAll(child, type).stream());
    return Stream.concat(
            tree.path("type").asString("").equals(type) ? Stream.of(tree) : Stream.of(), below)
        .toList();
  }

  @Test
  void slackGetsTheTextAsItIsWhereItKnowsNoMarkup() {
    JsonNode json = new SlackForm().write(alert(HOSTILE, HOSTILE));
    assertThat(findAll(json, "mrkdwn")).isEmpty();
    assertThat(findAll(json, "link"))
        .extracting(link -> link.get("text").asString() + link.get("url").asString())
        .containsExactly(HOSTILE + URL);
    assertThat(findAll(json, "text"))
        .filteredOn(text -> text.path("style").path("bold").asBoolean(false))
        .extracting(text -> text.get("text").asString())
        .contains(HOSTILE);
    assertThat(json.get("unfurl_links").asBoolean()).isFalse();
    assertThat(json.get("unfurl_media").asBoolean()).isFalse();
  }

  @Test
  void slackReadsNoMarkupInTheTextInPlaceOfTheBlocks() {
    MessageView hostile =
        new MessageView(
            Language.FR, MessageView.Kind.NOTICE, "<!here> & co", "", List.of(), "", "", List.of());
    assertThat(new SlackForm().write(hostile).get("text").asString())
        .isEqualTo("&lt;!here&gt; &amp; co");
  }

  @Test
  void teamsGetsTheTextAsItIsWhereItKnowsNoMarkdown() {
    JsonNode json = new TeamsForm().write(alert(HOSTILE, HOSTILE));
    assertThat(findAll(json, "TextBlock")).isEmpty();
    assertThat(findAll(json, "TextRun"))
        .filteredOn(run -> run.get("text").asString().equals(HOSTILE))
        .extracting(run -> run.path("weight").asString(""))
        .containsExactly("", "Bolder");
    assertThat(findAll(json, "Action.OpenUrl"))
        .extracting(action -> action.get("url").asString())
        .containsExactly(URL, URL);
  }

  @Test
  void markdownBecomesText() {
    String text = Markdown.escape(HOSTILE);
    assertThat(text.replaceAll("\\\\[^A-Za-z0-9\\s]", ""))
        .as("what is not escaped")
        .doesNotContainPattern("[\\\\`*_{}\\[\\]()<>#+\\-.!|~&:@$=^]");
    assertThat(text.replaceAll("\\\\(.)", "$1").replace("\u200b", "")).isEqualTo(HOSTILE);
    assertThat(text).doesNotContain("@here", "@U123", "www.", "https:");
  }

  @Test
  void markdownSetsTheEvidenceInBold() {
    MarkedText text =
        new MarkedText(
            List.of(
                new MarkedText.Span("Ils", false),
                new MarkedText.Span(" ont *signé* ", true),
                new MarkedText.Span("hier", false)));
    assertThat(Markdown.escape(text)).isEqualTo("Ils **ont \\*signé\\*** hier");
  }

  @Test
  void markdownLinksToTheArticleOnly() {
    JsonNode json = new MattermostForm().write(alert("Accord [signé](x)", "signé"));
    assertThat(json.get("attachments").get(0).get("text").asString())
        .startsWith(
            "\\[mise à jour 2\\] [Accord \\[signé\\]\\(x\\)]"
                + "(https://phare.example/a_%28b%29?c=%2Ad%2A)\n"
                + "Ils ont **signé** hier\\.\n");
    assertThat(json.get("text").asString()).isEqualTo("Depuis hier soir");
  }

  @Test
  void discordMentionsNobody() {
    JsonNode json = new DiscordForm().write(alert(HOSTILE, HOSTILE));
    assertThat(json.get("allowed_mentions").toString()).isEqualTo("{\"parse\":[]}");
    assertThat(json.get("embeds").get(0).get("description").asString())
        .contains("**\\<\\!channel\\>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Accord ", "*", "\uD83D\uDD4A", "\"", "中", "@", "mot"})
  void staysWithinTheLimitsWhateverTheText(String word) {
    for (MessageView view : List.of(digest(word.repeat(700), 40), digest(word, 40))) {
      JsonNode slack = new SlackForm().write(view);
      assertThat(slack.get("blocks").size()).isBetween(4, 50);
      assertThat(texts(slack)).allMatch(text -> !text.isEmpty() && text.length() <= 3_000);
      assertThat(slack.toString()).contains("… et ");

      JsonNode mattermost = new MattermostForm().write(view);
      assertThat(mattermost.get("attachments").toString()).hasSizeLessThan(8_000);
      assertThat(mattermost.toString()).contains("… et ");

      assertThat(Json.toBytes(new TeamsForm().write(view))).hasSizeLessThan(28_000);
      checkDiscord(new DiscordForm().write(view));
    }
  }

  private static void checkDiscord(JsonNode json) {
    assertThat(json.get("content").asString()).hasSizeLessThanOrEqualTo(2_000);
    assertThat(json.get("embeds").size()).isBetween(1, 10);
    int sum = 0;
    List<String> counted = new ArrayList<>();
    for (JsonNode embed : json.get("embeds").values()) {
      assertThat(embed.get("description").asString()).hasSizeLessThanOrEqualTo(4_096);
      counted.addAll(texts(embed));
    }
    for (String text : counted) {
      sum += text.length();
    }
    assertThat(sum).isLessThanOrEqualTo(6_000);
    assertThat(counted.getLast()).contains("… et ").contains("Pour arrêter");
  }

  @Test
  void tellsOfAFailingChannelWithoutStories() {
    MessageView notice = view(MessageView.Kind.NOTICE);
    for (ChatForm form :
        List.of(new SlackForm(), new MattermostForm(), new DiscordForm(), new TeamsForm())) {
      assertThat(texts(form.write(notice)).toString())
          .contains("2 alertes")
          .contains("Depuis hier soir")
          .contains("asie");
    }
  }
}
