package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.topic.Explanation.ExplainedSignal;
import org.vigie.analysis.topic.TopicScorer.WeighedHit;
import org.vigie.model.CountryMatch;
import org.vigie.model.TopicMatch;

/// Finds the topics and countries of a text by a set of topic packs. Immutable and thread-safe.
public final class TopicFinder {
  private final PhraseGrammar grammar;
  private final List<CompiledPack> compiledPacks;
  private final PhaseFinder phases;

  /// Country codes by the role of their names; null for other roles.
  private final @Nullable String[] countryByRole;

  /// The topics and countries of a text.
  ///
  /// @param topics matching topics, highest score first
  /// @param countries named countries, by code
  public record TopicsAndCountries(List<TopicMatch> topics, List<CountryMatch> countries) {}

  /// Compiles topic packs.
  ///
  /// @throws PackException if a phrase refers to an unknown group
  public TopicFinder(TopicPacks packs) {
    PhraseGrammar.GrammarBuilder builder = new PhraseGrammar.GrammarBuilder(packs.conflicts());
    compiledPacks =
        packs.all().stream().map(pack -> CompiledPack.reserveSymbols(pack, builder)).toList();
    Map<String, List<PackPhrase>> names = packs.countryPhrases();
    Map<String, Integer> named = new LinkedHashMap<>();
    names.keySet().forEach(code -> named.put(code, builder.reserveSymbol()));
    int roles = builder.reserveSymbol();
    names.forEach(
        (code, phrases) -> builder.definePhrases(named.getOrDefault(code, roles), phrases));
    countryByRole = new String[roles];
    named.forEach((code, role) -> countryByRole[role] = code);
    builder.addSharedGroups(packs.sharedGroups());
    for (CompiledPack program : compiledPacks) {
      builder.openPack(program.pack().groups());
      program.definePhrases(builder);
    }
    grammar = builder.build(roles);
    phases = new PhaseFinder(packs);
  }

  /// Finds the topics and countries of a text.
  public TopicsAndCountries find(TokenizedText text) {
    PhraseMatches phraseMatches = new PhraseMatches(grammar, text);
    return phraseMatches.isEmpty()
        ? new TopicsAndCountries(List.of(), List.of())
        : new TopicsAndCountries(findTopics(text, phraseMatches), findCountries(phraseMatches));
  }

  private List<CountryMatch> findCountries(PhraseMatches phraseMatches) {
    List<CountryMatch> matches = new ArrayList<>();
    for (int role : phraseMatches.rolesFound()) {
      String code = countryByRole[role];
      if (code != null) {
        matches.add(
            new CountryMatch(
                code,
                phraseMatches.hitsOf(role).stream()
                    .flatMap(
                        hit ->
                            TopicEvidence.createPieces(phraseMatches, hit, "country", 0).stream())
                    .toList()));
      }
    }
    matches.sort(Comparator.comparing(CountryMatch::code));
    return matches;
  }

  private List<TopicMatch> findTopics(TokenizedText text, PhraseMatches phraseMatches) {
    List<TopicMatch> matches = new ArrayList<>();
    for (CompiledPack program : compiledPacks) {
      TopicScorer scorer = new TopicScorer(program, phraseMatches);
      if (scorer.matches()) {
        matches.add(
            new TopicMatch(
                program.pack().topic(),
                Math.round(scorer.score() * 1000) / 1000.0,
                TopicEvidence.collectSufficientEvidence(
                    scorer, text, left -> findScorer(program, left)),
                phases.find(program.pack().topic(), text)));
      }
    }
    matches.sort(
        Comparator.comparingDouble(TopicMatch::score).reversed().thenComparing(TopicMatch::topic));
    return matches;
  }

  private @Nullable TopicScorer findScorer(CompiledPack program, TokenizedText text) {
    TopicScorer scorer = new TopicScorer(program, new PhraseMatches(grammar, text));
    return scorer.matches() ? scorer : null;
  }

  /// Explains the score of every topic, in the order of the packs.
  public List<Explanation> explain(TokenizedText text) {
    PhraseMatches phraseMatches = new PhraseMatches(grammar, text);
    return compiledPacks.stream()
        .map(program -> createExplanation(new TopicScorer(program, phraseMatches), text))
        .toList();
  }

  private Explanation createExplanation(TopicScorer scorer, TokenizedText text) {
    if (!scorer.matches()) {
      return createExplanation(scorer, null, List.of());
    }
    List<TopicScorer> scorers = phases.score(scorer.pack().topic(), text);
    return createExplanation(
        scorer,
        PhaseFinder.leads(scorers) ? scorers.getFirst().pack().topic() : null,
        scorers.stream().map(phase -> createExplanation(phase, null, List.of())).toList());
  }

  private static Explanation createExplanation(
      TopicScorer scorer, @Nullable String phase, List<Explanation> phases) {
    return new Explanation(
        scorer.pack().topic(),
        scorer.score(),
        scorer.weighedHits().stream().map(one -> createExplainedSignal(scorer, one)).toList(),
        scorer.findIdleVetoes().stream().map(TopicPack.Veto::name).toList(),
        scorer.findMissingNeeds(),
        phase,
        phases);
  }

  private static ExplainedSignal createExplainedSignal(TopicScorer scorer, WeighedHit one) {
    return new ExplainedSignal(
        TopicEvidence.createPieces(
            scorer.phraseMatches(), one.hit(), one.signal().name(), one.weight()),
        one.veto() == null ? null : one.veto().name());
  }
}
