package org.vigie.analysis.match;

import org.vigie.analysis.match.query.Limits;
import org.vigie.analysis.match.query.Query;
import org.vigie.analysis.match.query.Term;

/// A word or value that a text must contain for a query to match.
///
/// @param kind form of the word, or the kind of value
/// @param text the word, for a prefix its first [Limits#PREFIX_LETTERS] letters, or the value
record Anchor(Kind kind, String text) {
  enum Kind {
    EXACT,
    FOLDED,
    STEM,
    PREFIX,
    TOPIC,
    OUTLET,
    COUNTRY
  }

  static Anchor of(Term term) {
    Kind kind =
        switch (term.form()) {
          case EXACT -> Kind.EXACT;
          case FOLDED -> Kind.FOLDED;
          case STEM -> Kind.STEM;
        };
    return new Anchor(kind, term.text());
  }

  static Anchor of(Query.Field field) {
    Kind kind =
        switch (field.name()) {
          case TOPIC -> Kind.TOPIC;
          case OUTLET -> Kind.OUTLET;
          case COUNTRY -> Kind.COUNTRY;
        };
    return new Anchor(kind, field.value());
  }

  static Anchor ofPrefix(String prefix) {
    return new Anchor(Kind.PREFIX, prefix.substring(0, Limits.PREFIX_LETTERS));
  }
}
