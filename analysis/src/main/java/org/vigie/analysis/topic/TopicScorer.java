package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.topic.PhraseMatches.Hit;
import org.vigie.analysis.topic.TopicPack.Signal;
import org.vigie.analysis.topic.TopicPack.Veto;

/// Scores a text by one topic pack.
///
/// A signal counts once in title and summary, with the greater of its two weights. In the body of a
/// text without summary it counts once per sentence, at most [#MAX_MENTIONS] times, and the total
/// of all must reach twice the threshold.
final class TopicScorer {
  static final int MAX_MENTIONS = 3;

  /// A hit of a signal with its weight.
  ///
  /// @param weight added weight; 0 if another hit of the signal already counts
  /// @param veto veto that cancelled the hit, null for none
  record WeighedHit(Signal signal, Hit hit, double weight, @Nullable Veto veto) {}

  private final CompiledPack compiledPack;
  private final PhraseMatches phraseMatches;
  private final Function<Hit, @Nullable Veto> otherVetoes;
  private final List<WeighedHit> weighedHits = new ArrayList<>();
  private double leadTotal;
  private double bodyTotal;
  private boolean hasSupport;

  TopicScorer(CompiledPack program, PhraseMatches phraseMatches) {
    this(program, phraseMatches, hit -> null);
  }

  /// @param otherVetoes gives a veto from outside the pack that cancels a hit, null for none
  TopicScorer(
      CompiledPack program,
      PhraseMatches phraseMatches,
      Function<Hit, @Nullable Veto> otherVetoes) {
    this.compiledPack = program;
    this.phraseMatches = phraseMatches;
    this.otherVetoes = otherVetoes;
    for (int i = 0; i < program.signals().length; i++) {
      weighSignal(i);
    }
  }

  private void weighSignal(int index) {
    List<Hit> hits = phraseMatches.hitsOf(compiledPack.signals()[index]);
    if (hits.isEmpty()) {
      return;
    }
    Signal signal = compiledPack.pack().signals().get(index);
    int with = compiledPack.with()[index];
    boolean supported = with < 0 || !phraseMatches.hitsOf(with).isEmpty();
    List<Hit> open = new ArrayList<>();
    for (Hit hit : hits) {
      Veto veto = supported ? findVeto(signal, hit) : null;
      if (veto != null) {
        weighedHits.add(new WeighedHit(signal, hit, 0, veto));
      } else if (supported) {
        open.add(hit);
      }
    }
    addWeights(signal, open);
  }

  private void addWeights(Signal signal, List<Hit> open) {
    @Nullable Hit best = null;
    double most = 0;
    int mentions = 0;
    int sentence = -1;
    for (Hit hit : open) {
      double weight = weightOf(signal, hit);
      if (hit.inLead() && (best == null || Math.abs(weight) > Math.abs(most))) {
        best = hit;
        most = weight;
      }
    }
    leadTotal += most;
    for (Hit hit : open) {
      double weight = hit == best ? most : 0;
      if (!hit.inLead() && mentions < MAX_MENTIONS && phraseMatches.sentenceOf(hit) != sentence) {
        sentence = phraseMatches.sentenceOf(hit);
        mentions++;
        weight = signal.weight();
        bodyTotal += weight;
      }
      hasSupport |= signal.weight() > 0;
      weighedHits.add(new WeighedHit(signal, hit, weight, null));
    }
  }

  /// Returns the weight that a signal has where the hit is.
  static double weightOf(Signal signal, Hit hit) {
    return hit.passage() == PhraseMatches.TITLE ? signal.title() : signal.weight();
  }

  private @Nullable Veto findVeto(Signal signal, Hit hit) {
    for (int i = 0; i < compiledPack.vetoes().length; i++) {
      List<Hit> contexts = phraseMatches.hitsOf(compiledPack.vetoes()[i]);
      if (!contexts.isEmpty() && phraseMatches.hitsOf(compiledPack.unless()[i]).isEmpty()) {
        Veto veto = compiledPack.pack().vetoes().get(i);
        if (concerns(veto, signal) && isInScope(veto, contexts, hit)) {
          return veto;
        }
      }
    }
    return otherVetoes.apply(hit);
  }

  private static boolean concerns(Veto veto, Signal signal) {
    return veto.of().isEmpty() ? signal.weight() > 0 : veto.of().contains(signal.name());
  }

  private boolean isInScope(Veto veto, List<Hit> contexts, Hit hit) {
    for (Hit context : contexts) {
      if (isInScope(veto, context, hit)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInScope(Veto veto, Hit context, Hit hit) {
    return switch (veto.where()) {
      case OVER -> context.overlaps(hit);
      case SENTENCE -> isSameSentence(context, hit);
      case PASSAGE ->
          hit.inLead() ? context.passage() == hit.passage() : isSameSentence(context, hit);
      case TITLE -> context.passage() == PhraseMatches.TITLE;
      case TEXT -> context.inLead();
    };
  }

  private boolean isSameSentence(Hit one, Hit other) {
    return one.passage() == other.passage()
        && phraseMatches.sentenceOf(one) == phraseMatches.sentenceOf(other);
  }

  /// Returns the total divided by the threshold; a text is about the topic from 1 on.
  double score() {
    return Math.max(leadScore(), scoreOf((leadTotal + bodyTotal) / 2));
  }

  /// Returns the score of title and summary alone.
  double leadScore() {
    return scoreOf(leadTotal);
  }

  private double scoreOf(double total) {
    return hasSupport && areNeedsMet() ? Math.max(0, total / compiledPack.pack().threshold()) : 0;
  }

  boolean matches() {
    return isMatch(score());
  }

  static boolean isMatch(double score) {
    return score >= 1 - 1e-9;
  }

  private boolean areNeedsMet() {
    for (int need : compiledPack.needs()) {
      if (phraseMatches.hitsOf(need).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  List<WeighedHit> weighedHits() {
    return weighedHits;
  }

  /// Returns the vetoes whose context is in the text but that cancelled nothing.
  List<Veto> findIdleVetoes() {
    List<Veto> idle = new ArrayList<>();
    for (int i = 0; i < compiledPack.vetoes().length; i++) {
      Veto veto = compiledPack.pack().vetoes().get(i);
      if (!phraseMatches.hitsOf(compiledPack.vetoes()[i]).isEmpty()
          && weighedHits.stream().noneMatch(one -> veto.equals(one.veto()))) {
        idle.add(veto);
      }
    }
    return idle;
  }

  /// Returns the needs that the text does not meet.
  List<String> findMissingNeeds() {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < compiledPack.needs().length; i++) {
      if (phraseMatches.hitsOf(compiledPack.needs()[i]).isEmpty()) {
        missing.add(compiledPack.pack().needs().get(i).name());
      }
    }
    return missing;
  }

  /// Returns the hits that the match depends on although they add no weight.
  List<Hit> findConditions() {
    List<Hit> conditions = new ArrayList<>();
    for (int need : compiledPack.needs()) {
      addFirst(need, conditions);
    }
    for (int i = 0; i < compiledPack.with().length; i++) {
      Signal signal = compiledPack.pack().signals().get(i);
      if (compiledPack.with()[i] >= 0 && signal.weight() > 0 && isUsed(signal)) {
        addFirst(compiledPack.with()[i], conditions);
      }
    }
    return conditions;
  }

  private void addFirst(int role, List<Hit> conditions) {
    List<Hit> hits = phraseMatches.hitsOf(role);
    if (!hits.isEmpty()) {
      conditions.add(hits.getFirst());
    }
  }

  private boolean isUsed(Signal signal) {
    for (WeighedHit one : weighedHits) {
      if (one.signal() == signal && one.veto() == null) {
        return true;
      }
    }
    return false;
  }

  PhraseMatches phraseMatches() {
    return phraseMatches;
  }

  TopicPack pack() {
    return compiledPack.pack();
  }
}
