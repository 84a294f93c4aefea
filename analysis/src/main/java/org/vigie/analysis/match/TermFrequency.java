package org.vigie.analysis.match;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.Tokenizer;

/// Estimates how many texts in a thousand contain a word. Only the speed of matching depends on it:
/// a wrong estimate evaluates more queries, never fewer.
///
/// The estimate uses the length of the word, a list of words that nearly every French text has, and
/// a list of words that are frequent in the press. Counting the words of incoming texts would be
/// more exact; an estimate needs no state and gives every instance the same index.
final class TermFrequency {
  private static final Set<String> COMMON_WORDS =
      allForms(
          "le la les un une des de du d l et ou à au aux en dans sur sous pour par avec sans ne pas"
              + " plus que qui quoi dont où ce cet cette ces se sa son ses leur leurs il elle ils"
              + " elles on nous vous je tu est sont être été a ont avoir fait faire comme mais si"
              + " tout tous toute toutes après avant entre contre depuis lors selon deux trois");
  private static final Set<String> PRESS_WORDS =
      allForms(
          "président ministre gouvernement pays état chef guerre paix accord france français"
              + " européen europe américain international politique monde nouveau premier national"
              + " mardi lundi mercredi jeudi vendredi samedi dimanche annonce déclare affirme jour"
              + " année mois semaine ukraine russie israël gaza trump macron poutine états unis"
              + " union nations sécurité militaire armée crise");
  private static final int[] BY_LENGTH = {900, 500, 200, 90, 60, 40, 30, 22, 16, 12, 9, 7};

  private TermFrequency() {}

  static int estimate(RequiredTerm anchor) {
    return switch (anchor.kind()) {
      case STEM, FOLDED, EXACT -> estimateWord(anchor.text());
      case PREFIX -> 120;
      case TOPIC -> 25;
      case PHASE -> 10;
      case OUTLET -> 60;
      case COUNTRY -> 70;
    };
  }

  private static int estimateWord(String text) {
    if (COMMON_WORDS.contains(text)) {
      return 900;
    }
    if (PRESS_WORDS.contains(text)) {
      return 150;
    }
    return BY_LENGTH[Math.min(text.length(), BY_LENGTH.length - 1)];
  }

  private static Set<String> allForms(String words) {
    return Tokenizer.tokenize(words).stream()
        .flatMap((Token token) -> Stream.of(token.exact(), token.folded(), token.stem()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
