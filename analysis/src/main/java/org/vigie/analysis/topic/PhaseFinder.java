package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.topic.PhraseMatches.Hit;
import org.vigie.analysis.topic.TopicPack.Veto;
import org.vigie.analysis.topic.TopicPack.VetoScope;
import org.vigie.model.PhaseMatch;

/// Finds the phase of a topic that a text reports: the one with the highest score, if it leads the
/// next by [#MARGIN]. A hit inside a longer or more exact hit of another phase does not count:
/// "refuse de lever les sanctions" holds "lever les sanctions". Below the headline only the first
/// sentence counts, since later ones recall what came before.
///
/// The phases have a grammar of their own, so that texts without a topic, nearly all, are not
/// searched for them. Immutable and thread-safe.
final class PhaseFinder {
  /// Minimum lead in score over every other phase.
  static final double MARGIN = 0.5;

  private static final Veto LATER = createVeto("after the first sentence");

  private final PhraseGrammar grammar;
  private final Map<String, List<CompiledPack>> phasesByTopic = new TreeMap<>();

  /// Compiles the phases of topic packs.
  ///
  /// @throws PackException if a phrase refers to an unknown group
  PhaseFinder(TopicPacks packs) {
    PhraseGrammar.GrammarBuilder builder = new PhraseGrammar.GrammarBuilder(packs.conflicts());
    List<TopicPack> withPhases =
        packs.all().stream().filter(pack -> !pack.phases().isEmpty()).toList();
    for (TopicPack pack : withPhases) {
      phasesByTopic.put(
          pack.topic(),
          pack.phases().stream()
              .map(phase -> CompiledPack.reserveSymbols(phase, builder))
              .toList());
    }
    int roles = builder.reserveSymbol();
    builder.addSharedGroups(packs.sharedGroups());
    for (TopicPack pack : withPhases) {
      builder.openPack(pack.groups());
      phasesOf(pack.topic()).forEach(phase -> phase.definePhrases(builder));
    }
    grammar = builder.build(roles, new WordModel(List.of()));
  }

  private List<CompiledPack> phasesOf(String topic) {
    return phasesByTopic.getOrDefault(topic, List.of());
  }

  /// Returns the phase of a topic that the text is about, null if the text does not say.
  @Nullable PhaseMatch find(String topic, TokenizedText text) {
    TopicScorer found = findScorer(topic, text);
    if (found == null) {
      return null;
    }
    TopicPack phase = found.pack();
    return new PhaseMatch(
        phase.topic(),
        phase.label(),
        TopicEvidence.collectSufficientEvidence(
            TopicEvidence.collectEvidence(found),
            text,
            left -> {
              TopicScorer again = findScorer(topic, left);
              return again != null && again.pack() == phase
                  ? TopicEvidence.collectEvidence(again)
                  : null;
            }));
  }

  private @Nullable TopicScorer findScorer(String topic, TokenizedText text) {
    List<TopicScorer> scorers = score(topic, text);
    return leads(scorers) ? scorers.getFirst() : null;
  }

  /// Returns whether the first of some scorers, highest score first, is the phase of the text.
  static boolean leads(List<TopicScorer> scorers) {
    return !scorers.isEmpty()
        && scorers.getFirst().matches()
        && (scorers.size() == 1
            || scorers.getFirst().score() - scorers.get(1).score() >= MARGIN - 1e-9);
  }

  /// Scores every phase of a topic, highest score first; empty if the topic has no phases.
  List<TopicScorer> score(String topic, TokenizedText text) {
    List<CompiledPack> phases = phasesOf(topic);
    if (phases.isEmpty()) {
      return List.of();
    }
    PhraseMatches phraseMatches = new PhraseMatches(grammar, text);
    List<PhaseHit> hits = new ArrayList<>();
    for (CompiledPack phase : phases) {
      for (int signal = 0; signal < phase.signals().length; signal++) {
        for (Hit hit : phraseMatches.hitsOf(phase.signals()[signal])) {
          if (TopicScorer.weightOf(phase.pack().signals().get(signal), hit) != 0) {
            hits.add(new PhaseHit(phase, hit));
          }
        }
      }
    }
    return phases.stream()
        .map(
            phase ->
                new TopicScorer(
                    phase, phraseMatches, hit -> findVeto(phase, hit, hits, phraseMatches)))
        .sorted(Comparator.comparingDouble(TopicScorer::score).reversed())
        .toList();
  }

  private record PhaseHit(CompiledPack phase, Hit hit) {}

  private static @Nullable Veto findVeto(
      CompiledPack phase, Hit hit, List<PhaseHit> hits, PhraseMatches phraseMatches) {
    if (hit.passage() != PhraseMatches.TITLE && phraseMatches.sentenceOf(hit) > 0) {
      return LATER;
    }
    return hits.stream()
        .filter(other -> other.phase() != phase && hit.isInside(other.hit()))
        .findFirst()
        .map(other -> createVeto("a longer phrase of " + other.phase().pack().topic()))
        .orElse(null);
  }

  private static Veto createVeto(String name) {
    return new Veto(name, VetoScope.OVER, List.of(), List.of(), List.of());
  }
}
