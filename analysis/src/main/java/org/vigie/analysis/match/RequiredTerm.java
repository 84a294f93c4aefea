package org.vigie.analysis.match;

import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.QueryLimits;
import org.vigie.analysis.match.query.QueryTerm;

/// A word or value that a text must contain for a query to match.
///
/// @param kind form of the word, or the kind of value
/// @param text the word, for a prefix its first [QueryLimits#PREFIX_LETTERS] letters, or the value
record RequiredTerm(RequiredKind kind, String text) {
  enum RequiredKind {
    EXACT,
    FOLDED,
    STEM,
    PREFIX,
    TOPIC,
    PHASE,
    OUTLET,
    COUNTRY
  }

  static RequiredTerm of(QueryTerm term) {
    RequiredKind kind =
        switch (term.form()) {
          case EXACT -> RequiredKind.EXACT;
          case FOLDED -> RequiredKind.FOLDED;
          case STEM -> RequiredKind.STEM;
        };
    return new RequiredTerm(kind, term.text());
  }

  static RequiredTerm of(Query.Field field) {
    RequiredKind kind =
        switch (field.name()) {
          case TOPIC -> RequiredKind.TOPIC;
          case PHASE -> RequiredKind.PHASE;
          case OUTLET -> RequiredKind.OUTLET;
          case COUNTRY -> RequiredKind.COUNTRY;
        };
    return new RequiredTerm(kind, field.value());
  }

  static RequiredTerm ofPrefix(String prefix) {
    return new RequiredTerm(
        RequiredKind.PREFIX, prefix.substring(0, QueryLimits.MIN_PREFIX_LETTERS));
  }
}
