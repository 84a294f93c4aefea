package org.vigie.analysis.topic;

import java.util.List;
import java.util.stream.IntStream;
import org.vigie.analysis.topic.Pack.Need;
import org.vigie.analysis.topic.Pack.Signal;
import org.vigie.analysis.topic.Pack.Veto;

/// A pack and the [Grammar] symbols of its roles; -1 for an empty part.
record Program(Pack pack, int[] signals, int[] with, int[] needs, int[] vetoes, int[] unless) {
  private static final int NONE = -1;

  static Program reserve(Pack pack, Grammar.Builder builder) {
    return new Program(
        pack,
        symbols(builder, pack.signals().stream().map(Signal::any).toList()),
        symbols(builder, pack.signals().stream().map(Signal::with).toList()),
        symbols(builder, pack.needs().stream().map(Need::any).toList()),
        symbols(builder, pack.vetoes().stream().map(Veto::any).toList()),
        symbols(builder, pack.vetoes().stream().map(Veto::unless).toList()));
  }

  private static int[] symbols(Grammar.Builder builder, List<List<Phrase>> parts) {
    return parts.stream().mapToInt(part -> part.isEmpty() ? NONE : builder.reserve()).toArray();
  }

  void fill(Grammar.Builder builder) {
    builder.open(pack.groups());
    fill(builder, signals, pack.signals().stream().map(Signal::any).toList());
    fill(builder, with, pack.signals().stream().map(Signal::with).toList());
    fill(builder, needs, pack.needs().stream().map(Need::any).toList());
    fill(builder, vetoes, pack.vetoes().stream().map(Veto::any).toList());
    fill(builder, unless, pack.vetoes().stream().map(Veto::unless).toList());
  }

  private static void fill(Grammar.Builder builder, int[] symbols, List<List<Phrase>> parts) {
    IntStream.range(0, symbols.length)
        .filter(i -> symbols[i] != NONE)
        .forEach(i -> builder.fill(symbols[i], parts.get(i)));
  }
}
