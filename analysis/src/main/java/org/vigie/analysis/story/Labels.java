package org.vigie.analysis.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vigie.analysis.text.Reader;
import org.vigie.analysis.text.Token;

/// Labels of headlines (`EN DIRECT`), and the headlines that report no single event. Immutable.
final class Labels {
  private final List<Rule> rules;

  private record Rule(Print.Kind kind, List<String> words, boolean anywhere) {}

  /// The label of a headline.
  ///
  /// @param words number of words of the headline that form the label
  record Label(Print.Kind kind, int words) {}

  private Labels(List<Rule> rules) {
    this.rules = rules;
  }

  static Labels bundled() {
    List<Rule> rules =
        new ArrayList<>(Resource.lines("labels.txt").stream().map(Labels::rule).toList());
    rules.sort((a, b) -> b.words().size() - a.words().size());
    return new Labels(List.copyOf(rules));
  }

  private static Rule rule(String line) {
    int colon = line.indexOf(':');
    String phrase = line.substring(colon + 1).strip();
    boolean anywhere = phrase.startsWith("*");
    List<String> words = Reader.read(phrase).stream().map(Token::folded).toList();
    return new Rule(
        Print.Kind.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT)), words, anywhere);
  }

  Label of(List<Token> title) {
    for (Rule rule : rules) {
      if (rule.anywhere() && indexIn(title, rule.words()) >= 0) {
        return new Label(rule.kind(), 0);
      }
    }
    for (Rule rule : rules) {
      if (!rule.anywhere() && leads(title, rule)) {
        return new Label(rule.kind(), rule.words().size());
      }
    }
    return new Label(Print.Kind.ARTICLE, 0);
  }

  /// A leading label must be followed by punctuation: `DIRECT. Guerre en Ukraine`, not `Vidéo
  /// virale d'un chat`.
  private static boolean leads(List<Token> title, Rule rule) {
    int end = rule.words().size();
    return title.size() > end
        && stands(title, 0, rule.words())
        && title.get(end).start() - title.get(end - 1).end() > 1;
  }

  private static int indexIn(List<Token> title, List<String> words) {
    for (int i = 0; i + words.size() <= title.size(); i++) {
      if (stands(title, i, words)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean stands(List<Token> title, int at, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (!title.get(at + i).folded().equals(words.get(i))) {
        return false;
      }
    }
    return true;
  }
}
