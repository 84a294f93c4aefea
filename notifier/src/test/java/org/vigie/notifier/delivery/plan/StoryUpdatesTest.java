package org.vigie.notifier.delivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigie.notifier.delivery.plan.SampleUpdates.correction;
import static org.vigie.notifier.delivery.plan.SampleUpdates.first;
import static org.vigie.notifier.delivery.plan.SampleUpdates.update;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.Alert.Development;
import org.vigie.model.Alert.Development.DevelopmentKind;
import org.vigie.model.Alert.UpdateReason;
import org.vigie.model.ArticleForm;
import org.vigie.model.TopicMatch;
import org.vigie.testkit.SampleAlerts;

/// The headline that was told is always `Sommet à Genève`.
class StoryUpdatesTest {
  private static final String TOLD = "Sommet à Genève";

  private static Alert condense(SampleUpdates... held) {
    return StoryUpdates.condense(SampleUpdates.number(TOLD, held)).orElseThrow();
  }

  private static Optional<Alert> condenseAll(SampleUpdates... held) {
    return StoryUpdates.condense(SampleUpdates.number(TOLD, held));
  }

  @Test
  void oneIsToldAsItIs() {
    List<Alert> one = SampleUpdates.number(TOLD, update(UpdateReason.MATCH));

    assertThat(StoryUpdates.condense(one).orElseThrow()).isSameAs(one.getFirst());
    assertThat(StoryUpdates.condense(List.of())).isEmpty();
  }

  @Test
  void theLastIsToldWithTheReasonsOfAllAndTheHeadlineBeforeThem() {
    Alert alert =
        condense(
            update(UpdateReason.OUTLETS),
            update(UpdateReason.HEADLINE, UpdateReason.NUMBERS).title("15 délégations"),
            update(UpdateReason.NUMBERS).title("16 délégations"));

    assertThat(alert.kind()).isEqualTo(Alert.Kind.UPDATE);
    assertThat(alert.seq()).isEqualTo(4);
    assertThat(alert.title()).isEqualTo("16 délégations");
    assertThat(alert.previousHeadline()).isEqualTo(TOLD);
    assertThat(alert.changed())
        .containsExactly(UpdateReason.OUTLETS, UpdateReason.HEADLINE, UpdateReason.NUMBERS);
  }

  @Test
  void aHeadlineThatIsBackIsNoChange() {
    assertThat(
            condenseAll(
                update(UpdateReason.HEADLINE, UpdateReason.NUMBERS).title("15 délégations"),
                update(UpdateReason.HEADLINE, UpdateReason.NUMBERS).title(TOLD)))
        .isEmpty();
    assertThat(
            condense(
                    update(UpdateReason.HEADLINE).title("Le sommet s’ouvre"),
                    update(UpdateReason.OUTLETS, UpdateReason.HEADLINE).title(TOLD))
                .changed())
        .containsExactly(UpdateReason.OUTLETS);
  }

  @Test
  void aLongHeadlineIsComparedAsFarAsItIsKept() {
    String title = "Négociations ".repeat(40);
    List<Alert> held =
        SampleUpdates.number(
            title,
            update(UpdateReason.HEADLINE).title("Le sommet s’ouvre"),
            update(UpdateReason.HEADLINE).title(title));

    assertThat(StoryUpdates.condense(held)).isEmpty();
  }

  @Test
  void aTopicThatAnotherArticleBroughtIsStillNamed() {
    Alert alert =
        condense(
            update(UpdateReason.TOPICS).item("b").topics("summit", "ceasefire"),
            update(UpdateReason.OUTLETS).item("j").topics("summit"));

    assertThat(alert.changed()).containsExactly(UpdateReason.TOPICS, UpdateReason.OUTLETS);
    assertThat(alert.topics()).extracting(TopicMatch::topic).containsExactly("summit", "ceasefire");
    assertThat(alert.topics().getLast().evidence())
        .as("it would point into another text")
        .isEmpty();
    assertThat(alert.findings().topicLabels().get("ceasefire"))
        .isEqualTo(Map.of("en", "ceasefire"));
  }

  @Test
  void aTopicThatWasWithdrawnAndDidNotComeBackIsLeftOut() {
    SampleUpdates brought = update(UpdateReason.TOPICS).topics("ceasefire");
    SampleUpdates lost = correction("summit", "ceasefire");

    assertThat(condenseAll(brought, lost, update(UpdateReason.MATCH).topics("summit"))).isEmpty();
    Alert back = condense(brought, lost, update(UpdateReason.MATCH).topics("summit", "ceasefire"));
    assertThat(back.changed()).containsExactly(UpdateReason.TOPICS);
    assertThat(back.withdrawnTopics()).isEmpty();
  }

  @Test
  void aLossThatLastsIsToldOnceWithWhatItWithdraws() {
    Alert alert =
        condense(
            update(UpdateReason.TOPICS).topics("summit", "ceasefire"),
            correction("summit", "ceasefire"),
            update(UpdateReason.MATCH).topics("summit"),
            correction("summit", "ceasefire").title("Le sommet est annulé"));

    assertThat(alert.kind()).isEqualTo(Alert.Kind.CORRECTION);
    assertThat(alert.seq()).isEqualTo(5);
    assertThat(alert.changed()).isEmpty();
    assertThat(alert.previousHeadline()).isEqualTo(TOLD);
    assertThat(alert.withdrawnTopics()).containsExactly("summit", "ceasefire");
  }

  @Test
  void whatIsLostAndFoundAgainAsItWasIsNoChange() {
    assertThat(
            condenseAll(
                correction("summit").title("Genève ce matin"),
                update(UpdateReason.MATCH).title(TOLD)))
        .isEmpty();
    assertThat(
            condenseAll(
                correction("summit").title("Genève ce matin"),
                update(UpdateReason.MATCH).item("b").title("Genève accueille un sommet")))
        .as("another article has its own headline")
        .isEmpty();
  }

  @Test
  void whatIsFoundAgainWithSomethingNewTellsThat() {
    assertThat(
            condense(
                    correction("summit").title("Genève ce matin"),
                    update(UpdateReason.MATCH).title("Sommet : 15 délégations"))
                .changed())
        .containsExactly(UpdateReason.HEADLINE);
    assertThat(
            condense(correction("summit"), update(UpdateReason.MATCH).topics("summit", "ceasefire"))
                .changed())
        .containsExactly(UpdateReason.TOPICS);
  }

  @Test
  void theHeadlineOfAnArticleThatWasNotToldIsNoChange() {
    assertThat(
            condense(
                    update(UpdateReason.OUTLETS).item("b").title("Genève accueille un sommet"),
                    correction("summit").item("b").title("Genève ce matin"),
                    update(UpdateReason.MATCH).item("b").title("Genève, ville d’un sommet"))
                .changed())
        .containsExactly(UpdateReason.OUTLETS);
  }

  @Test
  void aCorrectionThatWasToldIsAnsweredOnce() {
    assertThat(condenseAll(update(UpdateReason.MATCH), correction("summit"))).isEmpty();
    assertThat(
            condense(
                    update(UpdateReason.MATCH),
                    update(UpdateReason.OUTLETS),
                    correction("summit"),
                    update(UpdateReason.MATCH))
                .changed())
        .containsExactly(UpdateReason.MATCH, UpdateReason.OUTLETS);
  }

  @Test
  void aStoryThatWasNotToldYetIsNew() {
    Alert alert =
        condense(
            first(),
            update(UpdateReason.TOPICS).topics("ceasefire"),
            correction("ceasefire"),
            update(UpdateReason.MATCH).title("Le sommet s’ouvre"));

    assertThat(alert.revision())
        .isEqualTo(new Alert.Revision(Alert.Kind.NEW, 4, List.of(), null, List.of()));
    assertThat(alert.title()).isEqualTo("Le sommet s’ouvre");
    assertThat(condenseAll(first(), correction("summit"))).isEmpty();
  }

  @Test
  void developmentsAreToldOnceEach() {
    Development agreed =
        new Development(DevelopmentKind.PHASE, "ceasefire", Map.of("en", "agreed"));
    Development qatar = new Development(DevelopmentKind.COUNTRY, "QA", Map.of("en", "Qatar"));
    Development egypt = new Development(DevelopmentKind.COUNTRY, "EG", Map.of("en", "Egypt"));

    assertThat(
            condense(
                    update(UpdateReason.DEVELOPMENT).developments(agreed, qatar),
                    update(UpdateReason.DEVELOPMENT).developments(qatar, egypt))
                .developments())
        .containsExactly(agreed, qatar, egypt);
    Alert found =
        condense(
            update(UpdateReason.DEVELOPMENT).developments(agreed, qatar, egypt).topics("ceasefire"),
            correction("summit", "ceasefire"),
            update(UpdateReason.MATCH).topics("summit").countries("EG"));
    assertThat(found.developments()).as("as far as they still hold").containsExactly(egypt);
    assertThat(found.changed()).containsExactly(UpdateReason.DEVELOPMENT);
  }

  @Test
  void firstNewsStaysNewsUntilOnlyAnOpinionIsFoundAgain() {
    assertThat(
            condense(
                    update(UpdateReason.NEWS),
                    update(UpdateReason.OUTLETS).form(ArticleForm.OPINION))
                .changed())
        .containsExactly(UpdateReason.NEWS, UpdateReason.OUTLETS);
    assertThat(
            condenseAll(
                update(UpdateReason.NEWS),
                correction("summit"),
                update(UpdateReason.MATCH).form(ArticleForm.OPINION)))
        .isEmpty();
  }

  @Test
  void refusesAlertsOfSeveralStoriesAndInAnotherOrder() {
    List<Alert> held =
        SampleUpdates.number(TOLD, update(UpdateReason.OUTLETS), update(UpdateReason.TOPICS));
    Alert other = SampleAlerts.alert().story("s2").revision(Alert.Kind.UPDATE, 9).build();

    assertThatThrownBy(() -> StoryUpdates.condense(held.reversed()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("number 2 does not follow");
    assertThatThrownBy(() -> StoryUpdates.condense(List.of(held.getFirst(), other)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
