package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.QueryTerm;
import org.vigie.model.CountryMatch;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionScope;
import org.vigie.model.TopicMatch;

/// A compiled query with analysed words. Immutable.
sealed interface QueryPlan {
  /// Returns whether a text matches.
  boolean matches(IndexedText page);

  /// Adds the words that satisfy this plan. Called only if the plan matches.
  void addEvidence(IndexedText page, QueryEvidence reasons);

  /// Compiles a query.
  static QueryPlan of(Query query) {
    return switch (query) {
      case Query.And and -> new AllOf(and.parts().stream().map(QueryPlan::of).toList());
      case Query.Or or -> new AnyOf(or.parts().stream().map(QueryPlan::of).toList());
      case Query.Not not -> new NoneOf(of(not.part()));
      case Query.SpanQuery span -> of(span);
      case Query.Near near -> nearPlan(near);
      case Query.Field field -> new FieldPlan(field);
    };
  }

  private static NearPlan nearPlan(Query.Near near) {
    return new NearPlan(
        near.left().stream().map(QueryPlan::of).toList(),
        near.right().stream().map(QueryPlan::of).toList(),
        near.gap());
  }

  private static SpanPlan of(Query.SpanQuery span) {
    return switch (span) {
      case Query.Word word -> new WordsPlan(word.terms(), word.toQueryText());
      case Query.Phrase phrase -> new WordsPlan(phrase.terms(), phrase.toQueryText());
      case Query.Prefix prefix -> new PrefixPlan(prefix.text(), prefix.toQueryText());
    };
  }

  /// Compiles the topics of a subscription: one of them must match.
  static QueryPlan ofTopics(Subscription subscription) {
    return anyOfField(Query.Field.FieldName.TOPIC, subscription.topics());
  }

  /// Compiles the scope of a subscription without its forms: each returned plan must match.
  static List<QueryPlan> ofScope(Subscription subscription) {
    SubscriptionScope scope = subscription.scope();
    List<QueryPlan> parts = new ArrayList<>();
    if (!scope.countries().isEmpty()) {
      parts.add(anyOfField(Query.Field.FieldName.COUNTRY, scope.countries()));
    }
    if (!scope.outlets().isEmpty()) {
      parts.add(anyOfField(Query.Field.FieldName.OUTLET, scope.outlets()));
    }
    if (!scope.exceptOutlets().isEmpty()) {
      parts.add(new NoneOf(anyOfField(Query.Field.FieldName.OUTLET, scope.exceptOutlets())));
    }
    Double least = scope.minScore();
    if (least != null) {
      parts.add(new MinScorePlan(List.copyOf(subscription.topics()), least));
    }
    return parts;
  }

  private static QueryPlan anyOfField(Query.Field.FieldName field, List<String> values) {
    List<QueryPlan> any =
        values.stream()
            .<QueryPlan>map(value -> new FieldPlan(new Query.Field(field, value)))
            .toList();
    return any.size() == 1 ? any.getFirst() : new AnyOf(any);
  }

  /// Matches a topic with a minimum score.
  ///
  /// @param topics topics of which one must reach the score; empty for any topic
  record MinScorePlan(List<String> topics, double least) implements QueryPlan {
    @Override
    public boolean matches(IndexedText page) {
      return page.item().findings().topics().stream()
          .anyMatch(
              found ->
                  found.score() >= least && (topics.isEmpty() || topics.contains(found.topic())));
    }

    @Override
    public void addEvidence(IndexedText page, QueryEvidence reasons) {}
  }

  /// Matches if all parts match.
  record AllOf(List<QueryPlan> parts) implements QueryPlan {
    @Override
    public boolean matches(IndexedText page) {
      for (QueryPlan part : parts) {
        if (!part.matches(page)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void addEvidence(IndexedText page, QueryEvidence reasons) {
      parts.forEach(part -> part.addEvidence(page, reasons));
    }
  }

  /// Matches if at least one part matches.
  record AnyOf(List<QueryPlan> parts) implements QueryPlan {
    @Override
    public boolean matches(IndexedText page) {
      for (QueryPlan part : parts) {
        if (part.matches(page)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void addEvidence(IndexedText page, QueryEvidence reasons) {
      for (QueryPlan part : parts) {
        if (part.matches(page)) {
          part.addEvidence(page, reasons);
        }
      }
    }
  }

  /// Matches if the part does not. Adds no evidence: nothing in the text shows an absence.
  record NoneOf(QueryPlan part) implements QueryPlan {
    @Override
    public boolean matches(IndexedText page) {
      return !part.matches(page);
    }

    @Override
    public void addEvidence(IndexedText page, QueryEvidence reasons) {}
  }

  /// Matches a value of a field.
  record FieldPlan(Query.Field field) implements QueryPlan {
    @Override
    public boolean matches(IndexedText page) {
      return page.valuesOf(field.name()).contains(field.value());
    }

    @Override
    public void addEvidence(IndexedText page, QueryEvidence reasons) {
      switch (field.name()) {
        case TOPIC -> {
          for (TopicMatch topic : page.item().findings().topics()) {
            if (topic.topic().equals(field.value())) {
              reasons.addEvidence(topic.evidence(), field.toQueryText());
            }
          }
        }
        case PHASE ->
            page.item()
                .findings()
                .phases()
                .filter(phase -> phase.id().equals(field.value()))
                .forEach(phase -> reasons.addEvidence(phase.evidence(), field.toQueryText()));
        case COUNTRY -> {
          for (CountryMatch country : page.item().findings().countries()) {
            if (country.code().equals(field.value())) {
              reasons.addEvidence(country.evidence(), field.toQueryText());
            }
          }
        }
        case OUTLET -> {}
      }
    }
  }

  /// Matches spans with a fixed number of words.
  sealed interface SpanPlan extends QueryPlan {
    int width();

    /// The text of this part in the query.
    String label();

    /// Passes the first token of each span to `place`, in ascending order.
    void forEachSpan(IndexedText page, IntConsumer place);

    @Override
    default void addEvidence(IndexedText page, QueryEvidence reasons) {
      forEachSpan(page, token -> reasons.addTokens(token, width(), label()));
    }

    /// Returns the first tokens of all spans.
    default int[] findSpans(IndexedText page) {
      List<Integer> found = new ArrayList<>();
      forEachSpan(page, found::add);
      return found.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /// Matches a sequence of adjacent words.
  record WordsPlan(List<QueryTerm> terms, String label) implements SpanPlan {
    @Override
    public int width() {
      return terms.size();
    }

    @Override
    public boolean matches(IndexedText page) {
      WordIndex heads = page.wordIndex(terms.getFirst().form());
      int token = heads.findFirst(terms.getFirst().text());
      while (token != WordIndex.NONE && !isFollowed(page, token)) {
        token = heads.findNext(token);
      }
      return token != WordIndex.NONE;
    }

    @Override
    public void forEachSpan(IndexedText page, IntConsumer place) {
      WordIndex heads = page.wordIndex(terms.getFirst().form());
      for (int token = heads.findFirst(terms.getFirst().text());
          token != WordIndex.NONE;
          token = heads.findNext(token)) {
        if (isFollowed(page, token)) {
          place.accept(token);
        }
      }
    }

    private boolean isFollowed(IndexedText page, int token) {
      int width = terms.size();
      if (width > 1 && !page.isInOnePassage(token, width)) {
        return false;
      }
      for (int i = 1; i < width; i++) {
        if (!terms.get(i).matches(page.token(token + i))) {
          return false;
        }
      }
      return true;
    }
  }

  /// Matches words with a prefix.
  record PrefixPlan(String prefix, String label) implements SpanPlan {
    @Override
    public int width() {
      return 1;
    }

    @Override
    public boolean matches(IndexedText page) {
      PrefixIndex words = page.prefixIndex();
      int token = words.findFirst(prefix);
      while (token != PrefixIndex.NONE && !isPrefixed(page, token)) {
        token = words.findNext(token);
      }
      return token != PrefixIndex.NONE;
    }

    @Override
    public void forEachSpan(IndexedText page, IntConsumer place) {
      PrefixIndex words = page.prefixIndex();
      for (int token = words.findFirst(prefix);
          token != PrefixIndex.NONE;
          token = words.findNext(token)) {
        if (isPrefixed(page, token)) {
          place.accept(token);
        }
      }
    }

    private boolean isPrefixed(IndexedText page, int token) {
      return page.token(token).folded().startsWith(prefix);
    }
  }

  /// Matches if a left and a right span stand in one passage with at most `gap` words between.
  record NearPlan(List<SpanPlan> left, List<SpanPlan> right, int gap) implements QueryPlan {
    @Override
    public boolean matches(IndexedText page) {
      for (SpanPlan one : left) {
        for (SpanPlan other : right) {
          if (!findNear(page, one, other).isEmpty()) {
            return true;
          }
        }
      }
      return false;
    }

    @Override
    public void addEvidence(IndexedText page, QueryEvidence reasons) {
      for (SpanPlan one : left) {
        for (SpanPlan other : right) {
          findNear(page, one, other)
              .forEach(token -> reasons.addTokens(token, one.width(), one.label()));
          findNear(page, other, one)
              .forEach(token -> reasons.addTokens(token, other.width(), other.label()));
        }
      }
    }

    /// Returns the first tokens of the spans of one side that have a span of the other side near.
    private List<Integer> findNear(IndexedText page, SpanPlan one, SpanPlan other) {
      int[] places = one.findSpans(page);
      int[] others = places.length == 0 ? places : other.findSpans(page);
      List<Integer> near = new ArrayList<>();
      for (int place : places) {
        if (isFollowed(page, others, place + one.width())
            || isPreceded(page, others, other.width(), place)) {
          near.add(place);
        }
      }
      return near;
    }

    private boolean isFollowed(IndexedText page, int[] others, int end) {
      int at = ceiling(others, end);
      return at < others.length && wordsBetween(page, end - 1, others[at]) <= gap;
    }

    private boolean isPreceded(IndexedText page, int[] others, int width, int begin) {
      int at = ceiling(others, begin - width + 1) - 1;
      return at >= 0 && wordsBetween(page, others[at] + width - 1, begin) <= gap;
    }

    private static int wordsBetween(IndexedText page, int lastBefore, int firstAfter) {
      return page.positionOf(firstAfter) - page.positionOf(lastBefore) - 1;
    }

    /// Returns the index of the first span at or after a token.
    private static int ceiling(int[] places, int token) {
      int at = Arrays.binarySearch(places, token);
      return at >= 0 ? at : -at - 1;
    }
  }
}
