package org.vigie.analysis.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.analysis.AnalysedItem;
import org.vigie.model.Alert;
import org.vigie.model.ArticleForm;
import org.vigie.model.Content;
import org.vigie.model.Evidence;
import org.vigie.model.MatchChange;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;
import org.vigie.model.SubscriptionScope;

final class SubscriptionIndexTest {
  private final SubscriptionIndex index = new SubscriptionIndex();

  @Test
  void narrowsByCountriesOutletsAndScore() {
    index.put(
        narrowed("land", new SubscriptionScope(List.of("UA", "RU"), List.of(), List.of(), null)));
    index.put(
        narrowed(
            "haus", new SubscriptionScope(List.of(), List.of("radio-fleuve"), List.of(), null)));
    index.put(
        narrowed(
            "ohne", new SubscriptionScope(List.of(), List.of(), List.of("radio-fleuve"), null)));
    index.put(narrowed("stark", new SubscriptionScope(List.of(), List.of(), List.of(), 1.5)));
    index.put(narrowed("genug", new SubscriptionScope(List.of(), List.of(), List.of(), 1.0)));
    Content content = Content.of("Trêve", "");
    assertThat(
            found(
                MatchFixture.createItem(
                    content, "radio-fleuve", List.of("ceasefire"), List.of("UA"))))
        .containsExactly("genug", "haus", "land");
    assertThat(
            found(MatchFixture.createItem(content, "autre", List.of("ceasefire"), List.of("FR"))))
        .containsExactly("genug", "ohne");
    assertThat(found(MatchFixture.createItem(content, "autre", List.of("summit"), List.of("UA"))))
        .isEmpty();
  }

  @Test
  void leavesOutTheFormsThatAreNotAskedFor() {
    index.put(narrowed("alles", SubscriptionScope.UNRESTRICTED.withAllForms()));
    index.put(narrowed("sonst", SubscriptionScope.UNRESTRICTED));
    index.put(
        narrowed(
            "nur",
            new SubscriptionScope(
                List.of(), List.of(), List.of(), null, Set.of(ArticleForm.NEWS))));
    AnalysedItem news =
        MatchFixture.createItem(Content.of("Trêve", ""), "autre", List.of("ceasefire"), List.of());
    assertThat(found(news)).containsExactly("alles", "nur", "sonst");
    assertThat(found(MatchFixture.withForm(news, ArticleForm.OPINION)))
        .containsExactly("alles", "sonst");
    for (ArticleForm form : SubscriptionScope.UNRESTRICTED.formsLeftOut()) {
      assertThat(found(MatchFixture.withForm(news, form))).containsExactly("alles");
    }
  }

  private static Subscription narrowed(String id, SubscriptionScope scope) {
    return Subscription.builder(id, Instant.EPOCH)
        .topics(List.of("ceasefire"))
        .scope(scope)
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "trêve | Les trêves de Noël | true",
        "TREVE | Les trêves de Noël | true",
        "trêve | Un rêve | false",
        "l'Ukraine | qu’Ukraine ou pas | true",
        "cessez-le-feu | Le cessez le feu tient | true",
        "cessez-le-feu | Cessez donc le feu | false",
        "\"trêve\" | Les trêves de Noël | false",
        "\"trêve\" | La TRÊVE de Noël | true",
        "\"treve\" | La trêve de Noël | true",
        "\"marché\" | il marche | false",
        "\"marche\" | le marché | true",
        "\"accord de paix\" | un accord de paix | true",
        "\"accord de paix\" | la paix de l'accord | false",
        "trêve NEAR/2 gaza | trêve fragile à Gaza | true",
        "trêve NEAR/1 gaza | trêve fragile à Gaza | false",
        "gaza PROCHE/2 trêve | trêve fragile à Gaza | true",
        "trêve NEAR/0 trêve | la trêve | false",
        "trêve NEAR/0 trêve | trêve, trêve ! | true",
        "(paix OR cessez-le-feu) NEAR/1 gaza | cessez-le-feu à Gaza | true",
        "ukrain* | les Ukrainiennes | true",
        "négo* | NEGOCIER encore | true",
        "trêve SAUF gaza | trêve à Gaza | false",
        "trêve SAUF gaza | trêve à Kiev | true",
        "NOT gaza | trêve à Kiev | true",
        "NOT gaza | trêve à Gaza | false",
        "trêve gaza OU kiev | visite de Kiev | true",
        "(trêve OU paix) kiev | paix à Gaza | false",
        "\"et\" \"or\" | or et argent | true",
        "outlet:radio-fleuve | n'importe quoi | true",
        "outlet:\"Radio Fleuve\" paix | rien | false",
        "topic:ceasefire | trêve | false",
      })
  void matchesTheWordsOfATitle(String query, String title, boolean matches) {
    index.put(MatchFixture.querySubscription("s", query));
    assertThat(found(MatchFixture.createItem(title, "")))
        .isEqualTo(matches ? List.of("s") : List.of());
  }

  @Test
  void findsWordsInEveryFieldButNothingAcrossFields() {
    index.put(MatchFixture.querySubscription("and", "trêve gaza kiev"));
    index.put(MatchFixture.querySubscription("near", "trêve NEAR/50 gaza"));
    index.put(MatchFixture.querySubscription("phrase", "\"trêve gaza\""));
    Content content = Content.of("la trêve", "Gaza").withBody("Et Kiev ?");
    assertThat(found(MatchFixture.createItem(content, "o", List.of(), List.of())))
        .containsExactly("and");
  }

  @Test
  void requiresOneTopicAndTheQuery() {
    Subscription.State active = Subscription.State.ACTIVE;
    index.put(MatchFixture.subscription("both", 1, active, List.of("summit", "ceasefire"), "gaza"));
    index.put(MatchFixture.topicSubscription("topics", "summit", "ceasefire"));
    index.put(MatchFixture.querySubscription("query", "gaza"));
    Content gaza = Content.of("Gaza", "");
    Content kiev = Content.of("Kiev", "");
    assertThat(found(MatchFixture.createItem(gaza, "o", List.of("ceasefire"), List.of())))
        .containsExactly("both", "query", "topics");
    assertThat(found(MatchFixture.createItem(kiev, "o", List.of("ceasefire"), List.of())))
        .containsExactly("topics");
    assertThat(found(MatchFixture.createItem(gaza, "o", List.of("sanctions"), List.of())))
        .containsExactly("query");
  }

  @Test
  void findsThePhasesOfTopics() {
    index.put(MatchFixture.querySubscription("imposed", "phase:imposed"));
    index.put(MatchFixture.querySubscription("unless", "topic:sanctions NOT phase:imposed"));
    Content content = Content.of("Kiev", "");
    List<String> imposed = List.of("summit", "sanctions/imposed");
    assertThat(found(MatchFixture.createItem(content, "o", imposed, List.of())))
        .containsExactly("imposed");
    assertThat(found(MatchFixture.createItem(content, "o", List.of("sanctions/eased"), List.of())))
        .containsExactly("unless");
    assertThat(found(MatchFixture.createItem(content, "o", List.of("sanctions"), List.of())))
        .containsExactly("unless");
  }

  @Test
  void findsCountries() {
    index.put(MatchFixture.querySubscription("s", "country:Ukraine"));
    Content content = Content.of("Kiev", "");
    assertThat(found(MatchFixture.createItem(content, "o", List.of(), List.of("FR", "UA"))))
        .containsExactly("s");
    assertThat(found(MatchFixture.createItem(content, "o", List.of(), List.of("FR")))).isEmpty();
  }

  @Test
  void comparesBothVersionsOfAText() {
    index.put(MatchFixture.querySubscription("c-gained", "paix"));
    index.put(MatchFixture.querySubscription("a-kept", "trêve"));
    index.put(MatchFixture.querySubscription("b-lost", "gaza"));
    index.put(MatchFixture.querySubscription("never", "sommet"));
    assertThat(
            index.findMatches(
                MatchFixture.createItem("trêve à Gaza", ""),
                MatchFixture.createItem("trêve et paix", "")))
        .containsExactly(
            new SubscriptionMatch("a-kept", 1, MatchChange.KEPT),
            new SubscriptionMatch("b-lost", 1, MatchChange.LOST),
            new SubscriptionMatch("c-gained", 1, MatchChange.GAINED));
  }

  @Test
  void anotherFormTakesNoMatchBack() {
    index.put(narrowed("s", SubscriptionScope.UNRESTRICTED));
    AnalysedItem news =
        MatchFixture.createItem(Content.of("Trêve", ""), "autre", List.of("ceasefire"), List.of());
    AnalysedItem roundup = MatchFixture.withForm(news, ArticleForm.ROUNDUP);
    AnalysedItem other = MatchFixture.createItem("Neige", "");
    assertThat(index.findMatches(news, roundup)).isEmpty();
    assertThat(index.findMatches(roundup, roundup)).isEmpty();
    assertThat(index.findMatches(roundup, news))
        .containsExactly(new SubscriptionMatch("s", 1, MatchChange.GAINED));
    assertThat(index.findMatches(roundup, other))
        .as("the version before the roundup may have alerted")
        .containsExactly(new SubscriptionMatch("s", 1, MatchChange.LOST));
  }

  @Test
  void usesTheNewestVersionOnly() {
    AnalysedItem text = MatchFixture.createItem("trêve", "");
    index.put(MatchFixture.querySubscription("s", "trêve"));
    assertThat(found(text)).containsExactly("s");
    index.put(
        MatchFixture.subscription("s", 3, Subscription.State.ACTIVE, List.of(), "trêve NOT gaza"));
    index.put(MatchFixture.subscription("s", 2, Subscription.State.ACTIVE, List.of(), "sommet"));
    assertThat(index.findMatches(null, text))
        .containsExactly(new SubscriptionMatch("s", 3, MatchChange.GAINED));
    assertThat(index.get("s")).extracting(Subscription::version).isEqualTo(3);
    assertThat(index.get("t")).isNull();
  }

  @Test
  void onlyARemovedOneMatchesNothing() {
    AnalysedItem text = MatchFixture.createItem("trêve", "");
    index.put(MatchFixture.querySubscription("s", "trêve"));
    index.put(MatchFixture.querySubscription("t", "trêve"));
    assertThat(found(text)).containsExactly("s", "t");
    index.put(MatchFixture.subscription("s", 2, Subscription.State.PAUSED, List.of(), "trêve"));
    index.put(MatchFixture.subscription("t", 2, Subscription.State.REMOVED, List.of(), "trêve"));
    assertThat(found(text)).as("what a paused one matches is held").containsExactly("s");
    assertThat(index.findMatches(text, MatchFixture.createItem("", "")))
        .containsExactly(new SubscriptionMatch("s", 2, MatchChange.LOST));
  }

  @Test
  void aFaultyQueryDisablesItsSubscriptionAlone() {
    index.put(MatchFixture.querySubscription("good", "trêve"));
    index.put(MatchFixture.querySubscription("bad", "trêve et paix"));
    index.put(
        MatchFixture.subscription(
            "topic", 1, Subscription.State.ACTIVE, List.of("ceasefire"), "(trêve"));
    Content content = Content.of("trêve et paix", "");
    assertThat(found(MatchFixture.createItem(content, "o", List.of("ceasefire"), List.of())))
        .containsExactly("good");
    assertThat(index.findFaults())
        .extracting(fault -> fault.subscription().id(), SubscriptionIndex.Fault::problem)
        .containsExactly(
            tuple(
                "bad",
                "query at 7: « et » : operators are written in capitals; write AND or ET, or"
                    + " \"et\" for the word itself"),
            tuple("topic", "query at 1: this parenthesis is not closed; add )"));
    index.put(
        MatchFixture.subscription("bad", 2, Subscription.State.ACTIVE, List.of(), "trêve ET paix"));
    assertThat(index.findFaults()).hasSize(1);
    assertThat(found(MatchFixture.createItem("trêve et paix", ""))).containsExactly("bad", "good");
  }

  @Test
  void seesEveryChangeAmongMany() {
    for (int i = 0; i < 3_000; i++) {
      index.put(MatchFixture.querySubscription("s" + i, "mot" + i));
      if (i % 500 == 0) {
        assertThat(found(MatchFixture.createItem("mot" + i, ""))).containsExactly("s" + i);
      }
    }
    index.put(MatchFixture.subscription("s7", 2, Subscription.State.ACTIVE, List.of(), "mot8"));
    assertThat(found(MatchFixture.createItem("mot7", ""))).isEmpty();
    assertThat(found(MatchFixture.createItem("mot8", ""))).containsExactly("s7", "s8");
  }

  @Test
  void reportsEveryMatch() {
    for (int i = 0; i < 20_000; i++) {
      index.put(MatchFixture.querySubscription("s" + i, "trêve"));
    }
    assertThat(index.findMatches(null, MatchFixture.createItem("trêve", ""))).hasSize(20_000);
  }

  @Test
  void explainsWithTheWordsThatSatisfied() {
    Subscription subscription =
        MatchFixture.querySubscription(
            "s", "(trêve OR \"haut commissaire\" OR sommet) gaza SAUF kiev");
    index.put(subscription);
    AnalysedItem text =
        MatchFixture.createItem("Trêve à Gaza", "Le haut-commissaire salue la trêve.");
    assertThat(explain(subscription, text))
        .containsExactly(
            new Evidence("title", 0, 5, "Trêve", "trêve", 0),
            new Evidence("title", 8, 12, "Gaza", "gaza", 0),
            new Evidence("summary", 3, 19, "haut-commissaire", "\"haut commissaire\"", 0),
            new Evidence("summary", 29, 34, "trêve", "trêve", 0));
  }

  @Test
  void explainsNearByThePairsThatAreNear() {
    Subscription subscription = MatchFixture.querySubscription("s", "trêve NEAR/1 gaza");
    AnalysedItem text =
        MatchFixture.createItem("trêve trêve loin de tout ; trêve à Gaza et Gaza", "");
    assertThat(explain(subscription, text))
        .extracting(Evidence::start, Evidence::text)
        .containsExactly(tuple(27, "trêve"), tuple(35, "Gaza"));
  }

  @Test
  void explainsNothingWithoutQueryOrMatch() {
    AnalysedItem text = MatchFixture.createItem("trêve", "");
    assertThat(index.explain(MatchFixture.topicSubscription("s", "ceasefire"), text)).isNull();
    assertThat(index.explain(MatchFixture.querySubscription("s", "gaza"), text)).isNull();
    assertThat(index.explain(MatchFixture.querySubscription("s", "(gaza"), text)).isNull();
    assertThat(explain(MatchFixture.querySubscription("s", "NOT gaza"), text)).isEmpty();
  }

  @Test
  void cutsLongEvidenceIntoPieces() {
    String word = "anticonstitutionnellement";
    Subscription subscription =
        MatchFixture.querySubscription("s", "\"" + (word + " ").repeat(5) + "\" " + "x".repeat(80));
    AnalysedItem text = MatchFixture.createItem((word + " ").repeat(5) + "x".repeat(80), "");
    assertThat(explain(subscription, text))
        .extracting(evidence -> evidence.text().length())
        .containsExactly(51, 51, 25, 60);
  }

  private List<Evidence> explain(Subscription subscription, AnalysedItem text) {
    Alert.QueryMatch match = index.explain(subscription, text);
    assertThat(match).isNotNull();
    return match == null ? List.of() : match.evidence();
  }

  private List<String> found(AnalysedItem text) {
    return index.findMatches(null, text).stream().map(SubscriptionMatch::subscription).toList();
  }
}
