package org.vigie.bench;

import java.util.ArrayList;
import java.util.List;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Subscription;

/// Measures how many texts per second are matched with subscriptions, compared with Lucene Monitor
/// and with the analysis of the texts.
final class MatchBenchmark {
  private static final int BATCH = 200;

  private final BenchmarkContext context;
  private final List<SampleItems.SampleText> samples;
  private final TextAnalyser analyser = TextAnalyser.bundled();
  private final List<AnalysedItem> texts;
  private final List<BenchmarkResult> comparisons = new ArrayList<>();
  private long matches;

  private MatchBenchmark(BenchmarkContext context) {
    this.context = context;
    samples = context.createSamples(context.scale().texts());
    texts = samples.stream().map(this::analyse).toList();
  }

  static List<BenchmarkResult> compare(BenchmarkContext context) throws Exception {
    MatchBenchmark benchmark = new MatchBenchmark(context);
    for (int count : context.scale().subscriptions()) {
      context.progress().accept("matching %,d subscriptions".formatted(count));
      benchmark.measureMatching(count);
    }
    benchmark.measureLoading(context.scale().bulkSubscriptions());
    return List.copyOf(benchmark.comparisons);
  }

  private AnalysedItem analyse(SampleItems.SampleText sample) {
    return analyser.analyse(sample.content(), sample.outlet());
  }

  private void measureMatching(int count) throws Exception {
    List<Subscription> subscriptions = SampleSubscriptions.generate(count, BenchmarkContext.SEED);
    SubscriptionIndex index = new SubscriptionIndex();
    subscriptions.forEach(index::put);
    double ours =
        context.measureRate(1, from -> matches += index.findMatches(null, texts.get(from)).size());
    long found = texts.stream().mapToLong(text -> index.findMatches(null, text).size()).sum();
    String name =
        "match %,d subscriptions, %.1f hits a text".formatted(count, (double) found / texts.size());
    try (LuceneMonitorBaseline rival = new LuceneMonitorBaseline(subscriptions)) {
      double single =
          context.measureRate(1, from -> matches += rival.match(texts.get(from)).size());
      comparisons.add(
          BenchmarkResult.rate(name, "texts/s", ours, "Lucene Monitor, singly", single));
      double batched =
          context.measureRate(
              BATCH, from -> matches += rival.match(texts.subList(from, from + BATCH)).size());
      comparisons.add(
          BenchmarkResult.rate(name, "texts/s", ours, "Lucene Monitor, batches of 200", batched));
    }
    double reading =
        context.measureRate(
            1, from -> matches += analyse(samples.get(from)).findings().topics().size());
    comparisons.add(BenchmarkResult.rate(name, "texts/s", ours, "reading and deciding", reading));
  }

  /// Measures the memory of very many subscriptions and how soon they are in force.
  private void measureLoading(int many) {
    context.progress().accept("loading %,d subscriptions".formatted(many));
    List<Subscription> subscriptions = SampleSubscriptions.generate(many, BenchmarkContext.SEED);
    long heapBefore = measureHeap();
    long begin = System.nanoTime();
    SubscriptionIndex index = new SubscriptionIndex();
    subscriptions.forEach(index::put);
    matches += index.findMatches(null, texts.getFirst()).size();
    double seconds = (System.nanoTime() - begin) / 1e9;
    double mebibytes = (measureHeap() - heapBefore) / 1048576.0;
    matches += index.findMatches(null, texts.getLast()).size();
    comparisons.add(
        BenchmarkResult.cost(
            "load %,d subscriptions".formatted(many), "s", seconds, "what a start may take", 10));
    comparisons.add(
        BenchmarkResult.cost(
            "index of %,d subscriptions".formatted(many),
            "MiB",
            mebibytes,
            "a third of 1 GiB",
            340));
  }

  private static long measureHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
