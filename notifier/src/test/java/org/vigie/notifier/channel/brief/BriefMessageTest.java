package org.vigie.notifier.channel.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.model.Language;
import org.vigie.notifier.render.MarkedText;
import org.vigie.notifier.render.MessageView;
import org.vigie.notifier.render.StoryView;
import org.vigie.notifier.render.TopicView;

class BriefMessageTest {
  private static final StoryView STORY = story("Paris et Hanoï signent un accord");

  private static StoryView story(String text) {
    return new StoryView(
        "4f2a",
        MarkedText.of(text),
        "https://phare.example/a",
        "mise à jour 2",
        text,
        List.of(new TopicView("treaty", "Accords", ""), new TopicView("visit", "Visites", "")),
        "RFI et Le Phare",
        "Vietnam",
        "15 mars 2025, 11:00",
        MarkedText.of(text),
        "analyse");
  }

  private static MessageView view(MessageView.Section... sections) {
    return new MessageView(
        Language.FR,
        MessageView.Kind.DIGEST,
        "3 alertes",
        "Depuis hier",
        List.of(sections),
        "pour asie",
        "Abonnement : asie",
        List.of("Pour arrêter : …"));
  }

  private static MessageView.Section section(String title, int stories) {
    return new MessageView.Section(title, title, Collections.nCopies(stories, STORY));
  }

  private static BriefMessage fit(int stories, int size, MessageView.Section... sections) {
    return BriefMessage.of(
        view(sections),
        new BriefMessage.Room(stories, size),
        (title, story) -> 10 + title.length());
  }

  @Test
  void putsTheFactsOfAStoryOnOneLine() {
    BriefStory story = fit(9, 99, section("Accords", 1)).stories().getFirst();
    assertThat(story.label()).isEqualTo("[mise à jour 2]");
    assertThat(story.previous()).isEqualTo("avant\u00a0: Paris et Hanoï signent un accord");
    assertThat(story.facts())
        .isEqualTo("Accords, Visites · RFI et Le Phare · Vietnam · 15 mars 2025, 11:00 · analyse");
  }

  @Test
  void takesTheFirstStoriesThatFit() {
    BriefMessage bySize = fit(9, 25, section("Accords", 2), section("Visites", 2));
    assertThat(bySize.sections())
        .extracting(section -> section.title() + section.stories().size())
        .containsExactly("Accords1");
    assertThat(bySize.leftOut()).isEqualTo("… et 3 autres");

    BriefMessage byNumber = fit(3, 999, section("Accords", 2), section("Visites", 2));
    assertThat(byNumber.sections())
        .extracting(section -> section.title() + section.stories().size())
        .containsExactly("Accords2", "Visites1");
    assertThat(byNumber.leftOut()).isEqualTo("… et 1 autre");

    assertThat(fit(9, 999, section("Accords", 2), section("Visites", 2)).leftOut()).isEmpty();
  }

  @Test
  void takesOneStoryHoweverLarge() {
    assertThat(fit(9, 1, section("Accords", 2)).stories()).hasSize(1);
  }

  @Test
  void keepsEveryStoryWithinItsLength() {
    BriefStory story =
        BriefMessage.of(
                view(new MessageView.Section("a", "a", List.of(story("\uD83D\uDD4A".repeat(999))))),
                new BriefMessage.Room(1, 1),
                (title, one) -> 1)
            .stories()
            .getFirst();
    String all =
        story.label()
            + story.headline().text()
            + story.excerpt().text()
            + story.previous()
            + story.facts();
    assertThat(all.length()).isLessThanOrEqualTo(BriefStory.MAX_LENGTH);
  }
}
