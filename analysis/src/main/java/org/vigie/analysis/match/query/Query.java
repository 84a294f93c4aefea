package org.vigie.analysis.match.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a text must say. Immutable; made by [QueryReader].
public sealed interface Query {
  /// The query as [QueryReader] reads it back: operators in English, a space as `AND`, parentheses
  /// where two operators meet. Reading it gives an equal tree.
  String print();

  /// Every field that is asked for, in the order of the query.
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

  /// A query that is found at places in a text.
  sealed interface Spot extends Query {}

  /// All of these.
  ///
  /// @param parts two or more, none of them an And
  record And(List<Query> parts) implements Query {
    /// Refuses what would print and read back as another tree.
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

  /// One of these at least.
  ///
  /// @param parts two or more, none of them an Or
  record Or(List<Query> parts) implements Query {
    /// Refuses what would print and read back as another tree.
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

  /// Not this.
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

  /// A word in any inflection, accents folded; one written with hyphens is its parts in a row.
  ///
  /// @param text lower-case, the parts joined by hyphens
  record Word(String text) implements Spot {
    /// Its parts; never empty.
    public List<Term> terms() {
      return Term.inflected(text);
    }

    /// As it stands, but for `l'or` and its like: alone, `or` would be taken for an operator.
    @Override
    public String print() {
      return Clauses.isSpelledLikeAnOperator(text) ? "l'" + text : text;
    }
  }

  /// These words in a row, as written.
  ///
  /// @param text lower-case, the words joined by spaces
  record Phrase(String text) implements Spot {
    /// Its words; never empty.
    public List<Term> terms() {
      return Term.asWritten(text);
    }

    @Override
    public String print() {
      return '"' + text + '"';
    }
  }

  /// A word that begins so, accents folded.
  ///
  /// @param text folded
  record Prefix(String text) implements Spot {
    @Override
    public String print() {
      return text + "*";
    }
  }

  /// One of the left and one of the right in the same field, in either order, with few words
  /// between them; the two never share a word.
  ///
  /// @param left any of these, one or more
  /// @param right any of these, one or more
  /// @param gap how many words may stand between, at most
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

  /// What is known of the text beside its words.
  ///
  /// @param name which of the three
  /// @param value a topic id, an outlet id, or an ISO 3166-1 alpha-2 code in upper case
  record Field(Name name, String value) implements Query {
    @Override
    public String print() {
      return name + ":" + value;
    }

    /// What can be asked for.
    public enum Name {
      /// A topic that the text is about.
      TOPIC("topic"),
      /// Who published it.
      OUTLET("outlet"),
      /// A country that it names.
      COUNTRY("country");

      private final String word;

      Name(String word) {
        this.word = word;
      }

      /// The word before the colon.
      @Override
      public String toString() {
        return word;
      }
    }
  }
}
