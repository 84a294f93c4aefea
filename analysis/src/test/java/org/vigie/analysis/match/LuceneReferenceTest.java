package org.vigie.analysis.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.match.query.RandomQueries;
import org.vigie.model.ArticleForm;
import org.vigie.model.Content;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionMatch;
import org.vigie.model.SubscriptionScope;

final class LuceneReferenceTest {
  @Test
  void answersAsLuceneDoesOnRandomQueriesAndTexts() {
    SplittableRandom random = new SplittableRandom(6);
    List<Subscription> subscriptions = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      List<String> topics = random.nextInt(4) == 0 ? List.of("ceasefire", "summit") : List.of();
      String query = RandomQueries.createQuery(random);
      subscriptions.add(
          Subscription.builder("s" + i, Instant.EPOCH)
              .topics(topics)
              .query(query)
              .scope(scope(random))
              .build());
    }
    SubscriptionIndex index = new SubscriptionIndex();
    subscriptions.forEach(index::put);
    ReferenceMatcher reference = new ReferenceMatcher(subscriptions);
    assertThat(index.findFaults()).isEmpty();
    int matches = 0;
    for (int i = 0; i < 60; i++) {
      AnalysedItem text = text(random);
      TreeSet<String> ours = new TreeSet<>();
      index.findMatches(null, text).stream()
          .map(SubscriptionMatch::subscription)
          .forEach(ours::add);
      assertThat(differing(subscriptions, ours, reference.findMatches(text)))
          .as(text.text().content().toString())
          .isEmpty();
      matches += ours.size();
    }
    assertThat(matches).isBetween(2_000, 22_000);
  }

  private static SubscriptionScope scope(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> new SubscriptionScope(List.of("UA", "RU"), List.of(), List.of(), null);
      case 1 -> new SubscriptionScope(List.of(), List.of("autre", "gazette"), List.of(), null);
      case 2 -> new SubscriptionScope(List.of("UA"), List.of(), List.of("autre"), null);
      case 3 -> new SubscriptionScope(List.of(), List.of(), List.of(), 1.0);
      case 4 -> new SubscriptionScope(List.of(), List.of(), List.of(), 1.5);
      case 5 -> SubscriptionScope.UNRESTRICTED.withAllForms();
      default -> SubscriptionScope.UNRESTRICTED;
    };
  }

  private static List<String> differing(
      List<Subscription> subscriptions, Set<String> ours, Set<String> expected) {
    return subscriptions.stream()
        .filter(
            subscription ->
                ours.contains(subscription.id()) != expected.contains(subscription.id()))
        .map(
            subscription -> (ours.contains(subscription.id()) ? "+ " : "- ") + subscription.query())
        .toList();
  }

  private static AnalysedItem text(SplittableRandom random) {
    Content content =
        Content.of(
                RandomQueries.createText(random, random.nextInt(6)),
                RandomQueries.createText(random, random.nextInt(1, 20)))
            .withBody(
                random.nextBoolean() ? null : RandomQueries.createText(random, random.nextInt(20)));
    List<String> topics =
        switch (random.nextInt(6)) {
          case 0 -> List.of("ceasefire");
          case 1 -> List.of("ceasefire/agreed");
          default -> List.of();
        };
    List<String> countries = random.nextInt(3) == 0 ? List.of("UA") : List.of();
    AnalysedItem item =
        MatchFixture.createItem(
            content, random.nextBoolean() ? "radio-fleuve" : "autre", topics, countries);
    return random.nextInt(4) == 0 ? MatchFixture.withForm(item, ArticleForm.ROUNDUP) : item;
  }
}
