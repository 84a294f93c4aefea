package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.match.query.Parsed;
import org.vigie.analysis.match.query.QueryReader;
import org.vigie.model.Subscription;

/// A subscription with its compiled query. Compared by identity.
final class Entry {
  private final Subscription subscription;
  private final @Nullable Plan query;
  private final @Nullable Plan whole;
  private final @Nullable String problem;

  private Entry(Subscription subscription, @Nullable Plan query, @Nullable String problem) {
    this.subscription = subscription;
    this.query = query;
    this.problem = problem;
    boolean asks = problem == null && subscription.state() == Subscription.State.ACTIVE;
    whole = asks ? whole(subscription, query) : null;
  }

  static Entry of(Subscription subscription) {
    String written = subscription.query();
    if (written == null) {
      return new Entry(subscription, null, null);
    }
    return switch (QueryReader.read(written)) {
      case Parsed.Accepted(var query) -> new Entry(subscription, Plan.of(query), null);
      case Parsed.Refused refused -> new Entry(subscription, null, "query " + refused.message());
    };
  }

  private static Plan whole(Subscription subscription, @Nullable Plan query) {
    List<Plan> parts = new ArrayList<>();
    if (!subscription.topics().isEmpty()) {
      parts.add(Plan.topics(subscription));
    }
    if (query != null) {
      parts.add(query);
    }
    parts.addAll(Plan.scope(subscription));
    return parts.size() == 1 ? parts.getFirst() : new Plan.All(parts);
  }

  Subscription subscription() {
    return subscription;
  }

  /// Returns the plan of the query alone, null if there is no query or it is invalid.
  @Nullable Plan query() {
    return query;
  }

  /// Returns the plan of query, topics and scope; null if the subscription is paused, removed or
  /// faulty.
  @Nullable Plan whole() {
    return whole;
  }

  /// Returns why the query is invalid, null if it is valid.
  @Nullable String problem() {
    return problem;
  }

  boolean matches(Page page) {
    return whole != null && whole.matches(page);
  }
}
