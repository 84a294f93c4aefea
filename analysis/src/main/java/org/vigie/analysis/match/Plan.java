package org.vigie.analysis.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.Term;
import org.vigie.model.CountryMatch;
import org.vigie.model.Scope;
import org.vigie.model.Subscription;
import org.vigie.model.TopicMatch;

/// A compiled query with analysed words. Immutable.
sealed interface Plan {
  /// Returns whether a text matches.
  boolean matches(Page page);

  /// Adds the words that satisfy this plan. Called only if the plan matches.
  void explain(Page page, Reasons reasons);

  /// Compiles a query.
  static Plan of(Query query) {
    return switch (query) {
      case Query.And and -> new All(and.parts().stream().map(Plan::of).toList());
      case Query.Or or -> new Any(or.parts().stream().map(Plan::of).toList());
      case Query.Not not -> new None(of(not.part()));
      case Query.Spot spot -> of(spot);
      case Query.Near near -> near(near);
      case Query.Field field -> new Known(field);
    };
  }

  private static Near near(Query.Near near) {
    return new Near(
        near.left().stream().map(Plan::of).toList(),
        near.right().stream().map(Plan::of).toList(),
        near.gap());
  }

  private static Spot of(Query.Spot spot) {
    return switch (spot) {
      case Query.Word word -> new Row(word.terms(), word.print());
      case Query.Phrase phrase -> new Row(phrase.terms(), phrase.print());
      case Query.Prefix prefix -> new Begins(prefix.text(), prefix.print());
    };
  }

  /// Compiles the topics of a subscription: one of them must match.
  static Plan topics(Subscription subscription) {
    return anyKnown(Query.Field.Name.TOPIC, subscription.topics());
  }

  /// Compiles the scope of a subscription: each returned plan must match.
  static List<Plan> scope(Subscription subscription) {
    Scope scope = subscription.scope();
    List<Plan> parts = new ArrayList<>();
    if (!scope.countries().isEmpty()) {
      parts.add(anyKnown(Query.Field.Name.COUNTRY, scope.countries()));
    }
    if (!scope.outlets().isEmpty()) {
      parts.add(anyKnown(Query.Field.Name.OUTLET, scope.outlets()));
    }
    if (!scope.exceptOutlets().isEmpty()) {
      parts.add(new None(anyKnown(Query.Field.Name.OUTLET, scope.exceptOutlets())));
    }
    Double least = scope.minScore();
    if (least != null) {
      parts.add(new Scored(List.copyOf(subscription.topics()), least));
    }
    return parts;
  }

  private static Plan anyKnown(Query.Field.Name field, List<String> values) {
    List<Plan> any =
        values.stream().<Plan>map(value -> new Known(new Query.Field(field, value))).toList();
    return any.size() == 1 ? any.getFirst() : new Any(any);
  }

  /// Matches a topic with a minimum score.
  ///
  /// @param topics topics of which one must reach the score; empty for any topic
  record Scored(List<String> topics, double least) implements Plan {
    @Override
    public boolean matches(Page page) {
      return page.studied().findings().topics().stream()
          .anyMatch(
              found ->
                  found.score() >= least && (topics.isEmpty() || topics.contains(found.topic())));
    }

    @Override
    public void explain(Page page, Reasons reasons) {}
  }

  /// Matches if all parts match.
  record All(List<Plan> parts) implements Plan {
    @Override
    public boolean matches(Page page) {
      for (Plan part : parts) {
        if (!part.matches(page)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void explain(Page page, Reasons reasons) {
      parts.forEach(part -> part.explain(page, reasons));
    }
  }

  /// Matches if at least one part matches.
  record Any(List<Plan> parts) implements Plan {
    @Override
    public boolean matches(Page page) {
      for (Plan part : parts) {
        if (part.matches(page)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void explain(Page page, Reasons reasons) {
      for (Plan part : parts) {
        if (part.matches(page)) {
          part.explain(page, reasons);
        }
      }
    }
  }

  /// Matches if the part does not. Adds no evidence: nothing in the text shows an absence.
  record None(Plan part) implements Plan {
    @Override
    public boolean matches(Page page) {
      return !part.matches(page);
    }

    @Override
    public void explain(Page page, Reasons reasons) {}
  }

  /// Matches a value of a field.
  record Known(Query.Field field) implements Plan {
    @Override
    public boolean matches(Page page) {
      return page.known(field.name()).contains(field.value());
    }

    @Override
    public void explain(Page page, Reasons reasons) {
      switch (field.name()) {
        case TOPIC -> {
          for (TopicMatch topic : page.studied().findings().topics()) {
            if (topic.topic().equals(field.value())) {
              reasons.add(topic.evidence(), field.print());
            }
          }
        }
        case COUNTRY -> {
          for (CountryMatch country : page.studied().findings().countries()) {
            if (country.code().equals(field.value())) {
              reasons.add(country.evidence(), field.print());
            }
          }
        }
        case OUTLET -> {}
      }
    }
  }

  /// Matches spans with a fixed number of words.
  sealed interface Spot extends Plan {
    int width();

    /// The text of this part in the query.
    String label();

    /// Passes the first token of each span to `place`, in ascending order.
    void places(Page page, IntConsumer place);

    @Override
    default void explain(Page page, Reasons reasons) {
      places(page, token -> reasons.add(token, width(), label()));
    }

    /// Returns the first tokens of all spans.
    default int[] places(Page page) {
      List<Integer> found = new ArrayList<>();
      places(page, found::add);
      return found.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /// Matches a sequence of adjacent words.
  record Row(List<Term> terms, String label) implements Spot {
    @Override
    public int width() {
      return terms.size();
    }

    @Override
    public boolean matches(Page page) {
      Occurrences heads = page.occurrences(terms.getFirst().form());
      int token = heads.first(terms.getFirst().text());
      while (token != Occurrences.NONE && !follows(page, token)) {
        token = heads.next(token);
      }
      return token != Occurrences.NONE;
    }

    @Override
    public void places(Page page, IntConsumer place) {
      Occurrences heads = page.occurrences(terms.getFirst().form());
      for (int token = heads.first(terms.getFirst().text());
          token != Occurrences.NONE;
          token = heads.next(token)) {
        if (follows(page, token)) {
          place.accept(token);
        }
      }
    }

    private boolean follows(Page page, int token) {
      int width = terms.size();
      if (width > 1 && !page.holds(token, width)) {
        return false;
      }
      for (int i = 1; i < width; i++) {
        if (!terms.get(i).is(page.token(token + i))) {
          return false;
        }
      }
      return true;
    }
  }

  /// Matches words with a prefix.
  record Begins(String prefix, String label) implements Spot {
    @Override
    public int width() {
      return 1;
    }

    @Override
    public boolean matches(Page page) {
      Beginnings words = page.beginnings();
      int token = words.first(prefix);
      while (token != Beginnings.NONE && !begins(page, token)) {
        token = words.next(token);
      }
      return token != Beginnings.NONE;
    }

    @Override
    public void places(Page page, IntConsumer place) {
      Beginnings words = page.beginnings();
      for (int token = words.first(prefix); token != Beginnings.NONE; token = words.next(token)) {
        if (begins(page, token)) {
          place.accept(token);
        }
      }
    }

    private boolean begins(Page page, int token) {
      return page.token(token).folded().startsWith(prefix);
    }
  }

  /// Matches if a left and a right span stand in one passage with at most `gap` words between.
  record Near(List<Spot> left, List<Spot> right, int gap) implements Plan {
    @Override
    public boolean matches(Page page) {
      for (Spot one : left) {
        for (Spot other : right) {
          if (!near(page, one, other).isEmpty()) {
            return true;
          }
        }
      }
      return false;
    }

    @Override
    public void explain(Page page, Reasons reasons) {
      for (Spot one : left) {
        for (Spot other : right) {
          near(page, one, other).forEach(token -> reasons.add(token, one.width(), one.label()));
          near(page, other, one).forEach(token -> reasons.add(token, other.width(), other.label()));
        }
      }
    }

    /// Returns the first tokens of the spans of one side that have a span of the other side near.
    private List<Integer> near(Page page, Spot one, Spot other) {
      int[] places = one.places(page);
      int[] others = places.length == 0 ? places : other.places(page);
      List<Integer> near = new ArrayList<>();
      for (int place : places) {
        if (followed(page, others, place + one.width())
            || preceded(page, others, other.width(), place)) {
          near.add(place);
        }
      }
      return near;
    }

    private boolean followed(Page page, int[] others, int end) {
      int at = ceiling(others, end);
      return at < others.length && between(page, end - 1, others[at]) <= gap;
    }

    private boolean preceded(Page page, int[] others, int width, int begin) {
      int at = ceiling(others, begin - width + 1) - 1;
      return at >= 0 && between(page, others[at] + width - 1, begin) <= gap;
    }

    private static int between(Page page, int lastBefore, int firstAfter) {
      return page.position(firstAfter) - page.position(lastBefore) - 1;
    }

    /// Returns the index of the first span at or after a token.
    private static int ceiling(int[] places, int token) {
      int at = Arrays.binarySearch(places, token);
      return at >= 0 ? at : -at - 1;
    }
  }
}
