package org.vigie.analysis.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Alert;
import org.vigie.model.Alert.Changed;
import org.vigie.model.Audience;
import org.vigie.model.Change;
import org.vigie.model.Channel;
import org.vigie.model.Content;
import org.vigie.model.Decided;
import org.vigie.model.Findings;
import org.vigie.model.Item;
import org.vigie.model.Language;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Scope;
import org.vigie.model.StoryMatches;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;
import org.vigie.model.Telling;
import org.vigie.model.TopicMatch;

/// One story and one subscription, `desk`, to the topic `summit`.
class AlertingTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final String TITLE = "Un sommet s’ouvre, 12 morts dans un raid";

  private Telling telling = Telling.AT_ONCE;
  private @Nullable AlertedPair pair;

  /// Decides on a matching item of a story with `outlets` sources.
  private Verdict take(Change change, Item item, int outlets, String... topics) {
    SubscriptionIndex index = new SubscriptionIndex();
    index.put(
        new Subscription(
            "desk",
            1,
            Subscription.State.ACTIVE,
            null,
            Language.EN,
            List.of("summit"),
            null,
            Scope.EVERYTHING,
            telling,
            List.of(Channel.CONSOLE),
            Instant.EPOCH));
    Findings findings =
        new Findings(
            Arrays.stream(topics).map(topic -> new TopicMatch(topic, 1, List.of())).toList(),
            List.of(),
            List.of(),
            "packs");
    StoryMatches matches =
        new StoryMatches(
            "story",
            List.of(),
            IntStream.range(0, outlets).mapToObj(i -> "outlet-" + i).toList(),
            0,
            new Decided.Decision(item, findings, Audience.SUBSCRIBERS, NOW),
            List.of());
    Verdict verdict =
        new Alerting(Subscriptions.current(index), matches)
            .judge(new SubscriptionMatch("desk", 1, change), pair);
    switch (verdict) {
      case Verdict.Raised(Alert alert, String flaw) ->
          pair = AlertedPair.after(pair, alert, outlets);
      case Verdict.Held(AlertedPair held) -> pair = held;
      case Verdict.Silent silent -> {}
    }
    return verdict;
  }

  private static Item item(String id, String title) {
    return new Item(
        id,
        title,
        List.of(),
        new Outlet("le-phare", "Le Phare"),
        null,
        Origin.LIVE,
        Content.of(title, ""),
        NOW,
        false,
        NOW,
        null);
  }

  private static Alert raised(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Raised.class);
    return ((Verdict.Raised) verdict).alert();
  }

  private static void assertSilent(Verdict verdict, Verdict.Reason reason) {
    assertThat(verdict).isEqualTo(new Verdict.Silent(reason));
  }

  @Test
  void alertsOnceForAStoryHoweverManyTellIt() {
    assertThat(raised(take(Change.GAINED, item("a", TITLE), 1, "summit")).kind())
        .isEqualTo(Alert.Kind.NEW);
    for (int outlets = 2; outlets < 10; outlets++) {
      Verdict verdict =
          take(Change.GAINED, item("b" + outlets, "Ouverture du sommet"), outlets, "summit");
      assertSilent(verdict, Verdict.Reason.NOTHING_NEW);
    }
  }

  @Test
  void updatesWhenSoManyOutletsTellItAsTheRuleSays() {
    telling = new Telling(1, new Telling.Updates(List.of(3, 5), false, false, false), List.of());
    take(Change.GAINED, item("a", TITLE), 1, "summit");
    assertSilent(take(Change.GAINED, item("b", TITLE), 2, "summit"), Verdict.Reason.NOTHING_NEW);
    Alert update = raised(take(Change.GAINED, item("c", TITLE), 4, "summit"));
    assertThat(update.kind()).isEqualTo(Alert.Kind.UPDATE);
    assertThat(update.seq()).isEqualTo(2);
    assertThat(update.changed()).containsExactly(Changed.OUTLETS);
    assertSilent(take(Change.GAINED, item("d", TITLE), 4, "summit"), Verdict.Reason.NOTHING_NEW);
    assertThat(raised(take(Change.GAINED, item("e", TITLE), 5, "summit")).seq()).isEqualTo(3);
  }

  @Test
  void updatesForATopicThatWasNotTold() {
    take(Change.GAINED, item("a", TITLE), 1, "summit");
    Alert update = raised(take(Change.GAINED, item("b", TITLE), 2, "summit", "ceasefire"));
    assertThat(update.changed()).containsExactly(Changed.TOPICS);
    assertSilent(take(Change.GAINED, item("c", TITLE), 2, "ceasefire"), Verdict.Reason.NOTHING_NEW);
    assertSilent(take(Change.GAINED, item("d", TITLE), 2, "summit"), Verdict.Reason.NOTHING_NEW);
  }

  @Test
  void updatesForACountThatChangesInAnEditOrElsewhere() {
    take(Change.GAINED, item("a", TITLE), 1, "summit");
    assertThat(raised(take(Change.KEPT, item("a", "15 morts dans un raid"), 1, "summit")).changed())
        .containsExactly(Changed.NUMBERS);
    assertThat(raised(take(Change.GAINED, item("b", "Raid : 18 morts"), 2, "summit")).changed())
        .containsExactly(Changed.NUMBERS);
  }

  @Test
  void updatesForANewHeadlineOfTheArticleWhereTheRuleAsksForIt() {
    take(Change.GAINED, item("a", TITLE), 1, "summit");
    Item edited = item("a", "Le sommet s’ouvre dans le doute");
    assertSilent(take(Change.KEPT, edited, 1, "summit"), Verdict.Reason.NOTHING_NEW);
    telling = new Telling(1, new Telling.Updates(List.of(), false, false, true), List.of());
    assertThat(raised(take(Change.KEPT, edited, 1, "summit")).changed())
        .containsExactly(Changed.HEADLINE);
    assertSilent(
        take(Change.GAINED, item("b", "Un autre titre"), 2, "summit"), Verdict.Reason.NOTHING_NEW);
  }

  @Test
  void saysNothingMoreWhereNoUpdatesAreWanted() {
    telling = new Telling(1, Telling.Updates.NONE, List.of());
    take(Change.GAINED, item("a", TITLE), 1, "summit");
    assertSilent(
        take(Change.GAINED, item("b", "15 morts dans un raid"), 50, "summit", "sanctions"),
        Verdict.Reason.NOTHING_NEW);
  }

  @Test
  void waitsForSoManyOutletsAndThenTellsOfAnItemThatMatches() {
    telling = new Telling(3, Telling.Updates.USUAL, List.of());
    assertThat(take(Change.GAINED, item("a", TITLE), 1, "summit")).isInstanceOf(Verdict.Held.class);
    assertThat(take(Change.GAINED, item("b", TITLE), 2, "summit")).isInstanceOf(Verdict.Held.class);
    Alert alert = raised(take(Change.GAINED, item("c", TITLE), 3, "summit"));
    assertThat(alert.kind()).isEqualTo(Alert.Kind.NEW);
    assertThat(alert.seq()).isEqualTo(1);
  }

  @Test
  void tellsOfAnEditOfWhatWasHeldBack() {
    telling = new Telling(2, Telling.Updates.USUAL, List.of());
    take(Change.GAINED, item("a", TITLE), 1, "summit");
    assertThat(raised(take(Change.KEPT, item("a", TITLE), 2, "summit")).kind())
        .isEqualTo(Alert.Kind.NEW);
  }

  @Test
  void correctsNothingThatWasHeldBack() {
    telling = new Telling(2, Telling.Updates.USUAL, List.of());
    take(Change.GAINED, item("a", TITLE), 1, "summit");
    assertSilent(take(Change.LOST, item("a", "Des tulipes"), 1), Verdict.Reason.NEVER_ALERTED);
  }

  @Test
  void takesAnAlertBackOnlyWithTheArticleThatRaisedIt() {
    take(Change.GAINED, item("a", TITLE), 1, "summit");
    take(Change.GAINED, item("b", TITLE), 2, "summit");
    assertSilent(take(Change.LOST, item("b", "Des tulipes"), 2), Verdict.Reason.NEVER_ALERTED);
    assertThat(raised(take(Change.LOST, item("a", "Des tulipes"), 2)).kind())
        .isEqualTo(Alert.Kind.CORRECTION);
    assertSilent(take(Change.LOST, item("a", "Des roses"), 2), Verdict.Reason.ALREADY_SAID);
    Alert back = raised(take(Change.GAINED, item("c", TITLE), 3, "summit"));
    assertThat(back.kind()).isEqualTo(Alert.Kind.UPDATE);
    assertThat(back.changed()).containsExactly(Changed.MATCH);
  }

  @Test
  void saysNothingOfAMutedStory() {
    take(Change.GAINED, item("a", TITLE), 1, "summit");
    telling = new Telling(1, Telling.Updates.USUAL, List.of("story"));
    assertSilent(
        take(Change.GAINED, item("b", "15 morts dans un raid"), 2, "summit"), Verdict.Reason.MUTED);
    assertSilent(take(Change.LOST, item("a", "Des tulipes"), 2), Verdict.Reason.MUTED);
  }

  @Test
  void saysNothingOfAnEditThatMatchedBeforeAnybodyAsked() {
    assertSilent(take(Change.KEPT, item("a", TITLE), 1, "summit"), Verdict.Reason.KEPT);
  }
}
