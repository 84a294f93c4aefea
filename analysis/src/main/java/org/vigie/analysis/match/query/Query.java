package org.vigie.analysis.match.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The syntax tree of a query. Immutable; created by [QueryParser].
public sealed interface Query {
  /// Returns the canonical text: English operators, explicit `AND`, parentheses where two operators
  /// meet. Parsing it gives an equal tree.
  String toQueryText();

  /// Returns all fields in the order of the query.
  default Stream<Field> allFields() {
    return switch (this) {
      case And(List<Query> parts) -> parts.stream().flatMap(Query::allFields);
      case Or(List<Query> parts) -> parts.stream().flatMap(Query::allFields);
      case Not(Query part) -> part.allFields();
      case Field field -> Stream.of(field);
      case Near near -> Stream.empty();
      case SpanQuery span -> Stream.empty();
    };
  }

  /// A query that matches spans of a text.
  sealed interface SpanQuery extends Query {}

  /// Matches if all parts match.
  ///
  /// @param parts two or more, none of them an And
  record And(List<Query> parts) implements Query {
    /// Rejects a tree that its canonical text would not reproduce.
    public And {
      parts = List.copyOf(parts);
      if (parts.size() < 2 || parts.stream().anyMatch(And.class::isInstance)) {
        throw new IllegalArgumentException("no flat list of two or more: " + parts);
      }
    }

    @Override
    public String toQueryText() {
      return parts.stream()
          .map(part -> part instanceof Or ? "(" + part.toQueryText() + ")" : part.toQueryText())
          .collect(Collectors.joining(" AND "));
    }
  }

  /// Matches if at least one part matches.
  ///
  /// @param parts two or more, none of them an Or
  record Or(List<Query> parts) implements Query {
    /// Rejects a tree that its canonical text would not reproduce.
    public Or {
      parts = List.copyOf(parts);
      if (parts.size() < 2 || parts.stream().anyMatch(Or.class::isInstance)) {
        throw new IllegalArgumentException("no flat list of two or more: " + parts);
      }
    }

    @Override
    public String toQueryText() {
      return parts.stream()
          .map(part -> part instanceof And ? "(" + part.toQueryText() + ")" : part.toQueryText())
          .collect(Collectors.joining(" OR "));
    }
  }

  /// Matches if the part does not.
  record Not(Query part) implements Query {
    @Override
    public String toQueryText() {
      return switch (part) {
        case And and -> "NOT (" + and.toQueryText() + ")";
        case Or or -> "NOT (" + or.toQueryText() + ")";
        case Near near -> "NOT (" + near.toQueryText() + ")";
        case Not not -> "NOT " + not.toQueryText();
        case SpanQuery span -> "NOT " + span.toQueryText();
        case Field field -> "NOT " + field.toQueryText();
      };
    }
  }

  /// A word in any inflection, accents folded; a hyphenated word is a sequence of its parts.
  ///
  /// @param text lower-case, the parts joined by hyphens
  record Word(String text) implements SpanQuery {
    /// Returns the terms of the parts; never empty.
    public List<QueryTerm> terms() {
      return QueryTerm.ofInflected(text);
    }

    /// Returns the text. A word such as `l'or` keeps its article, since a bare `or` would be an
    /// operator.
    @Override
    public String toQueryText() {
      return ClauseParser.isOperatorWord(text) ? "l'" + text : text;
    }
  }

  /// A sequence of adjacent words in the exact form.
  ///
  /// @param text lower-case, the words joined by spaces
  record Phrase(String text) implements SpanQuery {
    /// Returns the terms of the words; never empty.
    public List<QueryTerm> terms() {
      return QueryTerm.ofExact(text);
    }

    @Override
    public String toQueryText() {
      return '"' + text + '"';
    }
  }

  /// Words with a prefix, accents folded.
  ///
  /// @param text the folded prefix
  record Prefix(String text) implements SpanQuery {
    @Override
    public String toQueryText() {
      return text + "*";
    }
  }

  /// A left and a right span in one passage, in either order, with few words between. The two spans
  /// never share a word.
  ///
  /// @param left one or more choices
  /// @param right one or more choices
  /// @param gap maximum number of words between
  record Near(List<SpanQuery> left, List<SpanQuery> right, int gap) implements Query {
    /// Copies the lists.
    public Near {
      left = List.copyOf(left);
      right = List.copyOf(right);
      if (left.isEmpty() || right.isEmpty() || gap < 0) {
        throw new IllegalArgumentException("NEAR/" + gap + " of " + left + " and " + right);
      }
    }

    @Override
    public String toQueryText() {
      return sideText(left) + " NEAR/" + gap + " " + sideText(right);
    }

    private static String sideText(List<SpanQuery> spots) {
      String joined = spots.stream().map(Query::toQueryText).collect(Collectors.joining(" OR "));
      return spots.size() == 1 ? joined : "(" + joined + ")";
    }
  }

  /// A field with a value.
  ///
  /// @param name the field
  /// @param value a topic id, a phase id, an outlet id, or an ISO 3166-1 alpha-2 code in upper case
  record Field(FieldName name, String value) implements Query {
    @Override
    public String toQueryText() {
      return name + ":" + value;
    }

    /// The fields of a query.
    public enum FieldName {
      /// The topics of a text.
      TOPIC("topic"),
      /// The phases of the topics of a text.
      PHASE("phase"),
      /// The outlet of a text.
      OUTLET("outlet"),
      /// The countries named in a text.
      COUNTRY("country");

      private final String word;

      FieldName(String word) {
        this.word = word;
      }

      /// Returns the name before the colon.
      @Override
      public String toString() {
        return word;
      }
    }
  }
}
