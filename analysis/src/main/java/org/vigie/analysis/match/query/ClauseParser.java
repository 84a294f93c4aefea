package org.vigie.analysis.match.query;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.Tokenizer;
import org.vigie.model.Outlet;

/// Parses the smallest parts of a query: words, phrases, wildcards and fields.
final class ClauseParser {
  private static final Pattern NEAR_ANY_CASE =
      Pattern.compile("(near|proche)/\\d*", Pattern.CASE_INSENSITIVE);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private ClauseParser() {}

  static Query.SpanQuery parseWord(Lexeme lexeme) {
    String text = lexeme.text();
    int start = lexeme.start();
    refuseLowerCaseOperator(text, start);
    if (text.startsWith("-") || text.startsWith("−")) {
      throw new QuerySyntaxException(
          start, "a minus sign does not exclude", "write NOT " + displayWord(text.substring(1)));
    }
    if (text.indexOf('*') >= 0) {
      return parsePrefix(text, start);
    }
    List<Token> tokens = tokenize(text, start);
    return new Query.Word(joinExact(tokens, "-"));
  }

  static Query.Phrase parsePhrase(Lexeme lexeme) {
    String text = lexeme.text();
    int star = text.indexOf('*');
    if (star >= 0) {
      throw new QuerySyntaxException(
          lexeme.start() + 1 + star,
          "a wildcard cannot stand inside quotes",
          "write it outside, as in ukrain* NEAR/0 armée");
    }
    return new Query.Phrase(joinExact(tokenize(text, lexeme.start()), " "));
  }

  static Query.Field parseField(Lexeme lexeme) {
    int valueAt = lexeme.start() + lexeme.text().length() + 1;
    String value = lexeme.value().strip();
    Query.Field.FieldName name = parseName(lexeme);
    if (value.isEmpty()) {
      throw new QuerySyntaxException(
          valueAt, name + ": needs a value right after the colon", example(name));
    }
    String read =
        switch (name) {
          case TOPIC, PHASE -> ID.matcher(value).matches() ? value : null;
          case OUTLET -> Outlet.named(value).id();
          case COUNTRY -> CountryCodes.findCode(value);
        };
    if (read == null) {
      throw new QuerySyntaxException(
          valueAt,
          QuerySyntaxException.quote(value) + " is no " + name + " known here",
          example(name));
    }
    return new Query.Field(name, read);
  }

  private static String example(Query.Field.FieldName name) {
    return switch (name) {
      case TOPIC -> "as in topic:ceasefire";
      case PHASE -> "as in phase:imposed";
      case OUTLET -> "as in outlet:le-monde or outlet:\"Le Monde\"";
      case COUNTRY -> "as in country:UA or country:Ukraine";
    };
  }

  private static Query.Field.FieldName parseName(Lexeme lexeme) {
    for (Query.Field.FieldName name : Query.Field.FieldName.values()) {
      if (name.toString().equalsIgnoreCase(lexeme.text())) {
        return name;
      }
    }
    throw new QuerySyntaxException(
        lexeme.start(),
        QuerySyntaxException.quote(lexeme.text() + ":") + " is not a field",
        "fields are topic:, phase:, outlet: and country:; for words with a colon use quotes");
  }

  private static Query.Prefix parsePrefix(String text, int start) {
    int star = text.indexOf('*');
    if (star == 0) {
      throw new QuerySyntaxException(
          start, "a wildcard cannot begin a word", "write the beginning, as in ukrain*");
    }
    if (star < text.length() - 1) {
      throw new QuerySyntaxException(
          start + star,
          "a wildcard can only end a word",
          "write " + displayWord(text.substring(0, star)) + "*");
    }
    List<Token> tokens = tokenize(text.substring(0, star), start);
    String folded = tokens.getLast().folded();
    if (tokens.size() > 1) {
      throw new QuerySyntaxException(
          start,
          "a wildcard needs a single word before it",
          "write \"…\" NEAR/0 " + displayWord(folded) + "*");
    }
    if (folded.length() < QueryLimits.MIN_PREFIX_LETTERS) {
      throw new QuerySyntaxException(
          start, "a wildcard needs " + QueryLimits.MIN_PREFIX_LETTERS + " letters before it", null);
    }
    return new Query.Prefix(folded);
  }

  /// A lower-case `et` is more often a mistake than a search word; as a search word it would match
  /// nearly nothing or nearly everything.
  private static void refuseLowerCaseOperator(String text, int start) {
    String meant = findOperator(text);
    if (meant != null) {
      throw new QuerySyntaxException(
          start,
          QuerySyntaxException.quote(text) + " : operators are written in capitals",
          "write " + meant + ", or \"" + text + "\" for the word itself");
    }
  }

  /// Returns whether a bare word is refused because an operator is spelled like it.
  static boolean isOperatorWord(String text) {
    return findOperator(text) != null;
  }

  private static @Nullable String findOperator(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "and", "et" -> "AND or ET";
      case "or", "ou" -> "OR or OU";
      case "not", "sauf" -> "NOT or SAUF";
      default -> NEAR_ANY_CASE.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : null;
    };
  }

  private static List<Token> tokenize(String text, int start) {
    List<Token> tokens = Tokenizer.tokenize(text);
    if (tokens.isEmpty()) {
      throw new QuerySyntaxException(
          start, "there is no word in " + QuerySyntaxException.quote(text), suggestOperator(text));
    }
    if (tokens.size() > QueryLimits.MAX_PHRASE_WORDS) {
      throw new QuerySyntaxException(
          start,
          "more than " + QueryLimits.MAX_PHRASE_WORDS + " words in a row",
          "ask for fewer of them");
    }
    return tokens;
  }

  private static @Nullable String suggestOperator(String text) {
    return switch (text) {
      case "&", "&&", "+" -> "write AND or ET";
      case "|", "||", "/" -> "write OR or OU";
      case "!" -> "write NOT or SAUF";
      default -> null;
    };
  }

  private static String joinExact(List<Token> tokens, String between) {
    return tokens.stream().map(Token::exact).collect(Collectors.joining(between));
  }

  /// Returns a word that can be shown in a suggestion.
  private static String displayWord(String written) {
    List<Token> tokens = Tokenizer.tokenize(written);
    return tokens.isEmpty() || tokens.size() > QueryLimits.MAX_PHRASE_WORDS
        ? "word"
        : joinExact(tokens, "-");
  }
}
