package org.vigie.analysis.match;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.ArticleForm;
import org.vigie.model.Classification;
import org.vigie.model.Content;
import org.vigie.model.CountryMatch;
import org.vigie.model.Evidence;
import org.vigie.model.FormMatch;
import org.vigie.model.Outlet;
import org.vigie.model.PhaseMatch;
import org.vigie.model.Subscription;
import org.vigie.model.TopicMatch;

/// Creates items with given findings, and subscriptions.
final class MatchFixture {
  private MatchFixture() {}

  static AnalysedItem createItem(String title, String summary) {
    return createItem(Content.of(title, summary), "radio-fleuve", List.of(), List.of());
  }

  /// @param topics topic ids, each alone or with a phase as in `sanctions/imposed`
  static AnalysedItem createItem(
      Content content, String outlet, List<String> topics, List<String> countries) {
    List<Evidence> evidence =
        content.title().isEmpty()
            ? List.of()
            : List.of(new Evidence("title", 0, 1, content.title().substring(0, 1), "s", 2));
    Classification findings =
        new Classification(
            topics.stream().map(topic -> createTopic(topic.split("/", 2), evidence)).toList(),
            countries.stream().map(code -> new CountryMatch(code, evidence)).toList(),
            List.of(),
            "packs");
    return new AnalysedItem(new TokenizedText(content), findings, new Outlet(outlet, outlet));
  }

  private static TopicMatch createTopic(String[] ids, List<Evidence> evidence) {
    return new TopicMatch(
        ids[0], 1, evidence, ids.length == 1 ? null : new PhaseMatch(ids[1], Map.of(), evidence));
  }

  static AnalysedItem withForm(AnalysedItem item, ArticleForm form) {
    return new AnalysedItem(
        item.text(), item.findings().withForm(new FormMatch(form, List.of())), item.outlet());
  }

  static Subscription querySubscription(String id, String query) {
    return subscription(id, 1, Subscription.State.ACTIVE, List.of(), query);
  }

  static Subscription topicSubscription(String id, String... topics) {
    return subscription(id, 1, Subscription.State.ACTIVE, List.of(topics), null);
  }

  static Subscription subscription(
      String id,
      int version,
      Subscription.State state,
      List<String> topics,
      @Nullable String query) {
    return Subscription.builder(id, Instant.EPOCH)
        .version(version)
        .state(state)
        .topics(topics)
        .query(query)
        .build();
  }
}
