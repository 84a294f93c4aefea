package org.vigie.analysis.topic;

import java.util.List;
import java.util.stream.IntStream;
import org.vigie.analysis.topic.TopicPack.Need;
import org.vigie.analysis.topic.TopicPack.Signal;
import org.vigie.analysis.topic.TopicPack.Veto;

/// A pack and the [PhraseGrammar] symbols of its roles; -1 for an empty part.
record CompiledPack(
    TopicPack pack, int[] signals, int[] with, int[] needs, int[] vetoes, int[] unless) {
  private static final int NONE = -1;

  static CompiledPack reserveSymbols(TopicPack pack, PhraseGrammar.GrammarBuilder builder) {
    return new CompiledPack(
        pack,
        reserveEach(builder, pack.signals().stream().map(Signal::any).toList()),
        reserveEach(builder, pack.signals().stream().map(Signal::with).toList()),
        reserveEach(builder, pack.needs().stream().map(Need::any).toList()),
        reserveEach(builder, pack.vetoes().stream().map(Veto::any).toList()),
        reserveEach(builder, pack.vetoes().stream().map(Veto::unless).toList()));
  }

  private static int[] reserveEach(
      PhraseGrammar.GrammarBuilder builder, List<List<PackPhrase>> parts) {
    return parts.stream()
        .mapToInt(part -> part.isEmpty() ? NONE : builder.reserveSymbol())
        .toArray();
  }

  /// Adds the phrases of the pack; its groups, or those of the topic of a phase, must be open.
  void definePhrases(PhraseGrammar.GrammarBuilder builder) {
    definePhrases(builder, signals, pack.signals().stream().map(Signal::any).toList());
    definePhrases(builder, with, pack.signals().stream().map(Signal::with).toList());
    definePhrases(builder, needs, pack.needs().stream().map(Need::any).toList());
    definePhrases(builder, vetoes, pack.vetoes().stream().map(Veto::any).toList());
    definePhrases(builder, unless, pack.vetoes().stream().map(Veto::unless).toList());
  }

  private static void definePhrases(
      PhraseGrammar.GrammarBuilder builder, int[] symbols, List<List<PackPhrase>> parts) {
    IntStream.range(0, symbols.length)
        .filter(i -> symbols[i] != NONE)
        .forEach(i -> builder.definePhrases(symbols[i], parts.get(i)));
  }
}
