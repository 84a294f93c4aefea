package org.vigie.admin.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.analysis.lucene.LuceneQuery;
import org.vigie.analysis.match.query.ParsedQuery;
import org.vigie.analysis.match.query.Query.Field.FieldName;
import org.vigie.analysis.match.query.QueryParser;

/// Makes Lucene queries of what is asked for. None of them scores.
final class DocumentQueries {
  private DocumentQueries() {}

  /// All documents of a kind that a filter selects.
  ///
  /// @throws AdminException.InvalidRequest if the text is no query
  static Query of(String kind, NewsFilter filter) {
    List<Query> parts = new ArrayList<>();
    parts.add(kind(kind));
    String text = filter.text();
    if (text != null) {
      parts.add(LuceneQuery.of(parse(text)));
    }
    LuceneQuery.addAny(parts, FieldName.TOPIC, filter.topics());
    LuceneQuery.addAny(parts, FieldName.COUNTRY, filter.countries());
    LuceneQuery.addAny(parts, FieldName.OUTLET, filter.outlets());
    if (filter.from() != null || filter.to() != null) {
      parts.add(within(filter.from(), filter.to()));
    }
    return all(parts);
  }

  /// The syntax tree of a query.
  ///
  /// @throws AdminException.InvalidRequest if the text is no query
  static org.vigie.analysis.match.query.Query parse(String text) {
    return switch (QueryParser.parse(text)) {
      case ParsedQuery.ValidQuery(var query) -> query;
      case ParsedQuery.InvalidQuery invalid ->
          throw new AdminException.InvalidRequest("text", invalid.message());
    };
  }

  static Query kind(String kind) {
    return new TermQuery(new Term(IndexFields.KIND, kind));
  }

  /// Documents of a kind with a term.
  static Query withTerm(String kind, String field, String value) {
    return all(List.of(kind(kind), new TermQuery(new Term(field, value))));
  }

  /// Alerts, of a subscription and about a topic where these are given.
  static Query alerts(@Nullable String subscription, @Nullable String topic) {
    List<Query> parts = new ArrayList<>(List.of(kind(IndexFields.ALERT)));
    if (subscription != null) {
      parts.add(new TermQuery(new Term(IndexFields.SUBSCRIPTION, subscription)));
    }
    if (topic != null) {
      LuceneQuery.addAny(parts, FieldName.TOPIC, List.of(topic));
    }
    return all(parts);
  }

  /// Documents whose time lies between.
  ///
  /// @param from inclusive, null for the earliest
  /// @param to exclusive, null for the latest
  static Query within(@Nullable Instant from, @Nullable Instant to) {
    return LongPoint.newRangeQuery(
        IndexFields.TIME,
        from == null ? Long.MIN_VALUE : from.toEpochMilli(),
        to == null ? Long.MAX_VALUE : to.toEpochMilli() - 1);
  }

  /// Documents that all queries find.
  static Query all(List<Query> parts) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    parts.forEach(part -> all.add(part, Occur.FILTER));
    return new ConstantScoreQuery(all.build());
  }
}
