package org.vigie.analysis.match;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.Studied;
import org.vigie.analysis.text.Text;
import org.vigie.model.Content;
import org.vigie.model.CountryMatch;
import org.vigie.model.Evidence;
import org.vigie.model.Findings;
import org.vigie.model.Outlet;
import org.vigie.model.Subscription;
import org.vigie.model.TopicMatch;

/// Creates items with given findings, and subscriptions.
final class Texts {
  private Texts() {}

  static Studied text(String title, String summary) {
    return text(Content.of(title, summary), "radio-fleuve", List.of(), List.of());
  }

  static Studied text(Content content, String outlet, List<String> topics, List<String> countries) {
    List<Evidence> evidence =
        content.title().isEmpty()
            ? List.of()
            : List.of(new Evidence("title", 0, 1, content.title().substring(0, 1), "s", 2));
    Findings findings =
        new Findings(
            topics.stream().map(topic -> new TopicMatch(topic, 1, evidence)).toList(),
            countries.stream().map(code -> new CountryMatch(code, evidence)).toList(),
            List.of(),
            "packs");
    return new Studied(new Text(content), findings, new Outlet(outlet, outlet));
  }

  static Subscription query(String id, String query) {
    return subscription(id, 1, Subscription.State.ACTIVE, List.of(), query);
  }

  static Subscription topics(String id, String... topics) {
    return subscription(id, 1, Subscription.State.ACTIVE, List.of(topics), null);
  }

  static Subscription subscription(
      String id,
      int version,
      Subscription.State state,
      List<String> topics,
      @Nullable String query) {
    return new Subscription(id, version, state, null, topics, query, List.of(), Instant.EPOCH);
  }
}
