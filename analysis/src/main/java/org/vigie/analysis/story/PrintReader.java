package org.vigie.analysis.story;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigie.analysis.text.Reader;
import org.vigie.analysis.text.Token;

/// Extracts the features of articles. Not thread-safe.
final class PrintReader {
  /// Maximum number of letters of a stem: `conservateur` and `conservation` share `conser`. Longer
  /// than most stems; the cut joins noun and verb of one action (`suspend`, `suspension`), which a
  /// light stemmer does not.
  private static final int CUT = 6;

  private final Names names;
  private final Labels labels;
  private final Set<String> unheard;

  PrintReader() {
    names = Names.bundled();
    labels = Labels.bundled();
    unheard = new HashSet<>(words(Resource.lines("unheard.txt")));
  }

  private static List<String> words(List<String> lines) {
    return lines.stream()
        .flatMap(line -> Reader.read(line).stream())
        .map(Token::folded)
        .distinct()
        .toList();
  }

  Print read(Account account) {
    List<Token> title = Reader.read(account.title());
    List<Token> lead = Reader.read(account.lead());
    Labels.Label label = labels.of(title);
    List<Token> headline = title.subList(label.words(), title.size());
    Map<String, Sign> signs = new LinkedHashMap<>();
    Numbers numbers = new Numbers(names);
    collect(headline, account.title(), true, numbers, signs);
    collect(lead, account.lead(), false, numbers, signs);
    numbers.read(headline);
    numbers.read(lead);
    return new Print(
        account.item(),
        account.outlet(),
        account.seen(),
        account.dated(),
        account.link(),
        joined(headline),
        label.kind(),
        List.copyOf(signs.values()),
        numbers.facts());
  }

  private static String joined(List<Token> headline) {
    return headline.stream().map(Token::folded).collect(Collectors.joining(" "));
  }

  private void collect(
      List<Token> tokens, String source, boolean title, Numbers numbers, Map<String, Sign> signs) {
    int covered = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Names.Found found = i < covered ? null : names.at(tokens, i);
      if (found != null) {
        add(new Sign(found.concept(), title, found.place()), signs);
        covered = found.kept() ? covered : i + found.words();
      }
      String figure = numbers.figure(tokens, i);
      if (figure != null) {
        add(new Sign(figure, title, false), signs);
      }
      if (i >= covered) {
        word(tokens, i, source, title, signs);
      }
    }
  }

  private void word(
      List<Token> tokens, int at, String source, boolean title, Map<String, Sign> signs) {
    Token token = tokens.get(at);
    String folded = token.folded();
    if (folded.length() < 2 || unheard.contains(folded) || isLoneNumber(folded)) {
      return;
    }
    boolean first = at == 0 || tokens.get(at - 1).sentence() != token.sentence();
    boolean capital = Character.isUpperCase(source.charAt(token.start()));
    boolean name = capital && (!first || heads(source, token.end()));
    add(new Sign(cut(token), title, name), signs);
  }

  /// Returns whether a colon follows: `Marseille : un incendie` begins with a place.
  private static boolean heads(String source, int end) {
    int at = end;
    while (at < source.length() && Character.isSpaceChar(source.charAt(at))) {
      at++;
    }
    return at < source.length() && source.charAt(at) == ':';
  }

  static String cut(Token token) {
    String stem = token.stem();
    return stem.length() <= CUT ? stem : stem.substring(0, CUT);
  }

  /// Numbers below 100 and years are in every text; [Numbers] finds what other numbers count.
  private static boolean isLoneNumber(String folded) {
    return Character.isDigit(folded.charAt(0)) && (folded.length() <= 2 || Numbers.isYear(folded));
  }

  private static void add(Sign sign, Map<String, Sign> signs) {
    signs.merge(sign.feature(), sign, Sign::and);
  }
}
