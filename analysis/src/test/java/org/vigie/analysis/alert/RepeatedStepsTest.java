package org.vigie.analysis.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Audience;
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

/// Several stories and one subscription, by default to the topic `summit`, which is told for 48 h.
class RepeatedStepsTest {
  private static final TextAnalyser ANALYSER = TextAnalyser.bundled();
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");

  private final ToldSteps toldSteps = ToldSteps.inMap();
  private List<String> subscribed = List.of("summit");
  private NotificationRule rule = NotificationRule.AT_ONCE;
  private ArticleForm form = ArticleForm.NEWS;
  private String title = "Un sommet";
  private Instant now = NOW;
  private int stories;

  /// Decides on the first article of another story, and returns whether it alerts.
  private boolean alerts(TopicMatch topic, String... countries) {
    return alerts(List.of(topic), countries);
  }

  private boolean alerts(List<TopicMatch> topics, String... countries) {
    String story = "story-" + ++stories;
    return switch (decide(story, MatchChange.GAINED, null, topics, countries)) {
      case AlertDecision.Raised raised -> true;
      case AlertDecision.Held held -> throw new AssertionError(held);
      case AlertDecision.Suppressed(AlertDecision.SuppressionReason reason) -> {
        assertThat(reason).isEqualTo(AlertDecision.SuppressionReason.REPEAT);
        yield false;
      }
    };
  }

  private AlertDecision decide(
      String story,
      MatchChange change,
      @Nullable AlertedPair pair,
      List<TopicMatch> topics,
      String... countries) {
    SubscriptionIndex index = new SubscriptionIndex();
    index.put(
        Subscription.builder("desk", Instant.EPOCH)
            .topics(subscribed)
            .query(subscribed.isEmpty() ? "sommet" : null)
            .rule(rule)
            .build());
    Item item =
        Item.live(
            story,
            change.toString(),
            new Outlet("le-phare", "Le Phare"),
            Content.of(title, ""),
            now);
    Classification findings =
        new Classification(
            topics,
            Arrays.stream(countries).map(code -> new CountryMatch(code, List.of())).toList(),
            List.of(),
            "packs",
            new FormMatch(form, List.of()));
    StoryMatches matches =
        new StoryMatches(
            story,
            List.of(),
            List.of(),
            List.of("le-phare"),
            0,
            new DecisionRecord.Decision(item, findings, Audience.SUBSCRIBERS, now),
            List.of());
    AlertDecision decision =
        new AlertDecider(ANALYSER, SubscriptionVersions.ofIndex(index), toldSteps, matches)
            .decideAlert(new SubscriptionMatch("desk", 1, change), pair);
    if (decision instanceof AlertDecision.Raised(Alert alert, String flaw)) {
      toldSteps.addAlert(alert);
    }
    return decision;
  }

  private static TopicMatch topic(String id, @Nullable String phase, double score) {
    List<Evidence> evidence = List.of(new Evidence("title", 0, 9, "Un sommet", "sommet", 1));
    return new TopicMatch(
        id,
        score,
        evidence,
        phase == null ? null : new PhaseMatch(phase, Map.of("en", phase), evidence));
  }

  private static TopicMatch summit(@Nullable String phase) {
    return topic("summit", phase, 2);
  }

  @Test
  void anotherStoryOfTheSameStepIsARepeatForTwoDays() {
    assertThat(alerts(summit("held"), "FR", "GB")).isTrue();
    assertThat(alerts(summit("held"), "FR", "GB")).isFalse();
    now = NOW.plus(Duration.ofHours(47));
    assertThat(alerts(summit("held"), "GB")).isFalse();
    now = NOW.plus(Duration.ofHours(48));
    assertThat(alerts(summit("held"), "GB")).as("repeats did not prolong it").isTrue();
  }

  @Test
  void anotherCountryOrNoneIsNoRepeat() {
    assertThat(alerts(summit("held"), "FR", "GB")).isTrue();
    assertThat(alerts(summit("held"), "FR", "DE")).isTrue();
    assertThat(alerts(summit("held"))).isTrue();
    assertThat(alerts(summit("held"), "DE", "GB")).as("told, but not by one story").isTrue();
  }

  @Test
  void anotherPhaseIsNoRepeatNorIsAPhaseWhereNoneWasTold() {
    assertThat(alerts(summit(null), "FR", "GB")).isTrue();
    assertThat(alerts(summit("held"), "FR", "GB")).isTrue();
    assertThat(alerts(summit("postponed"), "FR", "GB")).isTrue();
    assertThat(alerts(summit("held"), "FR", "GB")).isFalse();
    assertThat(alerts(summit(null), "FR", "GB")).isFalse();
  }

  @Test
  void aScoreTwiceAsHighIsNoRepeat() {
    assertThat(alerts(topic("summit", "held", 2), "FR", "GB")).isTrue();
    assertThat(alerts(topic("summit", "held", 3.9), "FR", "GB")).isFalse();
    assertThat(alerts(topic("summit", "held", 4), "FR", "GB")).isTrue();
  }

  @Test
  void everyTopicThatIsAskedForMustBeTold() {
    assertThat(alerts(List.of(summit("held")), "FR", "GB")).isTrue();
    List<TopicMatch> both = List.of(summit("held"), topic("ceasefire", "proposed", 2));
    assertThat(alerts(both, "FR", "GB")).as("ceasefire is not asked for").isFalse();
    subscribed = List.of("summit", "ceasefire");
    assertThat(alerts(both, "FR", "GB")).isTrue();
    assertThat(alerts(both, "FR", "GB")).isFalse();
  }

  @Test
  void aTopicWithoutTheKeyHasNoRepeats() {
    subscribed = List.of("sanctions");
    assertThat(alerts(topic("sanctions", "imposed", 2), "US", "RU")).isTrue();
    assertThat(alerts(topic("sanctions", "imposed", 2), "US", "RU")).isTrue();
  }

  @Test
  void whoAsksForRepeatsOrOnlyByQueryGetsThem() {
    rule = new NotificationRule(1, NotificationRule.UpdateRule.DEFAULT, List.of(), true);
    assertThat(alerts(summit("held"), "FR", "GB")).isTrue();
    assertThat(alerts(summit("held"), "FR", "GB")).isTrue();
    rule = NotificationRule.AT_ONCE;
    subscribed = List.of();
    assertThat(alerts(summit("held"), "FR", "GB")).isTrue();
  }

  @Test
  void anOpinionDoesNotSilenceTheNewsOfAnotherStory() {
    form = ArticleForm.OPINION;
    assertThat(alerts(summit("held"), "FR", "GB")).isTrue();
    assertThat(alerts(summit("held"), "FR", "GB")).isFalse();
    form = ArticleForm.NEWS;
    assertThat(alerts(summit("held"), "FR", "GB")).isTrue();
    form = ArticleForm.LIVE;
    assertThat(alerts(summit("held"), "FR", "GB")).isFalse();
  }

  @Test
  void anUpdateIsNoRepeatAndIsTold() {
    List<TopicMatch> announced = List.of(summit("announced"));
    AlertedPair pair = AlertedPair.ofAlert(null, raised("a", MatchChange.GAINED, null, announced));
    assertThat(alerts(summit("held"), "FR", "GB")).isTrue();
    now = NOW.plus(Duration.ofHours(40));
    assertThat(raised("a", MatchChange.KEPT, pair, List.of(summit("held")), "FR", "GB").kind())
        .isEqualTo(Alert.Kind.UPDATE);
    now = NOW.plus(Duration.ofHours(80));
    assertThat(alerts(summit("held"), "FR", "GB")).isFalse();
  }

  @Test
  void whatACorrectionTakesBackWasNotTold() {
    List<TopicMatch> held = List.of(summit("held"));
    AlertedPair pair = AlertedPair.ofAlert(null, raised("a", MatchChange.GAINED, null, held, "FR"));
    assertThat(alerts(held, "FR")).isFalse();
    assertThat(raised("a", MatchChange.LOST, pair, List.of(), "FR").kind())
        .isEqualTo(Alert.Kind.CORRECTION);
    assertThat(alerts(held, "FR")).isTrue();
  }

  private Alert raised(
      String story,
      MatchChange change,
      @Nullable AlertedPair pair,
      List<TopicMatch> topics,
      String... countries) {
    if (decide(story, change, pair, topics, countries)
        instanceof AlertDecision.Raised(Alert alert, String flaw)) {
      return alert;
    }
    throw new AssertionError("no alert");
  }

  @Test
  void keepsABoundedNumberOfStepsForSevenDays() {
    rule = new NotificationRule(1, NotificationRule.UpdateRule.DEFAULT, List.of(), true);
    for (int i = 0; i < 2 * TopicSteps.MAX_STEPS; i++) {
      alerts(summit("held"), "FR");
    }
    TopicSteps steps = toldSteps.findSteps("desk", "summit");
    assertThat(steps.steps()).hasSize(TopicSteps.MAX_STEPS);
    assertThat(steps.steps().getLast().story()).isEqualTo("story-100");
    assertThat(steps.isExpired(NOW.plus(TopicSteps.RETENTION))).isFalse();
    now = NOW.plus(TopicSteps.RETENTION).plusSeconds(1);
    assertThat(steps.isExpired(now)).isTrue();
    alerts(summit("held"), "FR");
    assertThat(toldSteps.findSteps("desk", "summit").steps()).hasSize(1);
  }

  /// It passes on what articles of other stories tell.
  @Test
  void aTurnOfALivePageIsARepeatIfWhatIsNewWasToldElsewhere() {
    assertThat(alerts(summit("held"), "FR", "GB")).isTrue();
    title = "EN DIRECT - Un sommet";
    form = ArticleForm.LIVE;
    AlertedPair told =
        AlertedPair.ofAlert(
            null, raised("page", MatchChange.GAINED, null, List.of(summit("announced")), "DE"));
    assertThat(decide("page", MatchChange.KEPT, told, List.of(summit("held")), "GB"))
        .isEqualTo(new AlertDecision.Suppressed(AlertDecision.SuppressionReason.REPEAT));
    assertThat(decide("page", MatchChange.KEPT, told, List.of(summit("held")), "DE"))
        .as("another country was told of no other meeting")
        .isInstanceOf(AlertDecision.Raised.class);
    TopicMatch sanctions = topic("sanctions", null, 2);
    assertThat(decide("page", MatchChange.KEPT, told, List.of(summit("held"), sanctions), "GB"))
        .as("nor a topic that has no repeats")
        .isInstanceOf(AlertDecision.Raised.class);
  }
}
