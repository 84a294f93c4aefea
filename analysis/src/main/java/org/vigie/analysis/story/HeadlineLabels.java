package org.vigie.analysis.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.Tokenizer;

/// Labels of headlines (`EN DIRECT`), and the headlines that report no single event. Immutable.
final class HeadlineLabels {
  private final List<LabelRule> rules;

  private record LabelRule(
      ArticleFeatures.ArticleKind kind, List<String> words, boolean anywhere) {}

  /// The label of a headline.
  ///
  /// @param words number of words of the headline that form the label
  record Label(ArticleFeatures.ArticleKind kind, int words) {}

  private HeadlineLabels(List<LabelRule> rules) {
    this.rules = rules;
  }

  static HeadlineLabels bundled() {
    List<LabelRule> rules =
        new ArrayList<>(
            StoryResources.readLines("labels.txt").stream()
                .map(HeadlineLabels::parseRule)
                .toList());
    rules.sort((a, b) -> b.words().size() - a.words().size());
    return new HeadlineLabels(List.copyOf(rules));
  }

  private static LabelRule parseRule(String line) {
    int colon = line.indexOf(':');
    String phrase = line.substring(colon + 1).strip();
    boolean anywhere = phrase.startsWith("*");
    List<String> words = Tokenizer.tokenize(phrase).stream().map(Token::folded).toList();
    return new LabelRule(
        ArticleFeatures.ArticleKind.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT)),
        words,
        anywhere);
  }

  Label findLabel(List<Token> title) {
    for (LabelRule rule : rules) {
      if (rule.anywhere() && indexOf(title, rule.words()) >= 0) {
        return new Label(rule.kind(), 0);
      }
    }
    for (LabelRule rule : rules) {
      if (!rule.anywhere() && isAtStart(title, rule)) {
        return new Label(rule.kind(), rule.words().size());
      }
    }
    return new Label(ArticleFeatures.ArticleKind.ARTICLE, 0);
  }

  /// A leading label must be followed by punctuation: `DIRECT. Guerre en Ukraine`, not `Vidéo
  /// virale d'un chat`.
  private static boolean isAtStart(List<Token> title, LabelRule rule) {
    int end = rule.words().size();
    return title.size() > end
        && isAt(title, 0, rule.words())
        && title.get(end).start() - title.get(end - 1).end() > 1;
  }

  private static int indexOf(List<Token> title, List<String> words) {
    for (int i = 0; i + words.size() <= title.size(); i++) {
      if (isAt(title, i, words)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAt(List<Token> title, int at, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (!title.get(at + i).folded().equals(words.get(i))) {
        return false;
      }
    }
    return true;
  }
}
