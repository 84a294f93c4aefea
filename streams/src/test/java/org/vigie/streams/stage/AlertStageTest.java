package org.vigie.streams.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.TestReadings.MARKET;
import static org.vigie.streams.TestReadings.NOW;
import static org.vigie.streams.TestReadings.TRUCE;
import static org.vigie.streams.TestReadings.TRUCE_EDITED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.alert.SubscriptionVersions;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Alert;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Identity;
import org.vigie.model.Language;
import org.vigie.model.Origin;
import org.vigie.model.Reading;
import org.vigie.model.Story;
import org.vigie.model.StoryMatches;
import org.vigie.model.Subscription;
import org.vigie.model.TopicMatch;
import org.vigie.streams.TestReadings;
import org.vigie.streams.TopologyHarness;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.streams.store.StoreDefinition;

class AlertStageTest {
  private final TopologyHarness harness = TopologyHarness.openLive(NOW);

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void alertsWhoeverAskedAndNobodyElse() {
    harness.pipeSubscriptions(
        TestReadings.topicSubscription("treves", "ceasefire"),
        TestReadings.topicSubscription("sommets", "summit"));
    Reading reading = TestReadings.liveReading("g1", TRUCE, "");
    harness.pipeReadings(reading, TestReadings.liveReading("g2", MARKET, ""));
    Alert alert = only(harness.readAlerts());
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
    harness.pipeSubscriptions(TestReadings.querySubscription("kiev", "Kiev NOT Minsk"));
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
    Alert.QueryMatch query = Objects.requireNonNull(only(harness.readAlerts()).query());
    assertThat(query.evidence())
        .singleElement()
        .satisfies(
            evidence ->
                assertThat(TRUCE.substring(evidence.start(), evidence.end())).isEqualTo("Kiev"));
  }

  @Test
  void aMatchThatCannotBeJudgedCostsItsNeighboursNothing() {
    SubscriptionVersions whole = SubscriptionVersions.ofIndex(new SubscriptionIndex());
    SubscriptionVersions broken =
        new SubscriptionVersions() {
          @Override
          public void addVersion(Subscription version) {
            whole.addVersion(version);
          }

          @Override
          public SubscriptionIndex indexAt(Instant moment) {
            return whole.indexAt(moment);
          }

          @Override
          public @Nullable Subscription findVersion(String id, Instant moment) {
            if (id.startsWith("b")) {
              throw new IllegalStateException("broken");
            }
            return whole.findVersion(id, moment);
          }
        };
    try (TopologyHarness faulty = TopologyHarness.openLive(NOW, broken)) {
      for (int i = 0; i < 30; i++) {
        faulty.pipeSubscriptions(
            TestReadings.topicSubscription("a" + i, "ceasefire"),
            TestReadings.topicSubscription("b" + i, "ceasefire"));
      }
      faulty.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
      assertThat(faulty.readAlerts())
          .extracting(Alert::subscription)
          .hasSize(30)
          .allMatch(id -> id.startsWith("a"));
      assertThat(faulty.readDeadLetters()).isNotEmpty();
    }
  }

  @Test
  void aFaultyQuerySilencesItsOwnSubscriptionAlone() {
    harness.pipeSubscriptions(
        TestReadings.querySubscription("fautive", "(Kiev AND"),
        TestReadings.querySubscription("kiev", "Kiev"));
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
    assertThat(harness.readAlerts()).extracting(Alert::subscription).containsExactly("kiev");
  }

  @Test
  void saysNothingAboutAnEditThatStillMatches() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(
        TestReadings.liveReading("g1", TRUCE, ""),
        TestReadings.liveReading("g1", TRUCE_EDITED, ""));
    assertThat(harness.readAlerts()).hasSize(1);
    assertThat(harness.counts.outcomes(Stage.ALERT)).containsEntry("nothing-new", 1L);
  }

  /// A page about an armistice and other things, read every two minutes.
  @Test
  void tellsALivePageOnceAndThenWhatHasReallyChanged() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    pipeTurns(
        "un cessez-le-feu entre en vigueur, annonce l’ONU",
        "Paris envoie une aide médicale",
        "le cessez-le-feu tient, selon Sanaa",
        "le ministre est arrivé à Aden",
        "le cessez-le-feu est respecté dans le port");
    Alert first = only(harness.readAlerts());
    assertThat(first.source().livePage()).isTrue();
    assertThat(harness.counts.outcomes(Stage.ALERT)).containsEntry("live-page", 4L);

    pipeTurns(
        "le cessez-le-feu est rompu, annonce l’ONU",
        "les écoles rouvrent",
        "le cessez-le-feu a été rompu dans la nuit");
    Alert broken = only(harness.readAlerts());
    assertThat(broken.id()).isEqualTo(first.id());
    assertThat(broken.changed()).containsExactly(Alert.UpdateReason.DEVELOPMENT);
    assertThat(broken.developments()).extracting(one -> one.findName(Language.FR)).hasSize(1);

    pipeTurns(
        "des sanctions de l’Union européenne contre les chefs qui violent le cessez-le-feu",
        "la pluie tombe sur Aden",
        "le cessez-le-feu vaut mieux que des sanctions, dit Bruxelles");
    assertThat(only(harness.readAlerts()).changed()).contains(Alert.UpdateReason.TOPICS);
  }

  private void pipeTurns(String... headlines) {
    for (String headline : headlines) {
      harness.pipeReadings(
          TestReadings.liveReading("direct", "EN DIRECT - Yémen : " + headline, ""));
    }
  }

  @Test
  void tellsAPageThatTurnsWithEveryPollAsALivePageFromItsFifthHeadlineOn() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    for (String headline :
        List.of(TRUCE, MARKET, TRUCE_EDITED, MARKET + " à l’aube", TRUCE + " à Minsk")) {
      harness.pipeReadings(TestReadings.liveReading("g1", headline, ""));
    }
    assertThat(harness.readAlerts())
        .extracting(Alert::kind)
        .as("the last one takes the correction back")
        .containsExactly(
            Alert.Kind.NEW,
            Alert.Kind.CORRECTION,
            Alert.Kind.UPDATE,
            Alert.Kind.CORRECTION,
            Alert.Kind.UPDATE);
    for (String headline : List.of(MARKET + " enfin", TRUCE_EDITED + " à Minsk", "La nuit tombe")) {
      harness.pipeReadings(TestReadings.liveReading("g1", headline, ""));
    }
    assertThat(harness.readAlerts()).isEmpty();
  }

  @Test
  void aLivePageThatTurnedAwayAlertsALaterSubscriptionWhenItComesBack() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    pipeTurns("un cessez-le-feu entre en vigueur", "le marché rouvre");
    assertThat(harness.readAlerts()).hasSize(1);

    harness.pipeSubscriptions(TestReadings.topicSubscription("autres", "ceasefire"));
    pipeTurns("le cessez-le-feu tient");
    assertThat(only(harness.readAlerts()).subscription()).isEqualTo("autres");
  }

  @Test
  void alertsAnEditThatBeginsToMatch() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(
        TestReadings.liveReading("g1", MARKET, ""), TestReadings.liveReading("g1", TRUCE, ""));
    assertThat(only(harness.readAlerts()).kind()).isEqualTo(Alert.Kind.NEW);
  }

  @Test
  void correctsOnceAndUpdatesWhenItComesBack() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(
        TestReadings.liveReading("g1", TRUCE, ""),
        TestReadings.liveReading("g1", MARKET, ""),
        TestReadings.liveReading("g1", MARKET, "Des tulipes"),
        TestReadings.liveReading("g1", TRUCE_EDITED, ""));
    List<Alert> alerts = harness.readAlerts();
    assertThat(alerts)
        .extracting(Alert::kind)
        .containsExactly(Alert.Kind.NEW, Alert.Kind.CORRECTION, Alert.Kind.UPDATE);
    assertThat(alerts).extracting(Alert::seq).containsExactly(1, 2, 3);
    assertThat(alerts).extracting(Alert::id).containsOnly(alerts.getFirst().id());
  }

  @Test
  void correctsNobodyWhoWasNotAlerted() {
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(TestReadings.liveReading("g1", MARKET, ""));
    assertThat(harness.readAlerts()).isEmpty();
    assertThat(harness.counts.outcomes(Stage.ALERT)).containsEntry("never-alerted", 1L);
  }

  @Test
  void aNewSubscriptionNeverFiresOnAnOldText() {
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE_EDITED, ""));
    assertThat(harness.readAlerts()).isEmpty();
  }

  @Test
  void raisesWhatIsHeldForAPausedSubscriptionAndNothingForARemovedOne() {
    harness.pipeSubscriptions(
        TestReadings.subscription("en-pause", 1, Subscription.State.PAUSED, "ceasefire"),
        TestReadings.subscription("finie", 1, Subscription.State.REMOVED, "ceasefire"));
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
    assertThat(only(harness.readAlerts()).subscription()).isEqualTo("en-pause");

    harness.pipeSubscriptions(
        TestReadings.subscription("en-pause", 2, Subscription.State.ACTIVE, "ceasefire"));
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE_EDITED, ""));
    assertThat(harness.readAlerts()).as("told before it was resumed").isEmpty();
    harness.pipeReadings(TestReadings.liveReading("g1", MARKET, ""));
    assertThat(only(harness.readAlerts()))
        .extracting(Alert::kind, Alert::subscriptionVersion)
        .containsExactly(Alert.Kind.CORRECTION, 2);
  }

  @Test
  void raisesNothingOnceASubscriptionIsRemovedWhateverWasMatchedBefore() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
    StoryMatches matches = only(harness.readValues(harness.catalogue.matches()));
    harness.pipeSubscriptions(
        TestReadings.subscription("treves", 2, Subscription.State.REMOVED, "ceasefire"));
    harness.pipe(harness.catalogue.matches(), elsewhere(matches));
    assertThat(harness.readAlerts()).hasSize(1);
    assertThat(harness.counts.outcomes(Stage.ALERT)).containsEntry("subscription-off", 1L);
  }

  @Test
  void losesNoAlertOfASubscriptionThisInstanceHasNotReadYet() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
    StoryMatches matches = only(harness.readValues(harness.catalogue.matches()));
    try (TopologyHarness behind = TopologyHarness.openLive(NOW)) {
      behind.pipe(behind.catalogue.matches(), matches);
      assertThat(behind.readAlerts()).hasSize(1);
    }
  }

  @Test
  void saysNothingTwiceWhenMatchesComeAgain() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
    harness.pipe(
        harness.catalogue.matches(), only(harness.readValues(harness.catalogue.matches())));
    assertThat(harness.readAlerts()).hasSize(1);
    assertThat(harness.counts.outcomes(Stage.ALERT)).containsEntry("already-alerted", 1L);
  }

  @Test
  void noRecordNamesMoreThanFiveHundredSubscriptions() {
    int many = 3_500;
    IntStream.range(0, many)
        .forEach(
            i -> harness.pipeSubscriptions(TestReadings.topicSubscription("s" + i, "ceasefire")));
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
    List<StoryMatches> matches = harness.readValues(harness.catalogue.matches());
    assertThat(matches).allMatch(group -> group.matches().size() <= DecisionRecord.MAX_GROUP);
    assertThat(matches).extracting(StoryMatches::partition).contains(0, 1, 2, 3, 4, 5);
    assertThat(harness.readAlerts())
        .extracting(Alert::subscription)
        .doesNotHaveDuplicates()
        .hasSize(many);
    assertThat(harness.counts.received(Stage.ALERT)).isEqualTo(many);
  }

  @Test
  void tellsOnlyStoriesThatHaveATopicOrJustLostIt() {
    harness.pipeReadings(
        TestReadings.liveReading("g1", TRUCE, ""),
        TestReadings.liveReading("g2", MARKET, ""),
        TestReadings.liveReading("g1", MARKET, ""),
        TestReadings.liveReading("g1", MARKET, "Des tulipes"));
    List<Story> stories = harness.readValues(harness.catalogue.stories());
    assertThat(stories).extracting(Story::version).containsExactly(1, 2);
    assertThat(stories.getLast().topics()).isEmpty();
    assertThat(stories.getLast().members()).hasSize(1);
  }

  @Test
  void countsEveryRecordOnceInEveryStage() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(
        TestReadings.liveReading("g1", TRUCE, ""),
        TestReadings.liveReading("g1", MARKET, ""),
        TestReadings.liveReading("g2", TRUCE, ""));
    for (Stage stage : Stage.values()) {
      assertThat(harness.counts.outcomes(stage).values().stream().mapToLong(n -> n).sum())
          .as(stage.toString())
          .isPositive()
          .isEqualTo(harness.counts.received(stage));
    }
  }

  @Test
  void forgetsPairsAndStoriesAfterAMonth() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
    assertThat(entries(StoreDefinition.ALERTED_PAIRS)).isEqualTo(1);
    harness.advanceTime(Duration.ofDays(29));
    assertThat(entries(StoreDefinition.ALERTED_PAIRS)).isEqualTo(1);
    harness.advanceTime(Duration.ofDays(2));
    assertThat(entries(StoreDefinition.ALERTED_PAIRS)).isZero();
    assertThat(entries(StoreDefinition.STORIES)).isZero();
    assertThat(entries(StoreDefinition.STORY_MEMBERSHIPS)).isZero();
  }

  @Test
  void tellsAVisitOnceHoweverManyStoriesItHas() {
    harness.pipeSubscriptions(
        TestReadings.topicSubscription("tout", "summit"),
        Subscription.builder("sommets", NOW.minus(Duration.ofDays(1)))
            .topics(List.of("summit"))
            .build());
    harness.pipeReadings(
        TestReadings.liveReading("g1", "Le président français est reçu à Lima, au Pérou", ""),
        TestReadings.liveReading(
            "g2", "Pêche et cuivre : ce que France et Pérou attendent de la visite d'État", ""));
    assertThat(harness.readAlerts())
        .extracting(Alert::subscription)
        .containsExactlyInAnyOrder("sommets", "tout", "tout");
    assertThat(harness.counts.outcomes(Stage.ALERT)).containsEntry("repeat", 1L);

    harness.pipeReadings(
        TestReadings.liveReading("g3", "Le sommet franco-péruvien est reporté", ""),
        TestReadings.liveReading(
            "g4", "Chili : le président français rencontre son homologue à Santiago", ""));
    assertThat(harness.readAlerts())
        .extracting(Alert::subscription)
        .containsExactlyInAnyOrder("sommets", "tout", "sommets", "tout");

    assertThat(entries(StoreDefinition.TOLD_STEPS)).isEqualTo(2);
    harness.advanceTime(Duration.ofHours(49));
    assertThat(entries(StoreDefinition.TOLD_STEPS)).isEqualTo(2);
    Instant later = NOW.plus(Duration.ofHours(49));
    harness.pipeReadings(
        TestReadings.reading(
            TestReadings.GAZETTE,
            "gazette/1",
            Origin.LIVE,
            "g5",
            "Visite d'État : le Pérou honore la France au théâtre",
            "",
            later,
            later));
    assertThat(harness.readAlerts()).extracting(Alert::subscription).contains("sommets");

    harness.advanceTime(Duration.ofDays(8));
    assertThat(entries(StoreDefinition.TOLD_STEPS)).isZero();
  }

  private int entries(StoreDefinition<?> store) {
    try (var all = harness.driver().getKeyValueStore(store.name()).all()) {
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
        matches.outletNames(),
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
