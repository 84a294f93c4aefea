package org.vigie.analysis.match.query;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.Reader;
import org.vigie.analysis.text.Token;
import org.vigie.model.Outlet;

/// Parses the smallest parts of a query: words, phrases, wildcards and fields.
final class Clauses {
  private static final Pattern NEAR_IN_SMALL =
      Pattern.compile("(near|proche)/\\d*", Pattern.CASE_INSENSITIVE);
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private Clauses() {}

  static Query.Spot word(Lexeme lexeme) {
    String text = lexeme.text();
    int start = lexeme.start();
    refuseOperatorInSmall(text, start);
    if (text.startsWith("-") || text.startsWith("−")) {
      throw new Refusal(
          start, "a minus sign does not exclude", "write NOT " + shownWord(text.substring(1)));
    }
    if (text.indexOf('*') >= 0) {
      return prefix(text, start);
    }
    List<Token> tokens = tokens(text, start);
    return new Query.Word(exact(tokens, "-"));
  }

  static Query.Phrase phrase(Lexeme lexeme) {
    String text = lexeme.text();
    int star = text.indexOf('*');
    if (star >= 0) {
      throw new Refusal(
          lexeme.start() + 1 + star,
          "a wildcard cannot stand inside quotes",
          "write it outside, as in ukrain* NEAR/0 armée");
    }
    return new Query.Phrase(exact(tokens(text, lexeme.start()), " "));
  }

  static Query.Field field(Lexeme lexeme) {
    int valueAt = lexeme.start() + lexeme.text().length() + 1;
    String value = lexeme.value().strip();
    Query.Field.Name name = name(lexeme);
    if (value.isEmpty()) {
      throw new Refusal(valueAt, name + ": needs a value right after the colon", example(name));
    }
    String read =
        switch (name) {
          case TOPIC -> TOPIC.matcher(value).matches() ? value : null;
          case OUTLET -> Outlet.named(value).id();
          case COUNTRY -> CountryNames.code(value);
        };
    if (read == null) {
      throw new Refusal(
          valueAt, Refusal.quoted(value) + " is no " + name + " known here", example(name));
    }
    return new Query.Field(name, read);
  }

  private static String example(Query.Field.Name name) {
    return switch (name) {
      case TOPIC -> "as in topic:ceasefire";
      case OUTLET -> "as in outlet:le-monde or outlet:\"Le Monde\"";
      case COUNTRY -> "as in country:UA or country:Ukraine";
    };
  }

  private static Query.Field.Name name(Lexeme lexeme) {
    for (Query.Field.Name name : Query.Field.Name.values()) {
      if (name.toString().equalsIgnoreCase(lexeme.text())) {
        return name;
      }
    }
    throw new Refusal(
        lexeme.start(),
        Refusal.quoted(lexeme.text() + ":") + " is not a field",
        "fields are topic:, outlet: and country:; for words with a colon use quotes");
  }

  private static Query.Prefix prefix(String text, int start) {
    int star = text.indexOf('*');
    if (star == 0) {
      throw new Refusal(
          start, "a wildcard cannot begin a word", "write the beginning, as in ukrain*");
    }
    if (star < text.length() - 1) {
      throw new Refusal(
          start + star,
          "a wildcard can only end a word",
          "write " + shownWord(text.substring(0, star)) + "*");
    }
    List<Token> tokens = tokens(text.substring(0, star), start);
    String folded = tokens.getLast().folded();
    if (tokens.size() > 1) {
      throw new Refusal(
          start,
          "a wildcard needs a single word before it",
          "write \"…\" NEAR/0 " + shownWord(folded) + "*");
    }
    if (folded.length() < Limits.PREFIX_LETTERS) {
      throw new Refusal(
          start, "a wildcard needs " + Limits.PREFIX_LETTERS + " letters before it", null);
    }
    return new Query.Prefix(folded);
  }

  /// A lower-case `et` is more often a mistake than a search word; as a search word it would match
  /// nearly nothing or nearly everything.
  private static void refuseOperatorInSmall(String text, int start) {
    String meant = operator(text);
    if (meant != null) {
      throw new Refusal(
          start,
          Refusal.quoted(text) + " : operators are written in capitals",
          "write " + meant + ", or \"" + text + "\" for the word itself");
    }
  }

  /// Returns whether a bare word is refused because an operator is spelled like it.
  static boolean isSpelledLikeAnOperator(String text) {
    return operator(text) != null;
  }

  private static @Nullable String operator(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "and", "et" -> "AND or ET";
      case "or", "ou" -> "OR or OU";
      case "not", "sauf" -> "NOT or SAUF";
      default -> NEAR_IN_SMALL.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : null;
    };
  }

  private static List<Token> tokens(String text, int start) {
    List<Token> tokens = Reader.read(text);
    if (tokens.isEmpty()) {
      throw new Refusal(start, "there is no word in " + Refusal.quoted(text), operatorSign(text));
    }
    if (tokens.size() > Limits.PHRASE_WORDS) {
      throw new Refusal(
          start, "more than " + Limits.PHRASE_WORDS + " words in a row", "ask for fewer of them");
    }
    return tokens;
  }

  private static @Nullable String operatorSign(String text) {
    return switch (text) {
      case "&", "&&", "+" -> "write AND or ET";
      case "|", "||", "/" -> "write OR or OU";
      case "!" -> "write NOT or SAUF";
      default -> null;
    };
  }

  private static String exact(List<Token> tokens, String between) {
    return tokens.stream().map(Token::exact).collect(Collectors.joining(between));
  }

  /// Returns a word that can be shown in a suggestion.
  private static String shownWord(String written) {
    List<Token> tokens = Reader.read(written);
    return tokens.isEmpty() || tokens.size() > Limits.PHRASE_WORDS ? "word" : exact(tokens, "-");
  }
}
