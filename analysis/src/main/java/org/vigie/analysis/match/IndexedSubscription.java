package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.match.query.ParsedQuery;
import org.vigie.analysis.match.query.QueryParser;
import org.vigie.model.Subscription;

/// A subscription with its compiled query. Compared by identity.
final class IndexedSubscription {
  private final Subscription subscription;
  private final @Nullable QueryPlan queryPlan;
  private final @Nullable QueryPlan fullPlan;
  private final @Nullable String problem;

  private IndexedSubscription(
      Subscription subscription, @Nullable QueryPlan query, @Nullable String problem) {
    this.subscription = subscription;
    this.queryPlan = query;
    this.problem = problem;
    boolean asks = problem == null && subscription.state() != Subscription.State.REMOVED;
    fullPlan = asks ? createFullPlan(subscription, query) : null;
  }

  static IndexedSubscription of(Subscription subscription) {
    String written = subscription.query();
    if (written == null) {
      return new IndexedSubscription(subscription, null, null);
    }
    return switch (QueryParser.parse(written)) {
      case ParsedQuery.ValidQuery(var query) ->
          new IndexedSubscription(subscription, QueryPlan.of(query), null);
      case ParsedQuery.InvalidQuery refused ->
          new IndexedSubscription(subscription, null, "query " + refused.message());
    };
  }

  private static QueryPlan createFullPlan(Subscription subscription, @Nullable QueryPlan query) {
    List<QueryPlan> parts = new ArrayList<>();
    if (!subscription.topics().isEmpty()) {
      parts.add(QueryPlan.ofTopics(subscription));
    }
    if (query != null) {
      parts.add(query);
    }
    parts.addAll(QueryPlan.ofScope(subscription));
    return parts.size() == 1 ? parts.getFirst() : new QueryPlan.AllOf(parts);
  }

  Subscription subscription() {
    return subscription;
  }

  /// Returns the plan of the query alone, null if there is no query or it is invalid.
  @Nullable QueryPlan queryPlan() {
    return queryPlan;
  }

  /// Returns the plan of query, topics and scope without its forms; null if the subscription is
  /// removed or faulty.
  @Nullable QueryPlan fullPlan() {
    return fullPlan;
  }

  /// Returns why the query is invalid, null if it is valid.
  @Nullable String problem() {
    return problem;
  }

  /// Returns whether a text matches, whatever its form.
  boolean matchesInAnyForm(IndexedText page) {
    return fullPlan != null && fullPlan.matches(page);
  }

  /// Returns whether the subscription takes articles of the form of this one.
  boolean takesFormOf(AnalysedItem item) {
    return subscription.scope().forms().contains(item.findings().form().form());
  }
}
