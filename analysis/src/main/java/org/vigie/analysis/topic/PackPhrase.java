package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.List;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.Tokenizer;

/// A phrase of a topic pack.
///
/// | syntax | matches |
/// |---|---|
/// | `trêve` | the word, with or without a plural or feminine ending (`s`, `x`, `e`) |
/// | `rencontr*` | any word with this prefix of at least three letters |
/// | `=pau` | exactly this form |
/// | `{leader}` | any phrase of that group |
/// | `(gel\|saisie des)` | one of these phrases |
/// | `très?` | the word or nothing; also after a group or a choice |
/// | `~4` | up to four words of any kind, within the sentence |
///
/// Case, accents, hyphens and apostrophes have no effect; an elided `l'` or `d'` is ignored.
///
/// @param place position in the pack
/// @param elements words, groups and choices in order; never empty
record PackPhrase(YamlNode.YamlPosition place, List<PhraseElement> elements) {
  /// An element of a phrase.
  ///
  /// @param gap maximum number of words before it
  record PhraseElement(int gap, boolean optional, PhraseAtom atom) {}

  sealed interface PhraseAtom {}

  /// A folded word; for [WordKind#INFLECTED] its root.
  record WordPattern(WordKind kind, String text) implements PhraseAtom {}

  record GroupReference(String group) implements PhraseAtom {}

  record PhraseChoice(String written, List<PackPhrase> phrases) implements PhraseAtom {}

  enum WordKind {
    INFLECTED,
    PREFIX,
    EXACT
  }

  /// Maximum number of words between two parts.
  static final int MAX_GAP = 20;
  private static final int MIN_PREFIX_LETTERS = 3;

  /// Maximum nesting of brackets; the bundled packs need two.
  private static final int MAX_DEPTH = 10;

  static PackPhrase parse(YamlNode.YamlPosition place, String written) {
    return parse(place, written, 0);
  }

  private static PackPhrase parse(YamlNode.YamlPosition place, String written, int depth) {
    if (depth > MAX_DEPTH) {
      throw place.createException("brackets stand more than " + MAX_DEPTH + " deep");
    }
    List<PhraseElement> elements = new ArrayList<>();
    int gap = 0;
    for (String part : splitOutsideBrackets(place, written, ' ')) {
      if (part.startsWith("~")) {
        gap = parseGap(place, part);
      } else {
        for (PhraseElement element : parsePart(place, part, gap, depth)) {
          elements.add(element);
        }
        gap = 0;
      }
    }
    if (elements.isEmpty() || elements.stream().allMatch(PhraseElement::optional) || gap > 0) {
      throw place.createException(
          "'" + written + "' must begin and end with a word that has to be there");
    }
    return new PackPhrase(place, List.copyOf(elements));
  }

  /// Returns whether the group is one of the elements; groups within brackets do not count.
  boolean mentionsGroup(String group) {
    return elements.stream().anyMatch(e -> e.atom().equals(new GroupReference(group)));
  }

  /// Returns the words of a name in exactly this form.
  static PackPhrase ofName(YamlNode.YamlPosition place, String name) {
    return new PackPhrase(
        place,
        Tokenizer.tokenize(name).stream()
            .map(
                token ->
                    new PhraseElement(0, false, new WordPattern(WordKind.EXACT, token.folded())))
            .toList());
  }

  /// Returns a folded word without a plural or feminine ending. Lucene's stemmer removes more and
  /// conflates different words (`guère` and `guerre`), which suits a search but not a rule.
  static String rootOf(String folded) {
    return folded.substring(0, rootLength(folded));
  }

  /// Returns the length of the root of a folded word.
  static int rootLength(String folded) {
    int length = folded.length();
    if (length > 3 && (folded.charAt(length - 1) == 's' || folded.charAt(length - 1) == 'x')) {
      length--;
    }
    if (length > 3 && folded.charAt(length - 1) == 'e') {
      length--;
    }
    return length;
  }

  private static int parseGap(YamlNode.YamlPosition place, String part) {
    try {
      int gap = Integer.parseInt(part.substring(1));
      if (gap >= 1 && gap <= MAX_GAP) {
        return gap;
      }
    } catch (NumberFormatException e) {
      // handled by the exception below
    }
    throw place.createException("'" + part + "' must be ~ and a number from 1 to " + MAX_GAP);
  }

  private static List<PhraseElement> parsePart(
      YamlNode.YamlPosition place, String part, int gap, int depth) {
    boolean optional = part.endsWith("?");
    String bare = optional ? part.substring(0, part.length() - 1) : part;
    if (bare.startsWith("{") && bare.endsWith("}")) {
      return List.of(
          new PhraseElement(
              gap, optional, new GroupReference(bare.substring(1, bare.length() - 1))));
    }
    if (bare.startsWith("(") && bare.endsWith(")")) {
      List<String> choices = splitOutsideBrackets(place, bare.substring(1, bare.length() - 1), '|');
      List<String> written = choices.stream().filter(choice -> !isElided(choice)).toList();
      List<PackPhrase> phrases =
          written.stream().map(choice -> parse(place, choice, depth + 1)).toList();
      boolean may = optional || written.size() < choices.size();
      return List.of(new PhraseElement(gap, may, new PhraseChoice(bare, phrases)));
    }
    return parseWords(place, bare, gap, optional);
  }

  /// Texts drop elided articles, so an elided article in a phrase is ignored.
  private static boolean isElided(String part) {
    return part.matches("(?i)(l|d|n|s|c|j|m|t|qu|jusqu)['’]");
  }

  private static List<PhraseElement> parseWords(
      YamlNode.YamlPosition place, String bare, int gap, boolean optional) {
    boolean prefix = bare.endsWith("*");
    boolean exact = bare.startsWith("=");
    if (isElided(bare)) {
      return List.of();
    }
    List<Token> tokens = Tokenizer.tokenize(bare);
    String plain = bare.substring(exact ? 1 : 0, bare.length() - (prefix ? 1 : 0));
    if (tokens.isEmpty() || plain.chars().anyMatch(c -> "(){}|~*=?".indexOf(c) >= 0)) {
      throw place.createException("cannot read '" + bare + "'");
    }
    List<PhraseElement> elements = new ArrayList<>();
    for (Token token : tokens) {
      boolean last = token == tokens.getLast();
      WordPattern word =
          prefix && last
              ? new WordPattern(WordKind.PREFIX, token.folded())
              : exact
                  ? new WordPattern(WordKind.EXACT, token.folded())
                  : new WordPattern(WordKind.INFLECTED, rootOf(token.folded()));
      if (word.kind() == WordKind.PREFIX && word.text().length() < MIN_PREFIX_LETTERS) {
        throw place.createException(
            "'" + bare + "' needs " + MIN_PREFIX_LETTERS + " letters before the *");
      }
      elements.add(new PhraseElement(elements.isEmpty() ? gap : 0, optional, word));
    }
    return elements;
  }

  /// Splits at a separator outside brackets; empty parts are dropped.
  private static List<String> splitOutsideBrackets(
      YamlNode.YamlPosition place, String written, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= written.length(); i++) {
      char c = i == written.length() ? separator : written.charAt(i);
      depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
      if (depth < 0 || depth > 0 && i == written.length()) {
        throw place.createException("'" + written + "': brackets do not match");
      }
      if (c == separator && depth == 0) {
        String part = written.substring(start, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        start = i + 1;
      }
    }
    return parts;
  }
}
