package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Required terms of a plan: every matching text contains at least one of them. Chosen so that few
/// other texts contain any.
///
/// @param anchors the terms; never empty
/// @param cost estimated number of texts in a thousand that contain one of them
record Cover(List<Anchor> anchors, int cost) {
  private static final Comparator<Cover> CHEAPEST = Comparator.comparingInt(Cover::cost);

  /// Returns null if a text without any particular word can match, as with a lone `NOT`.
  static @Nullable Cover of(Plan plan) {
    return switch (plan) {
      case Plan.All all -> cheapest(all.parts());
      case Plan.Any any -> union(any.parts());
      case Plan.None none -> null;
      case Plan.Scored scored -> null;
      case Plan.Known known -> single(Anchor.of(known.field()));
      case Plan.Row row -> rarest(row);
      case Plan.Begins begins -> single(Anchor.ofPrefix(begins.prefix()));
      case Plan.Near near -> cheaper(union(near.left()), union(near.right()));
    };
  }

  private static Cover single(Anchor anchor) {
    return new Cover(List.of(anchor), Rarity.of(anchor));
  }

  private static Cover rarest(Plan.Row row) {
    return row.terms().stream().map(term -> single(Anchor.of(term))).min(CHEAPEST).orElseThrow();
  }

  private static @Nullable Cover cheapest(List<Plan> parts) {
    return parts.stream().map(Cover::of).filter(Objects::nonNull).min(CHEAPEST).orElse(null);
  }

  private static @Nullable Cover cheaper(@Nullable Cover one, @Nullable Cover other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.cost <= other.cost ? one : other;
  }

  private static @Nullable Cover union(List<? extends Plan> parts) {
    List<Anchor> anchors = new ArrayList<>();
    int cost = 0;
    for (Plan part : parts) {
      Cover cover = of(part);
      if (cover == null) {
        return null;
      }
      anchors.addAll(cover.anchors);
      cost += cover.cost;
    }
    return new Cover(anchors, cost);
  }
}
