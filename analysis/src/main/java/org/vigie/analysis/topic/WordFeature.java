package org.vigie.analysis.topic;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.text.Tokenizer;

/// What [WordWeights] weigh: a stem in title or summary, the same in the title, or two stems in a
/// row. Function words, days, months and numbers are passed over, so that `conseil de sécurité` is
/// a pair.
///
/// @param stems one folded stem, or two with a space between
public record WordFeature(FeatureKind kind, String stems) implements Comparable<WordFeature> {
  private static final Comparator<WordFeature> ORDER =
      Comparator.comparing(WordFeature::stems).thenComparing(WordFeature::kind);

  /// The longest word of a text that is a feature, in UTF-16 units.
  private static final int MAX_LENGTH = 40;

  /// Days and months, which stand beside any topic.
  private static final List<String> CALENDAR =
      List.of(
          "lundi",
          "mardi",
          "mercredi",
          "jeudi",
          "vendredi",
          "samedi",
          "dimanche",
          "janvier",
          "février",
          "mars",
          "avril",
          "mai",
          "juin",
          "juillet",
          "août",
          "septembre",
          "octobre",
          "novembre",
          "décembre",
          "hier",
          "aujourd'hui",
          "demain");

  /// Lucene's French function words without those that turn a sentence into its opposite, with
  /// three that mean something else as well (east, sound, summer), and the words of the calendar.
  private static final Set<String> FUNCTION_WORDS =
      Stream.concat(
              FrenchAnalyzer.getDefaultStopSet().stream().map(word -> new String((char[]) word)),
              Stream.concat(Stream.of("est", "son", "été"), CALENDAR.stream()))
          .filter(word -> !word.equals("pas") && !word.equals("sans"))
          .map(Tokenizer::tokenize)
          .flatMap(Collection::stream)
          .map(Token::folded)
          .collect(Collectors.toUnmodifiableSet());

  /// What a feature is.
  public enum FeatureKind {
    /// A stem in title or summary.
    WORD,
    /// A stem in the title, beside its [#WORD].
    TITLE,
    /// Two stems in a row within a sentence.
    PAIR;

    /// The name in a file of weights.
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Returns the features of title and summary, each once, in a fixed order.
  public static Set<WordFeature> findAll(TokenizedText text) {
    Set<WordFeature> features = new TreeSet<>();
    for (Passage passage : List.of(text.title(), text.summary())) {
      @Nullable Token before = null;
      for (Token token : passage.tokens()) {
        if (isIgnored(token.folded())) {
          continue;
        }
        features.add(new WordFeature(FeatureKind.WORD, token.stem()));
        if (passage == text.title()) {
          features.add(new WordFeature(FeatureKind.TITLE, token.stem()));
        }
        if (before != null && before.sentence() == token.sentence()) {
          features.add(new WordFeature(FeatureKind.PAIR, before.stem() + " " + token.stem()));
        }
        before = token;
      }
    }
    return features;
  }

  /// Returns whether a folded word is no feature: a function word, a number, a single letter, or
  /// longer than any word, for which the stemmer takes quadratic time.
  static boolean isIgnored(String folded) {
    return folded.length() < 2
        || folded.length() > MAX_LENGTH
        || Character.isDigit(folded.charAt(0))
        || FUNCTION_WORDS.contains(folded);
  }

  @Override
  public int compareTo(WordFeature other) {
    return ORDER.compare(this, other);
  }
}
