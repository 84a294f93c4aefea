package org.vigie.analysis.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.country.Countries;
import org.vigie.analysis.text.Reader;
import org.vigie.analysis.text.Token;

/// Dictionary of the names of actors and event types in headlines: `Moscou`, `le Kremlin` and
/// `russe` are one place; `meurt` and `décès` are one event type. Immutable after construction.
final class Names {
  private final Map<String, List<Name>> byFirstWord = new HashMap<>();

  /// A name found in a text.
  ///
  /// @param concept id of the actor or event type
  /// @param words number of words of the name
  /// @param place true for an actor, false for an event type
  /// @param kept whether the words of the name also count as features
  record Found(String concept, int words, boolean place, boolean kept) {}

  private record Name(List<String> words, Found found) {}

  private Names() {}

  static Names bundled() {
    Names names = new Names();
    for (Countries.Country country : Countries.bundled().all()) {
      country.phrases().forEach(phrase -> names.add(phrase, country.code(), true, false));
    }
    Resource.lines("actors.txt").forEach(names::addActor);
    Resource.lines("happenings.txt").forEach(names::addHappening);
    return names;
  }

  private void addActor(String line) {
    int colon = line.indexOf(':');
    String concept = line.substring(0, colon);
    for (String part : line.substring(colon + 1).split("\\|")) {
      String phrase = part.strip();
      boolean kept = phrase.startsWith("+");
      add(kept ? phrase.substring(1) : phrase, concept, true, kept);
    }
  }

  private void addHappening(String line) {
    String[] words = line.split(" ");
    for (String word : words) {
      add(word, words[0], false, false);
    }
  }

  /// A later entry replaces an earlier one with the same words.
  private void add(String phrase, String concept, boolean place, boolean kept) {
    List<String> words = Reader.read(phrase).stream().map(Token::folded).toList();
    Found found = new Found((place ? "@" : "=") + concept, words.size(), place, kept);
    List<Name> same = byFirstWord.computeIfAbsent(words.getFirst(), first -> new ArrayList<>());
    same.removeIf(name -> name.words().equals(words));
    same.add(new Name(words, found));
    same.sort((a, b) -> b.words().size() - a.words().size());
  }

  /// Returns the longest name that begins at the token, null if there is none.
  @Nullable Found at(List<Token> tokens, int at) {
    List<Name> candidates = byFirstWord.get(tokens.get(at).folded());
    if (candidates == null) {
      return null;
    }
    for (Name name : candidates) {
      if (stands(name.words(), tokens, at)) {
        return name.found();
      }
    }
    return null;
  }

  private static boolean stands(List<String> words, List<Token> tokens, int at) {
    if (at + words.size() > tokens.size()) {
      return false;
    }
    for (int i = 1; i < words.size(); i++) {
      if (!tokens.get(at + i).folded().equals(words.get(i))) {
        return false;
      }
    }
    return true;
  }
}
