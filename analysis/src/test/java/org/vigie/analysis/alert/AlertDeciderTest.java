package org.vigie.analysis.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Alert;
import org.vigie.model.Alert.Development;
import org.vigie.model.Alert.UpdateReason;
import org.vigie.model.ArticleForm;
import org.vigie.model.Audience;
import org.vigie.model.Channel;
import org.vigie.model.Classification;
import org.vigie.model.Content;
import org.vigie.model.CountryMatch;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Evidence;
import org.vigie.model.FormMatch;
import org.vigie.model.Item;
import org.vigie.model.MatchChange;
import org.vigie.model.NotificationRule;
import org.vigie.model.Outlet;
import org.vigie.model.PhaseMatch;
import org.vigie.model.StoryMatches;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;
import org.vigie.model.TopicMatch;
import org.vigie.model.Urgency;

/// One story and one subscription, `desk`, to the topic `summit`.
class AlertDeciderTest {
  private static final TextAnalyser ANALYSER = TextAnalyser.bundled();
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");
  private static final String TITLE = "Un sommet s’ouvre, 12 morts dans un raid";

  private NotificationRule rule = NotificationRule.AT_ONCE;
  private final ToldSteps toldSteps = ToldSteps.inMap();
  private @Nullable AlertedPair pair;

  @Test
  void anAlertThatNoneCanFollowMakesNoPair() {
    assertThatThrownBy(
            () ->
                new AlertedPair(
                    Alert.MAX_SEQ,
                    Alert.Kind.NEW,
                    "a",
                    "v",
                    TITLE,
                    List.of(),
                    1,
                    NOW,
                    List.of(),
                    null))
        .hasMessage("no alert can follow number 999999999");
  }

  /// Decides on a matching item of a story with `outlets` sources.
  private AlertDecision decide(MatchChange change, Item item, int outlets, String... topics) {
    return decide(
        change,
        item,
        outlets,
        findings(
            ArticleForm.NEWS,
            Arrays.stream(topics)
                .map(topic -> new TopicMatch(topic, 1, List.of()))
                .toArray(TopicMatch[]::new)));
  }

  private static Classification findings(ArticleForm form, TopicMatch... topics) {
    return new Classification(
        List.of(topics), List.of(), List.of(), "packs", new FormMatch(form, List.of()));
  }

  private AlertDecision decide(
      MatchChange change, Item item, int outlets, Classification findings) {
    SubscriptionIndex index = new SubscriptionIndex();
    index.put(
        Subscription.builder("desk", Instant.EPOCH)
            .topics(List.of("summit"))
            .rule(rule)
            .channels(List.of(Channel.CONSOLE))
            .build());
    StoryMatches matches =
        new StoryMatches(
            "story",
            IntStream.range(0, 9).mapToObj(i -> "outlet-" + i).toList(),
            List.of(),
            IntStream.range(0, outlets).mapToObj(i -> "outlet-" + i).toList(),
            0,
            new DecisionRecord.Decision(item, findings, Audience.SUBSCRIBERS, NOW),
            List.of());
    AlertDecision decision =
        new AlertDecider(ANALYSER, SubscriptionVersions.ofIndex(index), toldSteps, matches)
            .decideAlert(new SubscriptionMatch("desk", 1, change), pair);
    switch (decision) {
      case AlertDecision.Raised(Alert alert, String flaw) ->
          pair = AlertedPair.ofAlert(pair, alert);
      case AlertDecision.Held(AlertedPair held) -> pair = held;
      case AlertDecision.Suppressed silent -> {}
    }
    return decision;
  }

  private static Item item(String id, String title) {
    return Item.live(id, title, new Outlet("le-phare", "Le Phare"), Content.of(title, ""), NOW);
  }

  private static Item untitledItem(String summary, @Nullable String body) {
    return Item.live(
        "a", "v", new Outlet("le-phare", "Le Phare"), Content.of("", summary).withBody(body), NOW);
  }

  @Test
  void namesItsTopicsInBothLanguages() {
    AlertDecision decision = decide(MatchChange.GAINED, item("a", TITLE), 1, "summit", "unknown");

    assertThat(requireRaised(decision).findings().topicLabels())
        .containsOnlyKeys("summit", "unknown")
        .hasEntrySatisfying("summit", names -> assertThat(names).containsKeys("fr", "en"))
        .containsEntry("unknown", Map.of());
  }

  @Test
  void carriesTheBeginningOfTheSummaryAndAHeadline() {
    String summary = "Un sommet \uD83D\uDD4A".repeat(50);
    Alert.Source source =
        requireRaised(decide(MatchChange.GAINED, untitledItem(summary, null), 1, "summit"))
            .source();
    assertThat(source.summary())
        .as("cut at its end only, not within a surrogate pair")
        .isEqualTo(summary.substring(0, 500));
    assertThat(source.title()).isEmpty();
    assertThat(source.headline()).startsWith("Un sommet").endsWith("…").hasSizeLessThan(101);
  }

  @Test
  void takesTheHeadlineFromTheBodyOfAnArticleWithoutSummary() {
    Alert.Source source =
        requireRaised(
                decide(MatchChange.GAINED, untitledItem("", "Un sommet\ns’ouvre."), 1, "summit"))
            .source();
    assertThat(source.headline()).isEqualTo("Un sommet s’ouvre.");
    assertThat(source.summary()).isEmpty();
  }

  private static Alert requireRaised(AlertDecision decision) {
    assertThat(decision).isInstanceOf(AlertDecision.Raised.class);
    return ((AlertDecision.Raised) decision).alert();
  }

  private static void assertSilent(AlertDecision decision, AlertDecision.SuppressionReason reason) {
    assertThat(decision).isEqualTo(new AlertDecision.Suppressed(reason));
  }

  private AlertDecision decide(String id, ArticleForm form, TopicMatch... topics) {
    return decide(MatchChange.GAINED, item(id, TITLE), 1, findings(form, topics));
  }

  private static List<Evidence> inHeadline() {
    return List.of(new Evidence("title", 0, 5, "trêve", "trêve", 1));
  }

  private AlertDecision decideTurn(String title, TopicMatch... topics) {
    return decide(MatchChange.GAINED, item("l", title), 1, findings(ArticleForm.LIVE, topics));
  }

  private static TopicMatch summit(double score, @Nullable String phase) {
    return new TopicMatch(
        "summit",
        score,
        inHeadline(),
        phase == null
            ? null
            : new PhaseMatch(phase, Map.of("fr", "sommet " + phase, "en", phase), inHeadline()));
  }

  @Test
  void theFirstNewsOfAStoryAlertsWhereOnlyAnOpinionStood() {
    rule = new NotificationRule(1, NotificationRule.UpdateRule.NONE, List.of());
    requireRaised(decide("opinion", ArticleForm.OPINION, summit(1, null)));
    assertSilent(
        decide("analysis", ArticleForm.ANALYSIS, summit(4, null)),
        AlertDecision.SuppressionReason.NOTHING_NEW);

    Alert news = requireRaised(decide("news", ArticleForm.NEWS, summit(1, null)));

    assertThat(news.kind()).isEqualTo(Alert.Kind.UPDATE);
    assertThat(news.changed()).containsExactly(UpdateReason.NEWS);
    assertSilent(
        decide("more", ArticleForm.NEWS, summit(1, null)),
        AlertDecision.SuppressionReason.NOTHING_NEW);
  }

  @Test
  void aLivePageHasToldTheNewsOfItsStory() {
    requireRaised(decide("live", ArticleForm.LIVE, summit(1, null)));
    assertSilent(
        decide("news", ArticleForm.NEWS, summit(1, null)),
        AlertDecision.SuppressionReason.NOTHING_NEW);
  }

  @Test
  void aMutedStoryIsSilentForItsFirstNewsToo() {
    requireRaised(decide("opinion", ArticleForm.OPINION, summit(1, null)));
    rule = new NotificationRule(1, NotificationRule.UpdateRule.DEFAULT, List.of("story"));
    assertSilent(
        decide("news", ArticleForm.NEWS, summit(1, null)), AlertDecision.SuppressionReason.MUTED);
  }

  @Test
  void anotherPhaseIsNewByDefaultIfNewsTellsIt() {
    requireRaised(decide("a", ArticleForm.NEWS, summit(1, "announced")));
    for (AlertDecision silent :
        List.of(
            decide("b", ArticleForm.NEWS, summit(1, "announced")),
            decide("c", ArticleForm.NEWS, summit(1, null)),
            decide("d", ArticleForm.ANALYSIS, summit(1, "held")))) {
      assertSilent(silent, AlertDecision.SuppressionReason.NOTHING_NEW);
    }

    Alert held = requireRaised(decide("e", ArticleForm.NEWS, summit(1, "held")));

    assertThat(held.changed()).containsExactly(UpdateReason.DEVELOPMENT);
    assertThat(held.developments())
        .containsExactly(
            new Development(
                Development.DevelopmentKind.PHASE,
                "summit",
                Map.of("fr", "sommet held", "en", "held")));
    assertSilent(
        decide("f", ArticleForm.NEWS, summit(1, "announced")),
        AlertDecision.SuppressionReason.NOTHING_NEW);
  }

  @Test
  void aPhaseIsNotNewWhereNoneWasTold() {
    requireRaised(decide("a", ArticleForm.NEWS, summit(1, null)));
    assertSilent(
        decide("b", ArticleForm.NEWS, summit(1, "held")),
        AlertDecision.SuppressionReason.NOTHING_NEW);
  }

  @Test
  void aCountryOrAFarHigherScoreIsNewIfDevelopmentIsAskedFor() {
    Classification qatar =
        new Classification(
            List.of(summit(1.5, null)),
            List.of(new CountryMatch("QA", List.of())),
            List.of(),
            "packs");
    requireRaised(decide("a", ArticleForm.NEWS, summit(1.5, null)));
    assertSilent(
        decide(MatchChange.GAINED, item("b", TITLE), 1, qatar),
        AlertDecision.SuppressionReason.NOTHING_NEW);
    rule =
        new NotificationRule(
            1,
            new NotificationRule.UpdateRule(List.of(), false, false, false, false, true),
            List.of());

    Alert country = requireRaised(decide(MatchChange.GAINED, item("c", TITLE), 1, qatar));

    assertThat(country.developments())
        .containsExactly(
            new Development(
                Development.DevelopmentKind.COUNTRY, "QA", Map.of("fr", "Qatar", "en", "Qatar")));
    assertSilent(
        decide("d", ArticleForm.NEWS, summit(2.9, null)),
        AlertDecision.SuppressionReason.NOTHING_NEW);
    assertThat(requireRaised(decide("e", ArticleForm.NEWS, summit(3, null))).developments())
        .extracting(Development::kind)
        .containsExactly(Development.DevelopmentKind.SCORE);
  }

  @Test
  void aPairOfAnOlderReleaseFiresNothingAtOnce() {
    requireRaised(decide("a", ArticleForm.OPINION, summit(1, "announced")));
    AlertedPair known = Objects.requireNonNull(pair);
    pair =
        new AlertedPair(
            known.seq(),
            known.kind(),
            known.item(),
            known.itemVersion(),
            known.title(),
            known.topics(),
            known.voices(),
            known.decided(),
            known.livePages(),
            null);
    assertSilent(
        decide("b", ArticleForm.NEWS, summit(9, "held")),
        AlertDecision.SuppressionReason.NOTHING_NEW);
  }

  @Test
  void alertsOncePerStory() {
    assertThat(requireRaised(decide(MatchChange.GAINED, item("a", TITLE), 1, "summit")).kind())
        .isEqualTo(Alert.Kind.NEW);
    for (int outlets = 2; outlets < 10; outlets++) {
      AlertDecision decision =
          decide(MatchChange.GAINED, item("b" + outlets, "Ouverture du sommet"), outlets, "summit");
      assertSilent(decision, AlertDecision.SuppressionReason.NOTHING_NEW);
    }
  }

  @Test
  void updatesAtTheOutletCountsOfTheRule() {
    rule =
        new NotificationRule(
            1, new NotificationRule.UpdateRule(List.of(3, 5), false, false, false), List.of());
    decide(MatchChange.GAINED, item("a", TITLE), 1, "summit");
    assertSilent(
        decide(MatchChange.GAINED, item("b", TITLE), 2, "summit"),
        AlertDecision.SuppressionReason.NOTHING_NEW);
    Alert update = requireRaised(decide(MatchChange.GAINED, item("c", TITLE), 4, "summit"));
    assertThat(update.kind()).isEqualTo(Alert.Kind.UPDATE);
    assertThat(update.seq()).isEqualTo(2);
    assertThat(update.changed()).containsExactly(UpdateReason.OUTLETS);
    assertSilent(
        decide(MatchChange.GAINED, item("d", TITLE), 4, "summit"),
        AlertDecision.SuppressionReason.NOTHING_NEW);
    assertThat(requireRaised(decide(MatchChange.GAINED, item("e", TITLE), 5, "summit")).seq())
        .isEqualTo(3);
  }

  /// As `fromOutlets` counts them: an agency's copy makes nothing urgent.
  @Test
  void isUrgentByItsIndependentSources() {
    Alert alert = requireRaised(decide(MatchChange.GAINED, item("a", TITLE), 4, "summit"));
    assertThat(new Urgency(List.of(), 4).includes(alert)).isTrue();
    assertThat(new Urgency(List.of(), 5).includes(alert)).isFalse();
  }

  @Test
  void updatesForANewTopic() {
    decide(MatchChange.GAINED, item("a", TITLE), 1, "summit");
    Alert update =
        requireRaised(decide(MatchChange.GAINED, item("b", TITLE), 2, "summit", "ceasefire"));
    assertThat(update.changed()).containsExactly(UpdateReason.TOPICS);
    assertSilent(
        decide(MatchChange.GAINED, item("c", TITLE), 2, "ceasefire"),
        AlertDecision.SuppressionReason.NOTHING_NEW);
    assertSilent(
        decide(MatchChange.GAINED, item("d", TITLE), 2, "summit"),
        AlertDecision.SuppressionReason.NOTHING_NEW);
  }

  @Test
  void updatesForAChangedCount() {
    decide(MatchChange.GAINED, item("a", TITLE), 1, "summit");
    assertThat(
            requireRaised(decide(MatchChange.KEPT, item("a", "15 morts dans un raid"), 1, "summit"))
                .changed())
        .containsExactly(UpdateReason.NUMBERS);
    assertThat(
            requireRaised(decide(MatchChange.GAINED, item("b", "Raid : 18 morts"), 2, "summit"))
                .changed())
        .containsExactly(UpdateReason.NUMBERS);
  }

  @Test
  void aTurnOfALivePageRaisesNothing() {
    rule =
        new NotificationRule(
            1, new NotificationRule.UpdateRule(List.of(), true, true, true), List.of());
    Alert alert =
        requireRaised(decide(MatchChange.GAINED, item("l", "EN DIRECT - Trêve"), 1, "summit"));
    assertThat(alert.source().livePage()).isTrue();
    Item turned = item("l", "EN DIRECT - Le marché rouvre");
    for (AlertDecision silent :
        List.of(
            decide(MatchChange.KEPT, turned, 1, "summit"),
            decide(MatchChange.LOST, turned, 1),
            decide(MatchChange.GAINED, turned, 1, "summit"))) {
      assertSilent(silent, AlertDecision.SuppressionReason.LIVE_PAGE);
    }
  }

  @Test
  void aTopicOrAPhaseOfALivePageIsToldOnceHoweverItTurns() {
    decideTurn("EN DIRECT - A", summit(1, "announced"));
    assertThat(requireRaised(decideTurn("EN DIRECT - B", summit(1, "held"))))
        .extracting(Alert::changed)
        .isEqualTo(List.of(UpdateReason.DEVELOPMENT));
    assertSilent(
        decideTurn("EN DIRECT - A, bis", summit(1, "announced")),
        AlertDecision.SuppressionReason.LIVE_PAGE);
    assertSilent(
        decideTurn("EN DIRECT - C", summit(1, null), new TopicMatch("sanctions", 1, List.of())),
        AlertDecision.SuppressionReason.LIVE_PAGE);
    TopicMatch sanctions = new TopicMatch("sanctions", 1, inHeadline());
    assertThat(
            requireRaised(decideTurn("EN DIRECT - Sanctions", summit(1, null), sanctions))
                .changed())
        .containsExactly(UpdateReason.TOPICS);
    assertSilent(
        decideTurn("EN DIRECT - B, bis", summit(1, "held")),
        AlertDecision.SuppressionReason.LIVE_PAGE);
    assertSilent(
        decideTurn("EN DIRECT - C, bis", sanctions), AlertDecision.SuppressionReason.LIVE_PAGE);
  }

  /// Another article may leave open what one reports; a page that turns is at another moment.
  @Test
  void theFirstPhaseOfALivePageIsNewAndACountryIsNot() {
    rule =
        new NotificationRule(
            1,
            new NotificationRule.UpdateRule(List.of(), false, false, false, false, true),
            List.of());
    decideTurn("EN DIRECT - A", summit(1, null));
    Classification peru =
        new Classification(
            List.of(summit(9, null)),
            List.of(new CountryMatch("PE", List.of())),
            List.of(),
            "packs",
            new FormMatch(ArticleForm.LIVE, List.of()));
    assertSilent(
        decide(MatchChange.KEPT, item("l", "EN DIRECT - Le Pérou"), 1, peru),
        AlertDecision.SuppressionReason.LIVE_PAGE);
    assertThat(requireRaised(decideTurn("EN DIRECT - B", summit(1, "held"))).developments())
        .extracting(Development::kind)
        .containsExactly(Development.DevelopmentKind.PHASE);
  }

  /// Their headlines count the same thing at different moments, for as long as the event lasts.
  @Test
  void theLivePagesOfTwoOutletsDoNotTakeTurns() {
    decide(MatchChange.GAINED, item("l", "EN DIRECT - Séisme : 12 morts"), 1, "summit");
    requireRaised(decide(MatchChange.GAINED, item("m", "DIRECT. Séisme : 15 morts"), 2, "summit"));
    for (String turn : List.of("l/EN DIRECT - Séisme : 14 morts", "m/DIRECT. Séisme : 16 morts")) {
      assertSilent(
          decide(MatchChange.KEPT, item(turn.substring(0, 1), turn.substring(2)), 2, "summit"),
          AlertDecision.SuppressionReason.LIVE_PAGE);
    }
    assertThat(
            requireRaised(
                    decide(
                        MatchChange.KEPT, item("l", "EN DIRECT - Séisme : 30 morts"), 2, "summit"))
                .changed())
        .containsExactly(UpdateReason.NUMBERS);
    assertSilent(
        decide(
            MatchChange.KEPT, item("m", "DIRECT. 90 morts dans un attentat à Lima"), 2, "summit"),
        AlertDecision.SuppressionReason.LIVE_PAGE);
    assertThat(
            requireRaised(decide(MatchChange.GAINED, item("a", "Séisme : 31 morts"), 3, "summit"))
                .changed())
        .containsExactly(UpdateReason.NUMBERS);
  }

  @Test
  void anArticleThatBecomesALivePageTakesItsCorrectionBackAndIsThenSilent() {
    decide(MatchChange.GAINED, item("a", TITLE), 1, "summit");
    requireRaised(decide(MatchChange.LOST, item("a", "Des tulipes"), 1));
    assertThat(
            requireRaised(
                    decide(MatchChange.GAINED, item("a", "EN DIRECT - Le sommet"), 1, "summit"))
                .changed())
        .containsExactly(UpdateReason.MATCH);
    assertSilent(
        decide(MatchChange.LOST, item("a", "EN DIRECT - Des roses"), 1),
        AlertDecision.SuppressionReason.LIVE_PAGE);
  }

  @Test
  void aHeldLivePageAlertsWhenEnoughOutletsReport() {
    rule = new NotificationRule(2, NotificationRule.UpdateRule.DEFAULT, List.of());
    decide(MatchChange.GAINED, item("l", "EN DIRECT - 12 morts"), 1, "summit");
    assertThat(
            requireRaised(decide(MatchChange.KEPT, item("l", "EN DIRECT - 15 morts"), 2, "summit"))
                .kind())
        .isEqualTo(Alert.Kind.NEW);
  }

  @Test
  void updatesForANewHeadlineIfTheRuleIncludesIt() {
    decide(MatchChange.GAINED, item("a", TITLE), 1, "summit");
    Item edited = item("a", "Le sommet s’ouvre dans le doute");
    assertSilent(
        decide(MatchChange.KEPT, edited, 1, "summit"), AlertDecision.SuppressionReason.NOTHING_NEW);
    rule =
        new NotificationRule(
            1, new NotificationRule.UpdateRule(List.of(), false, false, true), List.of());
    assertThat(requireRaised(decide(MatchChange.KEPT, edited, 1, "summit")).changed())
        .containsExactly(UpdateReason.HEADLINE);
    assertSilent(
        decide(MatchChange.GAINED, item("b", "Un autre titre"), 2, "summit"),
        AlertDecision.SuppressionReason.NOTHING_NEW);
  }

  @Test
  void suppressesUpdatesIfTheRuleHasNone() {
    rule = new NotificationRule(1, NotificationRule.UpdateRule.NONE, List.of());
    decide(MatchChange.GAINED, item("a", TITLE), 1, "summit");
    assertSilent(
        decide(MatchChange.GAINED, item("b", "15 morts dans un raid"), 50, "summit", "sanctions"),
        AlertDecision.SuppressionReason.NOTHING_NEW);
  }

  @Test
  void holdsUntilEnoughSourcesThenAlerts() {
    rule = new NotificationRule(3, NotificationRule.UpdateRule.DEFAULT, List.of());
    assertThat(decide(MatchChange.GAINED, item("a", TITLE), 1, "summit"))
        .isInstanceOf(AlertDecision.Held.class);
    assertThat(decide(MatchChange.GAINED, item("b", TITLE), 2, "summit"))
        .isInstanceOf(AlertDecision.Held.class);
    Alert alert = requireRaised(decide(MatchChange.GAINED, item("c", TITLE), 3, "summit"));
    assertThat(alert.kind()).isEqualTo(Alert.Kind.NEW);
    assertThat(alert.seq()).isEqualTo(1);
  }

  @Test
  void alertsForAnEditOfAHeldItem() {
    rule = new NotificationRule(2, NotificationRule.UpdateRule.DEFAULT, List.of());
    decide(MatchChange.GAINED, item("a", TITLE), 1, "summit");
    assertThat(requireRaised(decide(MatchChange.KEPT, item("a", TITLE), 2, "summit")).kind())
        .isEqualTo(Alert.Kind.NEW);
  }

  @Test
  void correctsNoHeldPair() {
    rule = new NotificationRule(2, NotificationRule.UpdateRule.DEFAULT, List.of());
    decide(MatchChange.GAINED, item("a", TITLE), 1, "summit");
    assertSilent(
        decide(MatchChange.LOST, item("a", "Des tulipes"), 1),
        AlertDecision.SuppressionReason.NEVER_ALERTED);
  }

  @Test
  void correctsOnlyByTheItemOfTheLastAlert() {
    decide(MatchChange.GAINED, item("a", TITLE), 1, "summit");
    decide(MatchChange.GAINED, item("b", TITLE), 2, "summit");
    assertSilent(
        decide(MatchChange.LOST, item("b", "Des tulipes"), 2),
        AlertDecision.SuppressionReason.NEVER_ALERTED);
    Alert correction = requireRaised(decide(MatchChange.LOST, item("a", "Des tulipes"), 2));
    assertThat(correction.kind()).isEqualTo(Alert.Kind.CORRECTION);
    assertThat(correction.previousHeadline()).isEqualTo(TITLE);
    assertThat(correction.withdrawnTopics()).containsExactly("summit");
    assertThat(correction.findings().topicLabels().get("summit"))
        .as("a message names what was withdrawn")
        .containsKeys("fr", "en");
    assertSilent(
        decide(MatchChange.LOST, item("a", "Des roses"), 2),
        AlertDecision.SuppressionReason.ALREADY_ALERTED);
    Alert back = requireRaised(decide(MatchChange.GAINED, item("c", TITLE), 3, "summit"));
    assertThat(back.kind()).isEqualTo(Alert.Kind.UPDATE);
    assertThat(back.changed()).containsExactly(UpdateReason.MATCH);
    assertThat(back.previousHeadline()).isEqualTo("Des tulipes");
    assertThat(back.withdrawnTopics()).isEmpty();
  }

  @Test
  void suppressesMutedStories() {
    decide(MatchChange.GAINED, item("a", TITLE), 1, "summit");
    rule = new NotificationRule(1, NotificationRule.UpdateRule.DEFAULT, List.of("story"));
    assertSilent(
        decide(MatchChange.GAINED, item("b", "15 morts dans un raid"), 2, "summit"),
        AlertDecision.SuppressionReason.MUTED);
    assertSilent(
        decide(MatchChange.LOST, item("a", "Des tulipes"), 2),
        AlertDecision.SuppressionReason.MUTED);
  }

  @Test
  void suppressesAnEditThatMatchedBeforeTheSubscription() {
    assertSilent(
        decide(MatchChange.KEPT, item("a", TITLE), 1, "summit"),
        AlertDecision.SuppressionReason.KEPT);
  }
}
