package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.List;
import org.vigie.analysis.text.Reader;
import org.vigie.analysis.text.Token;

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
record Phrase(Yaml.Place place, List<Element> elements) {
  /// An element of a phrase.
  ///
  /// @param gap maximum number of words before it
  record Element(int gap, boolean optional, Atom atom) {}

  sealed interface Atom {}

  /// A folded word; for [Kind#INFLECTED] its root.
  record Word(Kind kind, String text) implements Atom {}

  record Ref(String group) implements Atom {}

  record Choice(String written, List<Phrase> phrases) implements Atom {}

  enum Kind {
    INFLECTED,
    PREFIX,
    EXACT
  }

  private static final int LONGEST_GAP = 20;
  private static final int SHORTEST_PREFIX = 3;

  /// Maximum nesting of brackets; the bundled packs need two.
  private static final int DEEPEST = 10;

  static Phrase parse(Yaml.Place place, String written) {
    return parse(place, written, 0);
  }

  private static Phrase parse(Yaml.Place place, String written, int depth) {
    if (depth > DEEPEST) {
      throw place.error("brackets stand more than " + DEEPEST + " deep");
    }
    List<Element> elements = new ArrayList<>();
    int gap = 0;
    for (String part : split(place, written, ' ')) {
      if (part.startsWith("~")) {
        gap = gap(place, part);
      } else {
        for (Element element : elements(place, part, gap, depth)) {
          elements.add(element);
        }
        gap = 0;
      }
    }
    if (elements.isEmpty() || elements.stream().allMatch(Element::optional) || gap > 0) {
      throw place.error("'" + written + "' must begin and end with a word that has to be there");
    }
    return new Phrase(place, List.copyOf(elements));
  }

  /// Returns the words of a name in exactly this form.
  static Phrase name(Yaml.Place place, String name) {
    return new Phrase(
        place,
        Reader.read(name).stream()
            .map(token -> new Element(0, false, new Word(Kind.EXACT, token.folded())))
            .toList());
  }

  /// Returns a folded word without a plural or feminine ending. Lucene's stemmer removes more and
  /// conflates different words (`guère` and `guerre`), which suits a search but not a rule.
  static String root(String folded) {
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

  private static int gap(Yaml.Place place, String part) {
    try {
      int gap = Integer.parseInt(part.substring(1));
      if (gap >= 1 && gap <= LONGEST_GAP) {
        return gap;
      }
    } catch (NumberFormatException e) {
      // handled by the exception below
    }
    throw place.error("'" + part + "' must be ~ and a number from 1 to " + LONGEST_GAP);
  }

  private static List<Element> elements(Yaml.Place place, String part, int gap, int depth) {
    boolean optional = part.endsWith("?");
    String bare = optional ? part.substring(0, part.length() - 1) : part;
    if (bare.startsWith("{") && bare.endsWith("}")) {
      return List.of(new Element(gap, optional, new Ref(bare.substring(1, bare.length() - 1))));
    }
    if (bare.startsWith("(") && bare.endsWith(")")) {
      List<String> choices = split(place, bare.substring(1, bare.length() - 1), '|');
      List<String> said = choices.stream().filter(choice -> !isElided(choice)).toList();
      List<Phrase> phrases = said.stream().map(choice -> parse(place, choice, depth + 1)).toList();
      boolean may = optional || said.size() < choices.size();
      return List.of(new Element(gap, may, new Choice(bare, phrases)));
    }
    return words(place, bare, gap, optional);
  }

  /// Texts drop elided articles, so an elided article in a phrase is ignored.
  private static boolean isElided(String part) {
    return part.matches("(?i)(l|d|n|s|c|j|m|t|qu|jusqu)['’]");
  }

  private static List<Element> words(Yaml.Place place, String bare, int gap, boolean optional) {
    boolean prefix = bare.endsWith("*");
    boolean exact = bare.startsWith("=");
    if (isElided(bare)) {
      return List.of();
    }
    List<Token> tokens = Reader.read(bare);
    String plain = bare.substring(exact ? 1 : 0, bare.length() - (prefix ? 1 : 0));
    if (tokens.isEmpty() || plain.chars().anyMatch(c -> "(){}|~*=?".indexOf(c) >= 0)) {
      throw place.error("cannot read '" + bare + "'");
    }
    List<Element> elements = new ArrayList<>();
    for (Token token : tokens) {
      boolean last = token == tokens.getLast();
      Word word =
          prefix && last
              ? new Word(Kind.PREFIX, token.folded())
              : exact
                  ? new Word(Kind.EXACT, token.folded())
                  : new Word(Kind.INFLECTED, root(token.folded()));
      if (word.kind() == Kind.PREFIX && word.text().length() < SHORTEST_PREFIX) {
        throw place.error("'" + bare + "' needs " + SHORTEST_PREFIX + " letters before the *");
      }
      elements.add(new Element(elements.isEmpty() ? gap : 0, optional, word));
    }
    return elements;
  }

  /// Splits at a separator outside brackets; empty parts are dropped.
  private static List<String> split(Yaml.Place place, String written, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= written.length(); i++) {
      char c = i == written.length() ? separator : written.charAt(i);
      depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
      if (depth < 0 || depth > 0 && i == written.length()) {
        throw place.error("'" + written + "': brackets do not match");
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
