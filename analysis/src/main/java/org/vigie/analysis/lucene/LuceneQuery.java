package org.vigie.analysis.lucene;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.match.query.ParsedQuery;
import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.QueryParser;
import org.vigie.model.Subscription;
import org.vigie.model.SubscriptionScope;

/// Translates queries into Lucene queries over documents of [LuceneText].
public final class LuceneQuery {
  /// Maximum number of different words that a wildcard inside NEAR expands to; Lucene's default is
  /// 1,024.
  private static final int MAX_EXPANSIONS = 1_000;

  private LuceneQuery() {}

  /// Translates a subscription without its minimum score and its forms of articles; returns null if
  /// its query is invalid.
  public static org.apache.lucene.search.@Nullable Query of(Subscription subscription) {
    List<org.apache.lucene.search.Query> parts = new ArrayList<>();
    String written = subscription.query();
    if (written != null) {
      if (!(QueryParser.parse(written) instanceof ParsedQuery.ValidQuery(var query))) {
        return null;
      }
      parts.add(of(query));
    }
    SubscriptionScope scope = subscription.scope();
    addAny(parts, Query.Field.FieldName.TOPIC, subscription.topics());
    addAny(parts, Query.Field.FieldName.COUNTRY, scope.countries());
    addAny(parts, Query.Field.FieldName.OUTLET, scope.outlets());
    if (!scope.exceptOutlets().isEmpty()) {
      parts.add(notMatching(anyOfField(Query.Field.FieldName.OUTLET, scope.exceptOutlets())));
    }
    return parts.size() == 1 ? parts.getFirst() : allOf(parts);
  }

  /// Adds that a field has any of these values; nothing if there are none.
  public static void addAny(
      List<org.apache.lucene.search.Query> parts,
      Query.Field.FieldName field,
      List<String> values) {
    if (!values.isEmpty()) {
      parts.add(anyOfField(field, values));
    }
  }

  private static org.apache.lucene.search.Query anyOfField(
      Query.Field.FieldName field, List<String> values) {
    return anyOf(values.stream().map(value -> of(new Query.Field(field, value))).toList());
  }

  private static org.apache.lucene.search.Query notMatching(org.apache.lucene.search.Query part) {
    return new BooleanQuery.Builder()
        .add(new MatchAllDocsQuery(), Occur.MUST)
        .add(part, Occur.MUST_NOT)
        .build();
  }

  /// Translates a query.
  public static org.apache.lucene.search.Query of(Query query) {
    return switch (query) {
      case Query.And and -> allOf(and.parts().stream().map(LuceneQuery::of).toList());
      case Query.Or or -> anyOf(or.parts().stream().map(LuceneQuery::of).toList());
      case Query.Not not -> notMatching(of(not.part()));
      case Query.Word word -> phraseQuery(word.terms());
      case Query.Phrase phrase -> phraseQuery(phrase.terms());
      case Query.Prefix prefix -> new PrefixQuery(term(prefixTerm(prefix)));
      case Query.Field field -> new TermQuery(new Term(field.name().toString(), field.value()));
      case Query.Near near -> nearQuery(near);
    };
  }

  private static org.apache.lucene.search.Query allOf(List<org.apache.lucene.search.Query> parts) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    parts.forEach(part -> all.add(part, Occur.MUST));
    return all.build();
  }

  private static org.apache.lucene.search.Query anyOf(List<org.apache.lucene.search.Query> parts) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    parts.forEach(part -> any.add(part, Occur.SHOULD));
    return any.build();
  }

  private static org.apache.lucene.search.Query phraseQuery(
      List<org.vigie.analysis.match.query.QueryTerm> terms) {
    if (terms.size() == 1) {
      return new TermQuery(term(text(terms.getFirst())));
    }
    PhraseQuery.Builder row = new PhraseQuery.Builder();
    terms.forEach(term -> row.add(term(text(term))));
    return row.build();
  }

  private static Term term(String text) {
    return new Term(LuceneText.WORDS, text);
  }

  private static String text(org.vigie.analysis.match.query.QueryTerm term) {
    return LuceneText.term(term.form(), term.text());
  }

  private static String prefixTerm(Query.Prefix prefix) {
    return LuceneText.term(org.vigie.analysis.match.query.QueryTerm.WordForm.FOLDED, prefix.text());
  }

  /// Pairs every left choice with every right choice, in both orders. Sources of a fixed length
  /// lose no match to Lucene's rule that only minimal intervals count.
  private static org.apache.lucene.search.Query nearQuery(Query.Near near) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (Query.SpanQuery left : near.left()) {
      for (Query.SpanQuery right : near.right()) {
        any.add(orderedQuery(left, right, near.gap()), Occur.SHOULD);
        any.add(orderedQuery(right, left, near.gap()), Occur.SHOULD);
      }
    }
    return any.build();
  }

  private static org.apache.lucene.search.Query orderedQuery(
      Query.SpanQuery a, Query.SpanQuery b, int gap) {
    return new IntervalQuery(
        LuceneText.WORDS,
        Intervals.maxgaps(gap, Intervals.ordered(source(a), distinct(source(b)))));
  }

  /// Extends a source by zero positions, so that Lucene does not treat two equal sides as one
  /// repeated source: for that, it counts the gaps of sides of several words wrongly.
  private static IntervalsSource distinct(IntervalsSource source) {
    return Intervals.extend(source, 0, 0);
  }

  private static IntervalsSource source(Query.SpanQuery span) {
    return switch (span) {
      case Query.Word word -> source(word.terms());
      case Query.Phrase phrase -> source(phrase.terms());
      case Query.Prefix prefix ->
          Intervals.prefix(new BytesRef(prefixTerm(prefix)), MAX_EXPANSIONS);
    };
  }

  private static IntervalsSource source(List<org.vigie.analysis.match.query.QueryTerm> terms) {
    IntervalsSource[] sources =
        terms.stream().map(term -> Intervals.term(text(term))).toArray(IntervalsSource[]::new);
    return sources.length == 1 ? sources[0] : Intervals.phrase(sources);
  }
}
