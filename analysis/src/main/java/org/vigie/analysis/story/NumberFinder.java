package org.vigie.analysis.story;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.Token;

/// Finds the numbers of a text by function: ordinals, counts and dates.
final class NumberFinder {
  private static final Pattern ORDINAL =
      Pattern.compile("(\\d{1,4})(?:e|er|re|eme|emes|ieme|iemes|nd|nde|ere)");
  private static final Map<String, String> ORDINAL_WORDS =
      numberWords(
          "premier premiere,deuxieme second seconde,troisieme,quatrieme,cinquieme,sixieme,septieme,"
              + "huitieme,neuvieme,dixieme,onzieme,douzieme,treizieme,quatorzieme,quinzieme,"
              + "seizieme,dix-septieme,dix-huitieme,dix-neuvieme,vingtieme");
  private static final Map<String, String> CARDINAL_WORDS =
      numberWords(
          "un une,deux,trois,quatre,cinq,six,sept,huit,neuf,dix,onze,douze,treize,quatorze,quinze,"
              + "seize,dix-sept,dix-huit,dix-neuf,vingt");
  private static final Set<String> SERIES_NOUNS =
      Set.of(
          ("acte n no episode saison tome chapitre volet numero etape journee jour article "
                  + "groupe phase")
              .split(" "));
  private static final Set<String> MONTHS =
      Set.of(
          ("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre "
                  + "decembre")
              .split(" "));

  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");

  /// Words after a number that it does not count: durations, ages, and words without content.
  private static final Set<String> UNCOUNTED_WORDS =
      Set.of(
          ("ans annees mois semaines jours heures minutes secondes euros fois autres "
                  + "premiers premieres dernieres derniers des les aux sur par pour que dans est "
                  + "ont sont")
              .split(" "));

  private final NameDictionary names;
  private final Map<String, Set<String>> ordinals = new HashMap<>();
  private final Set<String> days = new HashSet<>();

  NumberFinder(NameDictionary names) {
    this.names = names;
  }

  private static Map<String, String> numberWords(String row) {
    Map<String, String> values = new HashMap<>();
    String[] forms = row.split(",");
    for (int i = 0; i < forms.length; i++) {
      for (String form : forms[i].split(" ")) {
        values.put(form, Integer.toString(i + 1));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  ArticleFeatures.NumberFacts toFacts() {
    return new ArticleFeatures.NumberFacts(ordinals, days);
  }

  void collectFacts(List<Token> tokens) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      String word = tokens.get(i).folded();
      Token next = tokens.get(i + 1);
      String ordinal = parseOrdinal(word);
      if (ordinal != null && next.folded().length() > 2) {
        addValue(ordinals, FeatureExtractor.truncateStem(next), ordinal);
      } else if (isNumber(next.folded()) && SERIES_NOUNS.contains(word)) {
        addValue(ordinals, word, next.folded());
      }
      String number = parseCardinal(word);
      if (number != null && MONTHS.contains(next.folded())) {
        days.add(number + " " + next.folded());
      }
    }
  }

  /// Returns the count that begins at a token, number and noun: `#28=mort`, `#42person`; null if
  /// there is none.
  @Nullable String findFigure(List<Token> tokens, int at) {
    String number = at + 1 < tokens.size() ? parseCardinal(tokens.get(at).folded()) : null;
    if (number == null || number.equals("1") || number.startsWith("0") || isYear(number)) {
      return null;
    }
    Token next = tokens.get(at + 1);
    String word = next.folded();
    if (word.length() < 3
        || UNCOUNTED_WORDS.contains(word)
        || MONTHS.contains(word)
        || isNumber(word)) {
      return null;
    }
    NameDictionary.FoundName found = names.findAt(tokens, at + 1);
    return "#" + number + (found == null ? FeatureExtractor.truncateStem(next) : found.concept());
  }

  static boolean isYear(String word) {
    return YEAR.matcher(word).matches();
  }

  private static @Nullable String parseOrdinal(String word) {
    String named = ORDINAL_WORDS.get(word);
    if (named != null) {
      return named;
    }
    if (!Character.isDigit(word.charAt(0))) {
      return null;
    }
    Matcher ordinal = ORDINAL.matcher(word);
    return ordinal.matches() ? ordinal.group(1) : null;
  }

  private static @Nullable String parseCardinal(String word) {
    if (word.equals("1er")) {
      return "1";
    }
    return isNumber(word) ? word : CARDINAL_WORDS.get(word);
  }

  private static boolean isNumber(String word) {
    if (word.length() > 6) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (!Character.isDigit(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static void addValue(Map<String, Set<String>> values, String key, String value) {
    values.computeIfAbsent(key, k -> new HashSet<>()).add(value);
  }
}
