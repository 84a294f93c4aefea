package org.vigie.analysis.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.BundledLines;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.Tokenizer;

/// Labels of headlines (`EN DIRECT`), the headlines that report no single event, and those that
/// explain or comment one. Immutable.
final class HeadlineLabels {
  /// The author at the end of an opinion: `, par Anne Delmas`.
  private static final Pattern AUTHOR =
      Pattern.compile(", par \\p{Lu}[\\p{L}'’-]+ (?:[\\p{L}'’-]+ )?\\p{Lu}[\\p{L}'’-]+\\s*$");

  private static final String PUNCTUATION = ":,;.…!«»“”\"–—-(";

  private final List<LabelRule> rules;

  /// Where the words of a rule stand.
  private enum Place {
    /// At the beginning, followed by punctuation.
    LABEL,
    /// At the beginning of the headline or of a part of it behind punctuation.
    PART,
    ANYWHERE
  }

  private record LabelRule(ArticleFeatures.ArticleKind kind, List<String> words, Place place) {}

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
            BundledLines.read(HeadlineLabels.class, "labels.txt").stream()
                .map(HeadlineLabels::parseRule)
                .toList());
    rules.sort((a, b) -> b.words().size() - a.words().size());
    return new HeadlineLabels(List.copyOf(rules));
  }

  private static LabelRule parseRule(String line) {
    int colon = line.indexOf(':');
    String phrase = line.substring(colon + 1).strip();
    List<String> words = Tokenizer.tokenize(phrase).stream().map(Token::folded).toList();
    return new LabelRule(
        ArticleFeatures.ArticleKind.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT)),
        words,
        switch (phrase.charAt(0)) {
          case '*' -> Place.ANYWHERE;
          case '^' -> Place.PART;
          default -> Place.LABEL;
        });
  }

  /// Finds the label of a headline.
  ///
  /// @param title words of the headline
  /// @param source text of the headline
  /// @param lead words of the lead, which may begin with a label as well
  Label findLabel(List<Token> title, String source, List<Token> lead) {
    for (LabelRule rule : rules) {
      if (rule.place() == Place.ANYWHERE && indexOf(title, rule.words()) >= 0) {
        return new Label(rule.kind(), 0);
      }
    }
    LabelRule label = findLeading(title);
    ArticleFeatures.ArticleKind kind =
        label == null ? ArticleFeatures.ArticleKind.ARTICLE : label.kind();
    if (kind == ArticleFeatures.ArticleKind.ARTICLE && isComment(title, source, lead)) {
      kind = ArticleFeatures.ArticleKind.COMMENT;
    }
    return new Label(kind, label == null ? 0 : label.words().size());
  }

  private @Nullable LabelRule findLeading(List<Token> text) {
    for (LabelRule rule : rules) {
      if (rule.place() == Place.LABEL && isAtStart(text, rule)) {
        return rule;
      }
    }
    return null;
  }

  private boolean isComment(List<Token> title, String source, List<Token> lead) {
    if (source.indexOf('?') >= 0 || AUTHOR.matcher(source).find()) {
      return true;
    }
    LabelRule label = findLeading(lead);
    if (label != null && label.kind() == ArticleFeatures.ArticleKind.COMMENT) {
      return true;
    }
    for (int i = 0; i < title.size(); i++) {
      if (i == 0 || hasPunctuation(source, title.get(i - 1).end(), title.get(i).start())) {
        for (LabelRule rule : rules) {
          if (rule.place() == Place.PART && isAt(title, i, rule.words())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean hasPunctuation(String source, int from, int to) {
    for (int i = from; i < to; i++) {
      if (PUNCTUATION.indexOf(source.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
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
    if (at + words.size() > title.size()) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      if (!title.get(at + i).folded().equals(words.get(i))) {
        return false;
      }
    }
    return true;
  }
}
