package org.vigie.admin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.admin.index.AlertNotice;
import org.vigie.model.Alert;
import org.vigie.model.Identity;
import org.vigie.model.NotificationRule;
import org.vigie.model.Outlet;
import org.vigie.model.Story;
import org.vigie.model.Subscription;
import org.vigie.testkit.SampleAlerts;

class ReplayComparisonTest {
  private static final Instant FROM = Instant.parse("2025-03-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2025-04-01T00:00:00Z");
  private static final Instant WITHIN = FROM.plusSeconds(3_600);
  private static final Instant NOW = TO.plusSeconds(3_600);

  private static Alert alert(String subscription, String story, String item, Instant time) {
    return SampleAlerts.alert()
        .subscription(subscription)
        .story(story)
        .item(item)
        .time(time)
        .build();
  }

  private static Alert alert(String subscription, String story, String item) {
    return alert(subscription, story, item, WITHIN);
  }

  private static Map<String, Story> stories(Story... stories) {
    return Arrays.stream(stories).collect(Collectors.toMap(Story::id, story -> story));
  }

  private static Story story(String id, String... items) {
    return new Story(
        id,
        1,
        Stream.of(items)
            .map(
                item ->
                    new Story.Member(
                        item,
                        "v",
                        Outlet.named("Le Phare"),
                        "le-phare",
                        "Un titre",
                        null,
                        WITHIN,
                        List.of()))
            .toList(),
        List.of(),
        List.of());
  }

  private static ReplayComparison compare(List<AlertedStory> live, List<AlertedStory> replay) {
    return ReplayComparison.of(live, replay, FROM, TO);
  }

  private static List<AlertedStory> alerted(Alert... alerts) {
    return AlertedStory.of(List.of(alerts), Map.of());
  }

  @Test
  void storiesThatShareAnArticleAreTheSameForOneSubscription() {
    List<AlertedStory> live =
        alerted(alert("desk", "a", "a"), alert("desk", "a", "b"), alert("ear", "c", "c"));
    List<AlertedStory> replay =
        alerted(alert("desk", "b", "b"), alert("desk", "c", "c"), alert("ear", "d", "d"));
    ReplayDiff diff = compare(live, replay).toDiff();
    assertThat(diff.same()).isEqualTo(1);
    assertThat(diff.missing()).extracting(AlertNotice::item).containsExactly("c");
    assertThat(diff.added())
        .extracting(AlertNotice::subscription, AlertNotice::item)
        .containsExactly(tuple("desk", "c"), tuple("ear", "d"));
  }

  /// Each side alerted for another article of the same story.
  @Test
  void theOtherArticlesOfAStoryCount() {
    List<AlertedStory> live =
        AlertedStory.of(List.of(alert("desk", "a", "a")), stories(story("a", "a", "b")));
    List<AlertedStory> replay =
        AlertedStory.of(List.of(alert("desk", "c", "c")), stories(story("c", "c", "b")));
    assertThat(compare(live, replay).same()).hasSize(1);
    assertThat(compare(live, alerted(alert("desk", "c", "c"))).same()).isEmpty();
  }

  @Test
  void onlyWhatBelongsToTheRangeIsMissing() {
    List<AlertedStory> live =
        alerted(
            alert("desk", "before", "before", FROM.minusSeconds(1)),
            alert("desk", "first", "first", FROM),
            alert("desk", "after", "after", TO));
    ReplayComparison comparison = compare(live, alerted(alert("desk", "before", "before")));
    assertThat(comparison.missing()).extracting(AlertedStory::story).containsExactly("first");
    assertThat(comparison.same()).extracting(AlertedStory::story).containsExactly("before");
  }

  private static final Subscription DESK =
      Subscription.builder("desk", FROM).topics(List.of("summit")).build();

  private static PromotionPlan plan(Map<String, String> liveStories, Subscription... newest) {
    return new PromotionPlan(
        "march",
        liveStories,
        Arrays.stream(newest).collect(Collectors.toMap(Subscription::id, one -> one)),
        NOW);
  }

  @Test
  void promotesAStoryAsItWasInTheEnd() {
    Alert update =
        SampleAlerts.alert()
            .story("s")
            .item("second")
            .revision(Alert.Kind.UPDATE, 2, Alert.UpdateReason.OUTLETS)
            .time(WITHIN.plusSeconds(60))
            .build();
    List<Alert> promoted =
        plan(Map.of(), DESK).createAlerts(alerted(alert("desk", "s", "first"), update));
    assertThat(promoted)
        .singleElement()
        .satisfies(alert -> assertThat(alert.item()).isEqualTo("second"))
        .satisfies(alert -> assertThat(alert.id()).isEqualTo(Identity.alertId("desk", "s")))
        .satisfies(
            alert -> assertThat(alert.revision()).isEqualTo(Alert.Revision.promotedFrom("march")))
        .satisfies(alert -> assertThat(alert.timeline().decided()).isEqualTo(NOW))
        .satisfies(alert -> assertThat(alert.timeline().seen()).isEqualTo(WITHIN.plusSeconds(60)));
    assertThat(PromotionPlan.removeTold(promoted, Set.of(Identity.alertId("desk", "s")))).isEmpty();
  }

  @Test
  void aStoryHasItsLiveId() {
    List<AlertedStory> added = alerted(alert("desk", "r", "r"), alert("desk", "q", "q"));
    assertThat(plan(Map.of("r", "live", "q", "live"), DESK).createAlerts(added))
        .as("two stories of the replay are one")
        .singleElement()
        .satisfies(alert -> assertThat(alert.story()).isEqualTo("live"))
        .satisfies(alert -> assertThat(alert.id()).isEqualTo(Identity.alertId("desk", "live")));
    assertThat(
            plan(Map.of("other", "live"), DESK)
                .createAlerts(
                    AlertedStory.of(
                        List.of(alert("desk", "r", "r")), stories(story("r", "r", "other")))))
        .extracting(Alert::story)
        .containsExactly("live");
  }

  @Test
  void tellsNobodyWhoDoesNotWantIt() {
    List<AlertedStory> added = alerted(alert("desk", "r", "r"));
    NotificationRule rule = DESK.telling();
    Subscription muted =
        Subscription.builder("desk", FROM)
            .topics(List.of("summit"))
            .rule(new NotificationRule(rule.fromOutlets(), rule.updates(), List.of("live")))
            .build();
    assertThat(plan(Map.of("r", "live"), muted).createAlerts(added)).isEmpty();
    assertThat(plan(Map.of(), DESK.nextVersionRemoved(NOW)).createAlerts(added)).isEmpty();
    assertThat(plan(Map.of()).createAlerts(added)).isEmpty();
    Alert correction = SampleAlerts.alert().story("s").correction(2, "Un titre", "summit").build();
    assertThat(plan(Map.of(), DESK).createAlerts(alerted(alert("desk", "s", "s"), correction)))
        .isEmpty();
  }
}
