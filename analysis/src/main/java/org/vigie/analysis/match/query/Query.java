package org.vigie.analysis.match.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The syntax tree of a query. Immutable; created by [QueryReader].
public sealed interface Query {
  /// Returns the canonical text: English operators, explicit `AND`, parentheses where two operators
  /// meet. Parsing it gives an equal tree.
  String print();

  /// Returns all fields in the order of the query.
  default Stream<Field> fields() {
    return switch (this) {
      case And(List<Query> parts) -> parts.stream().flatMap(Query::fields);
      case Or(List<Query> parts) -> parts.stream().flatMap(Query::fields);
      case Not(Query part) -> part.fields();
      case Field field -> Stream.of(field);
      case Near near -> Stream.empty();
      case Spot spot -> Stream.empty();
    };
  }

  /// A query that matches spans of a text.
  sealed interface Spot extends Query {}

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
    public String print() {
      return parts.stream()
          .map(part -> part instanceof Or ? "(" + part.print() + ")" : part.print())
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
    public String print() {
      return parts.stream()
          .map(part -> part instanceof And ? "(" + part.print() + ")" : part.print())
          .collect(Collectors.joining(" OR "));
    }
  }

  /// Matches if the part does not.
  record Not(Query part) implements Query {
    @Override
    public String print() {
      return switch (part) {
        case And and -> "NOT (" + and.print() + ")";
        case Or or -> "NOT (" + or.print() + ")";
        case Near near -> "NOT (" + near.print() + ")";
        case Not not -> "NOT " + not.print();
        case Spot spot -> "NOT " + spot.print();
        case Field field -> "NOT " + field.print();
      };
    }
  }

  /// A word in any inflection, accents folded; a hyphenated word is a sequence of its parts.
  ///
  /// @param text lower-case, the parts joined by hyphens
  record Word(String text) implements Spot {
    /// Returns the terms of the parts; never empty.
    public List<Term> terms() {
      return Term.inflected(text);
    }

    /// Returns the text. A word such as `l'or` keeps its article, since a bare `or` would be an
    /// operator.
    @Override
    public String print() {
      return Clauses.isSpelledLikeAnOperator(text) ? "l'" + text : text;
    }
  }

  /// A sequence of adjacent words in the exact form.
  ///
  /// @param text lower-case, the words joined by spaces
  record Phrase(String text) implements Spot {
    /// Returns the terms of the words; never empty.
    public List<Term> terms() {
      return Term.asWritten(text);
    }

    @Override
    public String print() {
      return '"' + text + '"';
    }
  }

  /// Words with a prefix, accents folded.
  ///
  /// @param text the folded prefix
  record Prefix(String text) implements Spot {
    @Override
    public String print() {
      return text + "*";
    }
  }

  /// A left and a right span in one passage, in either order, with few words between. The two spans
  /// never share a word.
  ///
  /// @param left one or more choices
  /// @param right one or more choices
  /// @param gap maximum number of words between
  record Near(List<Spot> left, List<Spot> right, int gap) implements Query {
    /// Copies the lists.
    public Near {
      left = List.copyOf(left);
      right = List.copyOf(right);
      if (left.isEmpty() || right.isEmpty() || gap < 0) {
        throw new IllegalArgumentException("NEAR/" + gap + " of " + left + " and " + right);
      }
    }

    @Override
    public String print() {
      return side(left) + " NEAR/" + gap + " " + side(right);
    }

    private static String side(List<Spot> spots) {
      String joined = spots.stream().map(Query::print).collect(Collectors.joining(" OR "));
      return spots.size() == 1 ? joined : "(" + joined + ")";
    }
  }

  /// A field with a value.
  ///
  /// @param name the field
  /// @param value a topic id, an outlet id, or an ISO 3166-1 alpha-2 code in upper case
  record Field(Name name, String value) implements Query {
    @Override
    public String print() {
      return name + ":" + value;
    }

    /// The fields of a query.
    public enum Name {
      /// The topics of a text.
      TOPIC("topic"),
      /// The outlet of a text.
      OUTLET("outlet"),
      /// The countries named in a text.
      COUNTRY("country");

      private final String word;

      Name(String word) {
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
