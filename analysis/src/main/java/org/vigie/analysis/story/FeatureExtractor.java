package org.vigie.analysis.story;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.Tokenizer;

/// Extracts the features of articles. Not thread-safe.
final class FeatureExtractor {
  /// Maximum number of letters of a stem: `conservateur` and `conservation` share `conser`. Longer
  /// than most stems; the cut joins noun and verb of one action (`suspend`, `suspension`), which a
  /// light stemmer does not.
  private static final int MAX_STEM_LENGTH = 6;

  private final NameDictionary names;
  private final HeadlineLabels labels;
  private final Set<String> stopWords;

  FeatureExtractor() {
    names = NameDictionary.bundled();
    labels = HeadlineLabels.bundled();
    stopWords = new HashSet<>(readWords(StoryResources.readLines("unheard.txt")));
  }

  private static List<String> readWords(List<String> lines) {
    return lines.stream()
        .flatMap(line -> Tokenizer.tokenize(line).stream())
        .map(Token::folded)
        .distinct()
        .toList();
  }

  ArticleFeatures extract(ArticleExcerpt account) {
    List<Token> title = Tokenizer.tokenize(account.title());
    List<Token> lead = Tokenizer.tokenize(account.lead());
    HeadlineLabels.Label label = labels.findLabel(title, account.title(), lead);
    List<Token> headline = title.subList(label.words(), title.size());
    Map<String, FeatureOccurrence> signs = new LinkedHashMap<>();
    NumberFinder numbers = new NumberFinder(names);
    collectOccurrences(headline, account.title(), true, numbers, signs);
    collectOccurrences(lead, account.lead(), false, numbers, signs);
    numbers.collectFacts(headline);
    numbers.collectFacts(lead);
    return new ArticleFeatures(
        account.item(),
        account.outlet(),
        account.seen(),
        account.effectiveDate(),
        account.link(),
        joinWords(headline),
        account.lead().hashCode(),
        label.kind(),
        List.copyOf(signs.values()),
        numbers.toFacts());
  }

  private static String joinWords(List<Token> headline) {
    return headline.stream().map(Token::folded).collect(Collectors.joining(" "));
  }

  private void collectOccurrences(
      List<Token> tokens,
      String source,
      boolean title,
      NumberFinder numbers,
      Map<String, FeatureOccurrence> signs) {
    int covered = 0;
    for (int i = 0; i < tokens.size(); i++) {
      NameDictionary.FoundName found = i < covered ? null : names.findAt(tokens, i);
      if (found != null) {
        addOccurrence(new FeatureOccurrence(found.concept(), title, found.place()), signs);
        covered = found.keepsWords() ? covered : i + found.wordCount();
      }
      String figure = numbers.findFigure(tokens, i);
      if (figure != null) {
        addOccurrence(new FeatureOccurrence(figure, title, false), signs);
      }
      if (i >= covered) {
        addWord(tokens, i, source, title, signs);
      }
    }
  }

  private void addWord(
      List<Token> tokens,
      int at,
      String source,
      boolean title,
      Map<String, FeatureOccurrence> signs) {
    Token token = tokens.get(at);
    String folded = token.folded();
    if (folded.length() < 2 || stopWords.contains(folded) || isLoneNumber(folded)) {
      return;
    }
    boolean first = at == 0 || tokens.get(at - 1).sentence() != token.sentence();
    boolean capital = Character.isUpperCase(source.charAt(token.start()));
    boolean name = capital && (!first || isBeforeColon(source, token.end()));
    addOccurrence(new FeatureOccurrence(truncateStem(token), title, name), signs);
  }

  /// Returns whether a colon follows: `Marseille : un incendie` begins with a place.
  private static boolean isBeforeColon(String source, int end) {
    int at = end;
    while (at < source.length() && Character.isSpaceChar(source.charAt(at))) {
      at++;
    }
    return at < source.length() && source.charAt(at) == ':';
  }

  static String truncateStem(Token token) {
    String stem = token.stem();
    return stem.length() <= MAX_STEM_LENGTH ? stem : stem.substring(0, MAX_STEM_LENGTH);
  }

  /// Numbers below 100 and years are in every text; [NumberFinder] finds what other numbers count.
  private static boolean isLoneNumber(String folded) {
    return Character.isDigit(folded.charAt(0))
        && (folded.length() <= 2 || NumberFinder.isYear(folded));
  }

  private static void addOccurrence(FeatureOccurrence sign, Map<String, FeatureOccurrence> signs) {
    signs.merge(sign.feature(), sign, FeatureOccurrence::merge);
  }
}
