package org.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.Press.MARKET;
import static org.vigie.streams.Press.NOW;
import static org.vigie.streams.Press.TRUCE;
import static org.vigie.streams.Press.TRUCE_EDITED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.alert.Subscriptions;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Alert;
import org.vigie.model.Decided;
import org.vigie.model.Identity;
import org.vigie.model.Reading;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.model.Subscription;
import org.vigie.model.TopicMatch;
import org.vigie.streams.StageCounts.Stage;

class AlertStageTest {
  private final StageBench bench = StageBench.live(NOW);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void alertsWhoeverAskedAndNobodyElse() {
    bench.subscribe(Press.wants("treves", "ceasefire"), Press.wants("sommets", "summit"));
    Reading reading = Press.live("g1", TRUCE, "");
    bench.read(reading, Press.live("g2", MARKET, ""));
    Alert alert = only(bench.alerts());
    assertThat(alert.id()).isEqualTo(Identity.alertId("treves", reading.itemId()));
    assertThat(alert.kind()).isEqualTo(Alert.Kind.NEW);
    assertThat(alert.seq()).isEqualTo(1);
    assertThat(alert.story()).isEqualTo(reading.itemId());
    assertThat(alert.outlets()).containsExactly("gazette");
    assertThat(alert.timeline().decided()).isEqualTo(NOW);
    assertThat(alert.topics()).extracting(TopicMatch::topic).contains("ceasefire");
    assertThat(alert.topics().getFirst().evidence()).isNotEmpty();
  }

  @Test
  void carriesTheEvidenceOfAQuery() {
    bench.subscribe(Press.asks("kiev", "Kiev NOT Minsk"));
    bench.read(Press.live("g1", TRUCE, ""));
    Alert.QueryMatch query = Objects.requireNonNull(only(bench.alerts()).query());
    assertThat(query.evidence())
        .singleElement()
        .satisfies(
            evidence ->
                assertThat(TRUCE.substring(evidence.start(), evidence.end())).isEqualTo("Kiev"));
  }

  @Test
  void aMatchThatCannotBeJudgedCostsItsNeighboursNothing() {
    Subscriptions whole = Subscriptions.current(new SubscriptionIndex());
    Subscriptions broken =
        new Subscriptions() {
          @Override
          public void take(Subscription version) {
            whole.take(version);
          }

          @Override
          public SubscriptionIndex at(Instant moment) {
            return whole.at(moment);
          }

          @Override
          public @Nullable Subscription get(String id, Instant moment) {
            if (id.startsWith("b")) {
              throw new IllegalStateException("broken");
            }
            return whole.get(id, moment);
          }
        };
    try (StageBench faulty = StageBench.live(NOW, broken)) {
      for (int i = 0; i < 30; i++) {
        faulty.subscribe(Press.wants("a" + i, "ceasefire"), Press.wants("b" + i, "ceasefire"));
      }
      faulty.read(Press.live("g1", TRUCE, ""));
      assertThat(faulty.alerts())
          .extracting(Alert::subscription)
          .hasSize(30)
          .allMatch(id -> id.startsWith("a"));
      assertThat(faulty.rejected()).isNotEmpty();
    }
  }

  @Test
  void aFaultyQuerySilencesItsOwnSubscriptionAlone() {
    bench.subscribe(Press.asks("fautive", "(Kiev AND"), Press.asks("kiev", "Kiev"));
    bench.read(Press.live("g1", TRUCE, ""));
    assertThat(bench.alerts()).extracting(Alert::subscription).containsExactly("kiev");
  }

  @Test
  void saysNothingAboutAnEditThatStillMatches() {
    bench.subscribe(Press.wants("treves", "ceasefire"));
    bench.read(Press.live("g1", TRUCE, ""), Press.live("g1", TRUCE_EDITED, ""));
    assertThat(bench.alerts()).hasSize(1);
    assertThat(bench.counts.outcomes(Stage.ALERT)).containsEntry("nothing-new", 1L);
  }

  @Test
  void alertsAnEditThatBeginsToMatch() {
    bench.subscribe(Press.wants("treves", "ceasefire"));
    bench.read(Press.live("g1", MARKET, ""), Press.live("g1", TRUCE, ""));
    assertThat(only(bench.alerts()).kind()).isEqualTo(Alert.Kind.NEW);
  }

  @Test
  void correctsOnceAndUpdatesWhenItComesBack() {
    bench.subscribe(Press.wants("treves", "ceasefire"));
    bench.read(
        Press.live("g1", TRUCE, ""),
        Press.live("g1", MARKET, ""),
        Press.live("g1", MARKET, "Des tulipes"),
        Press.live("g1", TRUCE_EDITED, ""));
    List<Alert> alerts = bench.alerts();
    assertThat(alerts)
        .extracting(Alert::kind)
        .containsExactly(Alert.Kind.NEW, Alert.Kind.CORRECTION, Alert.Kind.UPDATE);
    assertThat(alerts).extracting(Alert::seq).containsExactly(1, 2, 3);
    assertThat(alerts).extracting(Alert::id).containsOnly(alerts.getFirst().id());
  }

  @Test
  void correctsNobodyWhoWasNotAlerted() {
    bench.read(Press.live("g1", TRUCE, ""));
    bench.subscribe(Press.wants("treves", "ceasefire"));
    bench.read(Press.live("g1", MARKET, ""));
    assertThat(bench.alerts()).isEmpty();
    assertThat(bench.counts.outcomes(Stage.ALERT)).containsEntry("never-alerted", 1L);
  }

  @Test
  void aNewSubscriptionNeverFiresOnAnOldText() {
    bench.read(Press.live("g1", TRUCE, ""));
    bench.subscribe(Press.wants("treves", "ceasefire"));
    bench.read(Press.live("g1", TRUCE_EDITED, ""));
    assertThat(bench.alerts()).isEmpty();
  }

  @Test
  void raisesNothingForASubscriptionThatIsOff() {
    bench.subscribe(
        Press.subscription("en-pause", 1, Subscription.State.PAUSED, "ceasefire"),
        Press.subscription("finie", 1, Subscription.State.REMOVED, "ceasefire"));
    bench.read(Press.live("g1", TRUCE, ""));
    assertThat(bench.alerts()).isEmpty();
  }

  @Test
  void raisesNothingOnceASubscriptionIsRemovedWhateverWasMatchedBefore() {
    bench.subscribe(Press.wants("treves", "ceasefire"));
    bench.read(Press.live("g1", TRUCE, ""));
    StoryMatches matches = only(bench.values(bench.catalogue.matches()));
    bench.subscribe(Press.subscription("treves", 2, Subscription.State.REMOVED, "ceasefire"));
    bench.pipe(bench.catalogue.matches(), elsewhere(matches));
    assertThat(bench.alerts()).hasSize(1);
    assertThat(bench.counts.outcomes(Stage.ALERT)).containsEntry("subscription-off", 1L);
  }

  @Test
  void losesNoAlertOfASubscriptionThisInstanceHasNotReadYet() {
    bench.subscribe(Press.wants("treves", "ceasefire"));
    bench.read(Press.live("g1", TRUCE, ""));
    StoryMatches matches = only(bench.values(bench.catalogue.matches()));
    try (StageBench behind = StageBench.live(NOW)) {
      behind.pipe(behind.catalogue.matches(), matches);
      assertThat(behind.alerts()).hasSize(1);
    }
  }

  @Test
  void saysNothingTwiceWhenMatchesComeAgain() {
    bench.subscribe(Press.wants("treves", "ceasefire"));
    bench.read(Press.live("g1", TRUCE, ""));
    bench.pipe(bench.catalogue.matches(), only(bench.values(bench.catalogue.matches())));
    assertThat(bench.alerts()).hasSize(1);
    assertThat(bench.counts.outcomes(Stage.ALERT)).containsEntry("already-said", 1L);
  }

  @Test
  void noRecordNamesMoreThanFiveHundredSubscriptions() {
    int many = 3_500;
    IntStream.range(0, many).forEach(i -> bench.subscribe(Press.wants("s" + i, "ceasefire")));
    bench.read(Press.live("g1", TRUCE, ""));
    List<StoryMatches> matches = bench.values(bench.catalogue.matches());
    assertThat(matches).allMatch(group -> group.matches().size() <= Decided.MAX_GROUP);
    assertThat(matches).extracting(StoryMatches::partition).contains(0, 1, 2, 3, 4, 5);
    assertThat(bench.alerts())
        .extracting(Alert::subscription)
        .doesNotHaveDuplicates()
        .hasSize(many);
    assertThat(bench.counts.received(Stage.ALERT)).isEqualTo(many);
  }

  @Test
  void tellsOnlyStoriesThatHaveATopicOrJustLostIt() {
    bench.read(
        Press.live("g1", TRUCE, ""),
        Press.live("g2", MARKET, ""),
        Press.live("g1", MARKET, ""),
        Press.live("g1", MARKET, "Des tulipes"));
    List<Story> stories = bench.values(bench.catalogue.stories());
    assertThat(stories).extracting(Story::version).containsExactly(1, 2);
    assertThat(stories.getLast().topics()).isEmpty();
    assertThat(stories.getLast().members()).hasSize(1);
  }

  @Test
  void countsEveryRecordOnceInEveryStage() {
    bench.subscribe(Press.wants("treves", "ceasefire"));
    bench.read(
        Press.live("g1", TRUCE, ""), Press.live("g1", MARKET, ""), Press.live("g2", TRUCE, ""));
    for (Stage stage : Stage.values()) {
      assertThat(bench.counts.outcomes(stage).values().stream().mapToLong(n -> n).sum())
          .as(stage.toString())
          .isPositive()
          .isEqualTo(bench.counts.received(stage));
    }
  }

  @Test
  void forgetsPairsAndStoriesAfterAMonth() {
    bench.subscribe(Press.wants("treves", "ceasefire"));
    bench.read(Press.live("g1", TRUCE, ""));
    assertThat(entries(Store.PAIRS)).isEqualTo(1);
    bench.pass(Duration.ofDays(29));
    assertThat(entries(Store.PAIRS)).isEqualTo(1);
    bench.pass(Duration.ofDays(2));
    assertThat(entries(Store.PAIRS)).isZero();
    assertThat(entries(Store.STORIES)).isZero();
    assertThat(entries(Store.PLACES)).isZero();
  }

  private int entries(Store<?> store) {
    try (var all = bench.driver().getKeyValueStore(store.name()).all()) {
      int count = 0;
      while (all.hasNext()) {
        all.next();
        count++;
      }
      return count;
    }
  }

  private static StoryMatches elsewhere(StoryMatches matches) {
    return new StoryMatches(
        "another-story",
        matches.outlets(),
        matches.voices(),
        matches.partition(),
        matches.decision(),
        matches.matches());
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.getFirst();
  }
}
