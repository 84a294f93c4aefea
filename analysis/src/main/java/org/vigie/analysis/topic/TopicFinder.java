package org.vigie.analysis.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.topic.PhraseMatches.Hit;
import org.vigie.analysis.topic.WordModel.WordsFound;
import org.vigie.model.CountryMatch;
import org.vigie.model.Evidence;
import org.vigie.model.TopicMatch;

/// Finds the topics and countries of a text by a set of topic packs. Immutable and thread-safe.
public final class TopicFinder {
  private final PhraseGrammar grammar;
  private final List<CompiledPack> compiledPacks;
  private final PhaseFinder phases;

  /// The weights of words by pack; null for a pack without.
  private final List<@Nullable WordWeights> weights;

  private final WordModel wordModel;

  /// Country codes by the role of their names; null for other roles.
  private final @Nullable String[] countryByRole;

  /// The topics and countries of a text.
  ///
  /// @param topics matching topics, highest score first
  /// @param countries countries that the headline or the first sentence names, by code
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
    weights = new ArrayList<>();
    compiledPacks.forEach(program -> weights.add(packs.weightsOf(program.pack().topic())));
    wordModel = new WordModel(weights);
    grammar = builder.build(roles, wordModel);
    phases = new PhaseFinder(packs);
  }

  /// Finds the topics and countries of a text.
  public TopicsAndCountries find(TokenizedText text) {
    PhraseMatches phraseMatches = new PhraseMatches(grammar, text);
    WordsFound words = wordModel.findWords(phraseMatches);
    return phraseMatches.isEmpty() && !isReached(words)
        ? new TopicsAndCountries(List.of(), List.of())
        : new TopicsAndCountries(
            findTopics(text, readAll(phraseMatches, words)), findCountries(phraseMatches));
  }

  /// Returns whether the words alone reach the threshold of a topic.
  private boolean isReached(WordsFound words) {
    for (int topic = 0; topic < weights.size(); topic++) {
      WordWeights ofTopic = weights.get(topic);
      if (ofTopic != null && TopicScorer.isMatch(words.total(topic) / ofTopic.threshold())) {
        return true;
      }
    }
    return false;
  }

  private List<CountryMatch> findCountries(PhraseMatches phraseMatches) {
    List<CountryMatch> matches = new ArrayList<>();
    for (int role : phraseMatches.rolesFound()) {
      String code = countryByRole[role];
      if (code != null) {
        List<Evidence> evidence = new ArrayList<>();
        for (Hit hit : phraseMatches.hitsOf(role)) {
          if (phraseMatches.isInHeadlineOrFirstSentence(hit)) {
            evidence.addAll(TopicEvidence.createPieces(phraseMatches, hit, "country", 0));
          }
        }
        if (!evidence.isEmpty()) {
          matches.add(new CountryMatch(code, evidence));
        }
      }
    }
    matches.sort(Comparator.comparing(CountryMatch::code));
    return matches;
  }

  private List<TopicMatch> findTopics(TokenizedText text, List<TopicReading> readings) {
    List<TopicMatch> matches = new ArrayList<>();
    for (int topic = 0; topic < readings.size(); topic++) {
      TopicReading reading = readings.get(topic);
      if (reading.matches()) {
        int index = topic;
        matches.add(
            new TopicMatch(
                reading.topic(),
                Math.round(reading.score() * 1000) / 1000.0,
                TopicEvidence.collectSufficientEvidence(
                    reading.collectEvidence(), text, left -> collectEvidence(index, left)),
                phases.find(reading.topic(), text)));
      }
    }
    matches.sort(
        Comparator.comparingDouble(TopicMatch::score).reversed().thenComparing(TopicMatch::topic));
    return matches;
  }

  private @Nullable List<Evidence> collectEvidence(int topic, TokenizedText text) {
    PhraseMatches phraseMatches = new PhraseMatches(grammar, text);
    TopicReading reading = read(topic, phraseMatches, wordModel.findWords(phraseMatches));
    return reading.matches() ? reading.collectEvidence() : null;
  }

  private TopicReading read(int topic, PhraseMatches phraseMatches, WordsFound words) {
    return new TopicReading(
        new TopicScorer(compiledPacks.get(topic), phraseMatches), weights.get(topic), words, topic);
  }

  private List<TopicReading> readAll(PhraseMatches phraseMatches, WordsFound words) {
    List<TopicReading> readings = new ArrayList<>();
    for (int topic = 0; topic < compiledPacks.size(); topic++) {
      readings.add(read(topic, phraseMatches, words));
    }
    return readings;
  }

  /// Explains the score of every topic, in the order of the packs.
  public List<Explanation> explain(TokenizedText text) {
    PhraseMatches phraseMatches = new PhraseMatches(grammar, text);
    return readAll(phraseMatches, wordModel.findWords(phraseMatches)).stream()
        .map(reading -> reading.explain(phases, text))
        .toList();
  }
}
