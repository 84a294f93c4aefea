package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Required terms of a plan: every matching text contains at least one of them. Chosen so that few
/// other texts contain any.
///
/// @param terms the terms; never empty
/// @param cost estimated number of texts in a thousand that contain one of them
record RequiredTerms(List<RequiredTerm> terms, int cost) {
  private static final Comparator<RequiredTerms> CHEAPEST =
      Comparator.comparingInt(RequiredTerms::cost);

  /// Returns null if a text without any particular word can match, as with a lone `NOT`.
  static @Nullable RequiredTerms of(QueryPlan plan) {
    return switch (plan) {
      case QueryPlan.AllOf all -> cheapestOf(all.parts());
      case QueryPlan.AnyOf any -> unionOf(any.parts());
      case QueryPlan.NoneOf none -> null;
      case QueryPlan.MinScorePlan scored -> null;
      case QueryPlan.FieldPlan known -> ofTerm(RequiredTerm.of(known.field()));
      case QueryPlan.WordsPlan row -> rarestOf(row);
      case QueryPlan.PrefixPlan begins -> ofTerm(RequiredTerm.ofPrefix(begins.prefix()));
      case QueryPlan.NearPlan near -> cheaperOf(unionOf(near.left()), unionOf(near.right()));
    };
  }

  private static RequiredTerms ofTerm(RequiredTerm anchor) {
    return new RequiredTerms(List.of(anchor), TermFrequency.estimate(anchor));
  }

  private static RequiredTerms rarestOf(QueryPlan.WordsPlan row) {
    return row.terms().stream()
        .map(term -> ofTerm(RequiredTerm.of(term)))
        .min(CHEAPEST)
        .orElseThrow();
  }

  private static @Nullable RequiredTerms cheapestOf(List<QueryPlan> parts) {
    return parts.stream()
        .map(RequiredTerms::of)
        .filter(Objects::nonNull)
        .min(CHEAPEST)
        .orElse(null);
  }

  private static @Nullable RequiredTerms cheaperOf(
      @Nullable RequiredTerms one, @Nullable RequiredTerms other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.cost <= other.cost ? one : other;
  }

  private static @Nullable RequiredTerms unionOf(List<? extends QueryPlan> parts) {
    List<RequiredTerm> anchors = new ArrayList<>();
    int cost = 0;
    for (QueryPlan part : parts) {
      RequiredTerms cover = of(part);
      if (cover == null) {
        return null;
      }
      anchors.addAll(cover.terms);
      cost += cover.cost;
    }
    return new RequiredTerms(anchors, cost);
  }
}
