package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.Passage;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.topic.PhraseGrammar.KnownWord;
import org.vigie.analysis.topic.WordFeature.FeatureKind;

/// The [WordWeights] of all topics as one table of words, so that a text is walked once and each of
/// its words looked up once, by a [PhraseGrammar]. Immutable.
final class WordModel {
  /// A function word or number, which does not part a pair.
  private static final Feature IGNORED = new Feature(-1, 0);

  /// Any other word without a weight.
  private static final Feature UNKNOWN = new Feature(-1, 0);

  private final int topicCount;
  private final Map<String, Feature> byStem = new HashMap<>();
  private int featureCount;

  /// A stem or a pair of stems.
  static final class Feature {
    final int id;

    /// What it adds to the total of each topic.
    final double[] weights;

    /// What it adds if it is in the title.
    final double[] titleWeights;

    /// The pairs that it begins, by the second stem.
    final Map<Feature, Feature> pairs = new IdentityHashMap<>(0);

    Feature(int id, int topicCount) {
      this.id = id;
      weights = new double[topicCount];
      titleWeights = new double[topicCount];
    }

    double[] weightsIn(boolean title) {
      return title ? titleWeights : weights;
    }
  }

  /// @param weights by topic, null for a topic without
  WordModel(List<@Nullable WordWeights> weights) {
    topicCount = weights.size();
    for (int topic = 0; topic < topicCount; topic++) {
      WordWeights ofTopic = weights.get(topic);
      if (ofTopic != null) {
        addAll(topic, ofTopic);
      }
    }
  }

  private void addAll(int topic, WordWeights ofTopic) {
    ofTopic
        .words()
        .forEach(
            (feature, weight) -> {
              Feature known = getOrAdd(feature);
              known.titleWeights[topic] += weight;
              if (feature.kind() != FeatureKind.TITLE) {
                known.weights[topic] += weight;
              }
            });
  }

  private Feature getOrAdd(WordFeature feature) {
    if (feature.kind() != FeatureKind.PAIR) {
      return getOrAdd(feature.stems());
    }
    String[] both = feature.stems().split(" ", 2);
    return getOrAdd(both[0])
        .pairs
        .computeIfAbsent(getOrAdd(both[1]), unused -> new Feature(featureCount++, topicCount));
  }

  private Feature getOrAdd(String stem) {
    return byStem.computeIfAbsent(stem, unused -> new Feature(featureCount++, topicCount));
  }

  /// Finds the feature of a word; stemming makes it slow.
  Feature find(Token token) {
    if (byStem.isEmpty()) {
      return UNKNOWN;
    }
    return WordFeature.isIgnored(token.folded())
        ? IGNORED
        : byStem.getOrDefault(token.stem(), UNKNOWN);
  }

  /// Weighs the words of title and summary.
  ///
  /// @param text the matches of a grammar that was built with this model
  WordsFound findWords(PhraseMatches text) {
    return new WordsFound(text);
  }

  /// Passes the features of a text to a visitor, in the order of the text.
  private static void visitFeatures(PhraseMatches text, FeatureVisitor visitor) {
    visitFeatures(text, PhraseMatches.TITLE, visitor);
    visitFeatures(text, PhraseMatches.SUMMARY, visitor);
  }

  private static void visitFeatures(PhraseMatches text, int number, FeatureVisitor visitor) {
    boolean title = number == PhraseMatches.TITLE;
    Passage passage = text.passage(number);
    KnownWord[] words = text.wordsOf(number);
    Feature before = UNKNOWN;
    @Nullable Token last = null;
    for (int i = 0; i < words.length; i++) {
      Feature feature = words[i].feature();
      if (feature == IGNORED) {
        continue;
      }
      Token token = passage.tokens().get(i);
      if (feature != UNKNOWN) {
        visitor.visit(feature, title, passage, token, token);
        Feature pair = before.pairs.get(feature);
        if (pair != null && last != null && last.sentence() == token.sentence()) {
          visitor.visit(pair, title, passage, last, token);
        }
      }
      before = feature;
      last = token;
    }
  }

  private interface FeatureVisitor {
    /// @param first the word, or the first of a pair
    /// @param last the word, or the second of a pair
    void visit(Feature feature, boolean title, Passage passage, Token first, Token last);
  }

  /// A place of a feature in a text.
  ///
  /// @param tokens the word, or both words of a pair
  record FeaturePlace(Passage passage, List<Token> tokens) {}

  /// A feature found in a text.
  ///
  /// @param weight what it adds to the total of the topic asked for
  /// @param places everywhere it stands in title and summary, in order
  record WeighedWord(double weight, List<FeaturePlace> places) {}

  /// The features of a text. Most texts are far from every topic, so that only the totals are
  /// computed until more is asked for.
  final class WordsFound {
    private final PhraseMatches text;
    private final double[] totals = new double[topicCount];

    private WordsFound(PhraseMatches text) {
      this.text = text;
      if (featureCount > 0) {
        BitSet seen = new BitSet(featureCount);
        visitFeatures(
            text, (feature, title, passage, first, last) -> addOnce(feature, title, seen));
      }
    }

    private void addOnce(Feature feature, boolean title, BitSet seen) {
      if (!seen.get(feature.id)) {
        seen.set(feature.id);
        double[] added = feature.weightsIn(title);
        for (int topic = 0; topic < topicCount; topic++) {
          totals[topic] += added[topic];
        }
      }
    }

    /// Returns the sum of the weights for a topic.
    double total(int topic) {
      return totals[topic];
    }

    /// Returns the features with a weight for a topic, each once, in the order of the text.
    List<WeighedWord> weigh(int topic) {
      Map<Feature, WeighedWord> distinct = new LinkedHashMap<>();
      visitFeatures(
          text,
          (feature, title, passage, first, last) ->
              distinct
                  .computeIfAbsent(
                      feature,
                      unused -> new WeighedWord(feature.weightsIn(title)[topic], new ArrayList<>()))
                  .places()
                  .add(
                      new FeaturePlace(
                          passage, first == last ? List.of(first) : List.of(first, last))));
      return distinct.values().stream().filter(word -> word.weight() != 0).toList();
    }
  }
}
