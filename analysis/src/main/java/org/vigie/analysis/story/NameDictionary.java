package org.vigie.analysis.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.country.CountryTable;
import org.vigie.analysis.text.BundledLines;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.Tokenizer;

/// Dictionary of the names of actors and event types in headlines: `Moscou`, `le Kremlin` and
/// `russe` are one place; `meurt` and `décès` are one event type. Immutable after construction.
final class NameDictionary {
  private final Map<String, List<NameEntry>> byFirstWord = new HashMap<>();

  /// A name found in a text.
  ///
  /// @param concept id of the actor or event type
  /// @param wordCount number of words of the name
  /// @param place true for an actor, false for an event type
  /// @param keepsWords whether the words of the name also count as features
  record FoundName(String concept, int wordCount, boolean place, boolean keepsWords) {}

  private record NameEntry(List<String> words, FoundName found) {}

  private NameDictionary() {}

  static NameDictionary bundled() {
    NameDictionary names = new NameDictionary();
    for (CountryTable.Country country : CountryTable.bundled().all()) {
      country.allPhrases().forEach(phrase -> names.add(phrase, country.code(), true, false));
    }
    BundledLines.read(NameDictionary.class, "actors.txt").forEach(names::addActor);
    BundledLines.read(NameDictionary.class, "happenings.txt").forEach(names::addEventType);
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

  private void addEventType(String line) {
    String[] words = line.split(" ");
    for (String word : words) {
      add(word, words[0], false, false);
    }
  }

  /// A later entry replaces an earlier one with the same words.
  private void add(String phrase, String concept, boolean place, boolean kept) {
    List<String> words = Tokenizer.tokenize(phrase).stream().map(Token::folded).toList();
    FoundName found = new FoundName((place ? "@" : "=") + concept, words.size(), place, kept);
    List<NameEntry> same =
        byFirstWord.computeIfAbsent(words.getFirst(), first -> new ArrayList<>());
    same.removeIf(name -> name.words().equals(words));
    same.add(new NameEntry(words, found));
    same.sort((a, b) -> b.words().size() - a.words().size());
  }

  /// Returns the longest name that begins at the token, null if there is none.
  @Nullable FoundName findAt(List<Token> tokens, int at) {
    List<NameEntry> candidates = byFirstWord.get(tokens.get(at).folded());
    if (candidates == null) {
      return null;
    }
    for (NameEntry name : candidates) {
      if (isAt(name.words(), tokens, at)) {
        return name.found();
      }
    }
    return null;
  }

  private static boolean isAt(List<String> words, List<Token> tokens, int at) {
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
