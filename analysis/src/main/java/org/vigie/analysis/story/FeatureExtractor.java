package org.vigie.analysis.story;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.analysis.text.BundledLines;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.Tokenizer;

/// Extracts the features of articles. Not thread-safe.
final class FeatureExtractor {
  /// Maximum number of letters of a stem: `conservateur` and `conservation` share `conser`. Longer
  /// than most stems; the cut joins noun and verb of one action (`suspend`, `suspension`), which a
  /// light stemmer does not.
  private static final int MAX_STEM_LENGTH = 6;

  /// Maximum number of words of a theme, and minimum number of words behind it.
  private static final int MAX_THEME_WORDS = 6;

  private static final int MIN_STEP_WORDS = 4;

  private final NameDictionary names;
  private final HeadlineLabels labels;
  private final Set<String> stopWords;

  FeatureExtractor() {
    names = NameDictionary.bundled();
    labels = HeadlineLabels.bundled();
    stopWords = new HashSet<>(readWords(BundledLines.read(FeatureExtractor.class, "unheard.txt")));
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
    int step = findStep(headline, account.title());
    collectOccurrences(headline, account.title(), true, step, numbers, signs);
    collectOccurrences(lead, account.lead(), false, lead.size(), numbers, signs);
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

  /// Returns the index of the first word behind the theme of a headline, 0 if there is no theme:
  /// `Guerre en Ukraine :` begins a hundred headlines of a day, and what happened stands behind it.
  private static int findStep(List<Token> headline, String source) {
    int last = Math.min(MAX_THEME_WORDS, headline.size() - MIN_STEP_WORDS);
    for (int i = 1; i <= last; i++) {
      String between = source.substring(headline.get(i - 1).end(), headline.get(i).start());
      if (between.indexOf(':') >= 0) {
        return source.substring(0, headline.get(i - 1).end()).matches("[^«“\"]*+") ? i : 0;
      }
    }
    return 0;
  }

  private static String joinWords(List<Token> headline) {
    return headline.stream().map(Token::folded).collect(Collectors.joining(" "));
  }

  private void collectOccurrences(
      List<Token> tokens,
      String source,
      boolean title,
      int from,
      NumberFinder numbers,
      Map<String, FeatureOccurrence> signs) {
    int covered = 0;
    for (int i = 0; i < tokens.size(); i++) {
      boolean step = i >= from;
      NameDictionary.FoundName found = i < covered ? null : names.findAt(tokens, i);
      if (found != null) {
        addOccurrence(new FeatureOccurrence(found.concept(), title, step, found.place()), signs);
        covered = found.keepsWords() ? covered : i + found.wordCount();
      }
      String figure = numbers.findFigure(tokens, i);
      if (figure != null) {
        addOccurrence(new FeatureOccurrence(figure, title, step, false), signs);
      }
      if (i >= covered) {
        addWord(tokens, i, source, title, step, signs);
      }
    }
  }

  private void addWord(
      List<Token> tokens,
      int at,
      String source,
      boolean title,
      boolean step,
      Map<String, FeatureOccurrence> signs) {
    Token token = tokens.get(at);
    String folded = token.folded();
    if (folded.length() < 2 || stopWords.contains(folded) || isLoneNumber(folded)) {
      return;
    }
    boolean first = at == 0 || tokens.get(at - 1).sentence() != token.sentence();
    boolean capital = Character.isUpperCase(source.charAt(token.start()));
    boolean name = capital && (!first || isBeforeColon(source, token.end()));
    addOccurrence(new FeatureOccurrence(truncateStem(token), title, step, name), signs);
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
