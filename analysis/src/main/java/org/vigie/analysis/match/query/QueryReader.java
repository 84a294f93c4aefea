package org.vigie.analysis.match.query;

import java.util.ArrayList;
import java.util.List;
import org.vigie.analysis.match.query.Lexeme.Kind;

/// Parses queries by recursive descent, with one method per level of the grammar.
public final class QueryReader {
  private final List<Lexeme> lexemes;
  private int next;
  private int depth;
  private int clauses;

  private QueryReader(List<Lexeme> lexemes) {
    this.lexemes = lexemes;
  }

  /// Parses a query. Throws no exception for any input.
  public static Parsed read(String written) {
    try {
      return new Parsed.Accepted(new QueryReader(lexemes(written)).whole());
    } catch (Refusal refusal) {
      return refusal.refused();
    }
  }

  private static List<Lexeme> lexemes(String written) {
    if (written.length() > Limits.LENGTH) {
      throw new Refusal(
          Limits.LENGTH,
          "the query is " + written.length() + " characters long, the limit is " + Limits.LENGTH,
          "split it into several subscriptions");
    }
    return Lexer.cut(written);
  }

  private Query whole() {
    if (peek().kind() == Kind.END) {
      throw new Refusal(0, "the query is empty", "ask for a word, as in trêve");
    }
    Query query = either();
    if (peek().kind() == Kind.CLOSE) {
      throw new Refusal(peek().start(), "this parenthesis closes nothing", "remove it");
    }
    return query;
  }

  private Query either() {
    List<Query> parts = new ArrayList<>();
    do {
      Query part = all();
      parts.addAll(part instanceof Query.Or or ? or.parts() : List.of(part));
    } while (take(Kind.OR));
    return parts.size() == 1 ? parts.getFirst() : new Query.Or(parts);
  }

  private Query all() {
    List<Query> parts = new ArrayList<>();
    do {
      Query part = maybeNot();
      parts.addAll(part instanceof Query.And and ? and.parts() : List.of(part));
    } while (take(Kind.AND) || continues());
    return parts.size() == 1 ? parts.getFirst() : new Query.And(parts);
  }

  /// Returns whether the next lexeme continues a conjunction without an operator.
  private boolean continues() {
    return switch (peek().kind()) {
      case OPEN, NOT, WORD, PHRASE, FIELD -> true;
      case CLOSE, AND, OR, NEAR, END -> false;
    };
  }

  private Query maybeNot() {
    Lexeme lexeme = peek();
    if (!take(Kind.NOT)) {
      return maybeNear();
    }
    deeper(lexeme);
    Query part = maybeNot();
    depth--;
    return new Query.Not(part);
  }

  private Query maybeNear() {
    int leftAt = peek().start();
    Query left = single();
    Lexeme near = peek();
    if (!take(Kind.NEAR)) {
      return left;
    }
    int rightAt = peek().start();
    Query right = single();
    if (peek().kind() == Kind.NEAR) {
      throw new Refusal(
          peek().start(), "NEAR joins two sides only", "write a NEAR/5 b AND b NEAR/5 c");
    }
    return near(near, spots(left, leftAt), spots(right, rightAt));
  }

  private static Query.Near near(Lexeme operator, List<Query.Spot> left, List<Query.Spot> right) {
    if ((long) left.size() * right.size() > Limits.NEAR_PAIRS) {
      throw new Refusal(
          operator.start(),
          left.size() + " times " + right.size() + " choices are too many for one NEAR",
          "keep the product under " + Limits.NEAR_PAIRS);
    }
    return new Query.Near(left, right, gap(operator));
  }

  private static int gap(Lexeme near) {
    int slash = near.text().indexOf('/');
    String digits = slash < 0 ? "" : near.text().substring(slash + 1);
    boolean fits = !digits.isEmpty() && digits.length() <= 3;
    int gap = fits ? Integer.parseInt(digits) : -1;
    if (gap < 0 || gap > Limits.NEAR_GAP) {
      throw new Refusal(
          near.start(),
          Refusal.quoted(near.text()) + " needs how many words may stand between",
          "0 to " + Limits.NEAR_GAP + ", as in NEAR/5 or PROCHE/5");
    }
    return gap;
  }

  private static List<Query.Spot> spots(Query side, int at) {
    return switch (side) {
      case Query.Spot spot -> List.of(spot);
      case Query.Or or -> or.parts().stream().flatMap(part -> spots(part, at).stream()).toList();
      case Query.And and -> throw notASide(at);
      case Query.Not not -> throw notASide(at);
      case Query.Near near -> throw notASide(at);
      case Query.Field field -> throw notASide(at);
    };
  }

  private static Refusal notASide(int at) {
    return new Refusal(
        at,
        "a side of NEAR is a word, a phrase or a choice of them",
        "as in (trêve OR \"cessez-le-feu\") NEAR/5 ukraine");
  }

  private Query single() {
    Lexeme lexeme = lexemes.get(next);
    return switch (lexeme.kind()) {
      case OPEN -> group(lexeme);
      case WORD -> Clauses.word(clause());
      case PHRASE -> Clauses.phrase(clause());
      case FIELD -> Clauses.field(clause());
      case CLOSE, AND, OR, NOT, NEAR, END -> throw missing(lexeme);
    };
  }

  private Refusal missing(Lexeme found) {
    String where = next == 0 ? "before " : "between " + lexemes.get(next - 1).shown() + " and ";
    boolean operator = found.kind() != Kind.CLOSE && found.kind() != Kind.END;
    return new Refusal(
        found.start(),
        "a word is missing " + where + found.shown(),
        operator ? "for the word itself write it in small letters, quoted" : null);
  }

  private Query group(Lexeme open) {
    next++;
    deeper(open);
    Query inside = either();
    if (!take(Kind.CLOSE)) {
      throw new Refusal(open.start(), "this parenthesis is not closed", "add )");
    }
    depth--;
    return inside;
  }

  private void deeper(Lexeme lexeme) {
    if (++depth > Limits.DEPTH) {
      throw new Refusal(
          lexeme.start(), "more than " + Limits.DEPTH + " levels inside each other", null);
    }
  }

  private Lexeme clause() {
    Lexeme lexeme = lexemes.get(next++);
    if (++clauses > Limits.CLAUSES) {
      throw new Refusal(
          lexeme.start(),
          "more than " + Limits.CLAUSES + " words, phrases and fields",
          "split it into several subscriptions");
    }
    return lexeme;
  }

  private Lexeme peek() {
    return lexemes.get(next);
  }

  private boolean take(Kind kind) {
    if (peek().kind() != kind) {
      return false;
    }
    next++;
    return true;
  }
}
