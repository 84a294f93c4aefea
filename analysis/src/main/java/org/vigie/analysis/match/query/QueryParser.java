package org.vigie.analysis.match.query;

import java.util.ArrayList;
import java.util.List;
import org.vigie.analysis.match.query.Lexeme.LexemeKind;

/// Parses queries by recursive descent, with one method per level of the grammar.
public final class QueryParser {
  private final List<Lexeme> lexemes;
  private int next;
  private int depth;
  private int clauses;

  private QueryParser(List<Lexeme> lexemes) {
    this.lexemes = lexemes;
  }

  /// Parses a query. Throws no exception for any input.
  public static ParsedQuery parse(String written) {
    try {
      return new ParsedQuery.ValidQuery(new QueryParser(readLexemes(written)).parseQuery());
    } catch (QuerySyntaxException refusal) {
      return refusal.toInvalidQuery();
    }
  }

  private static List<Lexeme> readLexemes(String written) {
    if (written.length() > QueryLimits.MAX_LENGTH) {
      throw new QuerySyntaxException(
          QueryLimits.MAX_LENGTH,
          "the query is "
              + written.length()
              + " characters long, the limit is "
              + QueryLimits.MAX_LENGTH,
          "split it into several subscriptions");
    }
    return Lexer.tokenize(written);
  }

  private Query parseQuery() {
    if (peek().kind() == LexemeKind.END) {
      throw new QuerySyntaxException(0, "the query is empty", "ask for a word, as in trêve");
    }
    Query query = parseOr();
    if (peek().kind() == LexemeKind.CLOSE) {
      throw new QuerySyntaxException(
          peek().start(), "this parenthesis closes nothing", "remove it");
    }
    return query;
  }

  private Query parseOr() {
    List<Query> parts = new ArrayList<>();
    do {
      Query part = parseAnd();
      parts.addAll(part instanceof Query.Or or ? or.parts() : List.of(part));
    } while (consumeIf(LexemeKind.OR));
    return parts.size() == 1 ? parts.getFirst() : new Query.Or(parts);
  }

  private Query parseAnd() {
    List<Query> parts = new ArrayList<>();
    do {
      Query part = parseNot();
      parts.addAll(part instanceof Query.And and ? and.parts() : List.of(part));
    } while (consumeIf(LexemeKind.AND) || isImplicitAnd());
    return parts.size() == 1 ? parts.getFirst() : new Query.And(parts);
  }

  /// Returns whether the next lexeme continues a conjunction without an operator.
  private boolean isImplicitAnd() {
    return switch (peek().kind()) {
      case OPEN, NOT, WORD, PHRASE, FIELD -> true;
      case CLOSE, AND, OR, NEAR, END -> false;
    };
  }

  private Query parseNot() {
    Lexeme lexeme = peek();
    if (!consumeIf(LexemeKind.NOT)) {
      return parseNear();
    }
    enterLevel(lexeme);
    Query part = parseNot();
    depth--;
    return new Query.Not(part);
  }

  private Query parseNear() {
    int leftAt = peek().start();
    Query left = parsePrimary();
    Lexeme near = peek();
    if (!consumeIf(LexemeKind.NEAR)) {
      return left;
    }
    int rightAt = peek().start();
    Query right = parsePrimary();
    if (peek().kind() == LexemeKind.NEAR) {
      throw new QuerySyntaxException(
          peek().start(), "NEAR joins two sides only", "write a NEAR/5 b AND b NEAR/5 c");
    }
    return createNear(near, parseSide(left, leftAt), parseSide(right, rightAt));
  }

  private static Query.Near createNear(
      Lexeme operator, List<Query.SpanQuery> left, List<Query.SpanQuery> right) {
    if ((long) left.size() * right.size() > QueryLimits.MAX_NEAR_PAIRS) {
      throw new QuerySyntaxException(
          operator.start(),
          left.size() + " times " + right.size() + " choices are too many for one NEAR",
          "keep the product under " + QueryLimits.MAX_NEAR_PAIRS);
    }
    return new Query.Near(left, right, parseGap(operator));
  }

  private static int parseGap(Lexeme near) {
    int slash = near.text().indexOf('/');
    String digits = slash < 0 ? "" : near.text().substring(slash + 1);
    boolean fits = !digits.isEmpty() && digits.length() <= 3;
    int gap = fits ? Integer.parseInt(digits) : -1;
    if (gap < 0 || gap > QueryLimits.MAX_NEAR_GAP) {
      throw new QuerySyntaxException(
          near.start(),
          QuerySyntaxException.quote(near.text()) + " needs how many words may stand between",
          "0 to " + QueryLimits.MAX_NEAR_GAP + ", as in NEAR/5 or PROCHE/5");
    }
    return gap;
  }

  private static List<Query.SpanQuery> parseSide(Query side, int at) {
    return switch (side) {
      case Query.SpanQuery span -> List.of(span);
      case Query.Or or ->
          or.parts().stream().flatMap(part -> parseSide(part, at).stream()).toList();
      case Query.And and -> throw invalidSide(at);
      case Query.Not not -> throw invalidSide(at);
      case Query.Near near -> throw invalidSide(at);
      case Query.Field field -> throw invalidSide(at);
    };
  }

  private static QuerySyntaxException invalidSide(int at) {
    return new QuerySyntaxException(
        at,
        "a side of NEAR is a word, a phrase or a choice of them",
        "as in (trêve OR \"cessez-le-feu\") NEAR/5 ukraine");
  }

  private Query parsePrimary() {
    Lexeme lexeme = lexemes.get(next);
    return switch (lexeme.kind()) {
      case OPEN -> parseGroup(lexeme);
      case WORD -> ClauseParser.parseWord(nextClause());
      case PHRASE -> ClauseParser.parsePhrase(nextClause());
      case FIELD -> ClauseParser.parseField(nextClause());
      case CLOSE, AND, OR, NOT, NEAR, END -> throw missingWord(lexeme);
    };
  }

  private QuerySyntaxException missingWord(Lexeme found) {
    String where = next == 0 ? "before " : "between " + lexemes.get(next - 1).toDisplay() + " and ";
    boolean operator = found.kind() != LexemeKind.CLOSE && found.kind() != LexemeKind.END;
    return new QuerySyntaxException(
        found.start(),
        "a word is missing " + where + found.toDisplay(),
        operator ? "for the word itself write it in small letters, quoted" : null);
  }

  private Query parseGroup(Lexeme open) {
    next++;
    enterLevel(open);
    Query inside = parseOr();
    if (!consumeIf(LexemeKind.CLOSE)) {
      throw new QuerySyntaxException(open.start(), "this parenthesis is not closed", "add )");
    }
    depth--;
    return inside;
  }

  private void enterLevel(Lexeme lexeme) {
    if (++depth > QueryLimits.MAX_DEPTH) {
      throw new QuerySyntaxException(
          lexeme.start(), "more than " + QueryLimits.MAX_DEPTH + " levels inside each other", null);
    }
  }

  private Lexeme nextClause() {
    Lexeme lexeme = lexemes.get(next++);
    if (++clauses > QueryLimits.MAX_CLAUSES) {
      throw new QuerySyntaxException(
          lexeme.start(),
          "more than " + QueryLimits.MAX_CLAUSES + " words, phrases and fields",
          "split it into several subscriptions");
    }
    return lexeme;
  }

  private Lexeme peek() {
    return lexemes.get(next);
  }

  private boolean consumeIf(LexemeKind kind) {
    if (peek().kind() != kind) {
      return false;
    }
    next++;
    return true;
  }
}
