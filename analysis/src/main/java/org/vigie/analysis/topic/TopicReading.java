package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.topic.WordModel.FeaturePlace;
import org.vigie.analysis.topic.WordModel.WeighedWord;
import org.vigie.analysis.topic.WordModel.WordsFound;
import org.vigie.model.Evidence;

/// The decision on one topic of a text: by its pack alone or, if the topic has [WordWeights], by
/// the pack and the words of title and summary. A text that its pack finds only further down stays
/// with the pack, since the words there are not weighed.
final class TopicReading {
  /// The signal of evidence that is a word with a weight.
  static final String WORD_SIGNAL = "word";

  private final TopicScorer scorer;
  private final @Nullable WordWeights weights;

  private final WordsFound words;
  private final int topic;

  /// @param weights null for a topic without
  /// @param topic index of the topic in the [WordModel]
  TopicReading(TopicScorer scorer, @Nullable WordWeights weights, WordsFound words, int topic) {
    this.scorer = scorer;
    this.weights = weights;
    this.words = words;
    this.topic = topic;
  }

  /// Returns the total divided by the threshold; a text is about the topic from 1 on.
  double score() {
    return weights == null || isFoundInBody()
        ? scorer.score()
        : weights.score(scorer.leadScore(), words.total(topic));
  }

  boolean matches() {
    return TopicScorer.isMatch(score());
  }

  private boolean isFoundInBody() {
    return scorer.matches() && !TopicScorer.isMatch(scorer.leadScore());
  }

  /// Returns all that the pack found, and the words that the decision needs, the greatest first:
  /// with them the threshold is reached, and what is left without them does not reach it.
  List<Evidence> collectEvidence() {
    List<Evidence> evidence = new ArrayList<>(TopicEvidence.collectEvidence(scorer));
    if (weights == null || isFoundInBody()) {
      return evidence;
    }
    double shown = 0;
    double left = words.total(topic);
    Map<String, BitSet> covered = coverFields(evidence);
    List<WeighedWord> open = new ArrayList<>();
    for (WeighedWord word : words.weigh(topic)) {
      if (isCovered(word, covered)) {
        shown += Math.max(0, word.weight());
        left -= word.weight();
      } else if (word.weight() > 0) {
        open.add(word);
      }
    }
    open.sort(Comparator.comparingDouble((WeighedWord word) -> -word.weight()));
    for (WeighedWord word : open) {
      if (weights.matches(scorer.leadScore(), shown) && !weights.matches(0, left)) {
        break;
      }
      shown += word.weight();
      left -= word.weight();
      evidence.addAll(createEvidence(word));
    }
    return evidence;
  }

  /// Returns the characters that spans cover, by field. A text may have many thousands of words and
  /// spans, so that they must not be compared one by one.
  private static Map<String, BitSet> coverFields(List<Evidence> spans) {
    Map<String, BitSet> covered = new HashMap<>();
    for (Evidence span : spans) {
      covered.computeIfAbsent(span.field(), unused -> new BitSet()).set(span.start(), span.end());
    }
    return covered;
  }

  /// Returns whether a word is nowhere but among the covered characters.
  private static boolean isCovered(WeighedWord word, Map<String, BitSet> covered) {
    for (FeaturePlace place : word.places()) {
      BitSet ofField = covered.get(place.passage().field());
      if (ofField == null) {
        return false;
      }
      for (Token token : place.tokens()) {
        if (ofField.nextClearBit(token.start()) < token.end()) {
          return false;
        }
      }
    }
    return true;
  }

  /// Returns the spans of a word; its weight is that of its first place.
  private static List<Evidence> createEvidence(WeighedWord word) {
    List<Evidence> pieces = new ArrayList<>();
    for (FeaturePlace place : word.places()) {
      pieces.addAll(
          TopicEvidence.createPieces(
              place.passage(),
              place.tokens().stream().map(token -> new int[] {token.start(), token.end()}).toList(),
              WORD_SIGNAL,
              pieces.isEmpty() ? word.weight() : 0));
    }
    return pieces;
  }

  /// Explains the decision, and if the topic matches the phases of the text.
  Explanation explain(PhaseFinder phases, TokenizedText text) {
    List<TopicScorer> scorers = matches() ? phases.score(topic(), text) : List.of();
    return createExplanation(
        scorer,
        score(),
        words.weigh(topic).stream()
            .sorted(Comparator.comparingDouble((WeighedWord word) -> -Math.abs(word.weight())))
            .map(word -> createEvidence(word).getFirst())
            .toList(),
        PhaseFinder.leads(scorers) ? scorers.getFirst().pack().topic() : null,
        scorers.stream()
            .map(phase -> createExplanation(phase, phase.score(), List.of(), null, List.of()))
            .toList());
  }

  private static Explanation createExplanation(
      TopicScorer scorer,
      double score,
      List<Evidence> words,
      @Nullable String phase,
      List<Explanation> phases) {
    return new Explanation(
        scorer.pack().topic(),
        score,
        scorer.leadScore(),
        scorer.weighedHits().stream().map(one -> explainSignal(scorer, one)).toList(),
        scorer.findIdleVetoes().stream().map(TopicPack.Veto::name).toList(),
        scorer.findMissingNeeds(),
        words,
        phase,
        phases);
  }

  private static Explanation.ExplainedSignal explainSignal(
      TopicScorer scorer, TopicScorer.WeighedHit one) {
    return new Explanation.ExplainedSignal(
        TopicEvidence.createPieces(
            scorer.phraseMatches(), one.hit(), one.signal().name(), one.weight()),
        one.veto() == null ? null : one.veto().name());
  }

  String topic() {
    return scorer.pack().topic();
  }
}
