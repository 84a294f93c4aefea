package org.vigie.bench;

import java.util.ArrayList;
import java.util.List;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.Studied;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Subscription;

/// Measures how many texts per second are matched with subscriptions, compared with Lucene Monitor
/// and with the analysis of the texts.
final class MatchBenchmark {
  private static final int BATCH = 200;

  private final Scene scene;
  private final List<SampleItems.Sample> samples;
  private final Analyst analyst = Analyst.bundled();
  private final List<Studied> texts;
  private final List<Comparison> comparisons = new ArrayList<>();
  private long matches;

  private MatchBenchmark(Scene scene) {
    this.scene = scene;
    samples = scene.samples(scene.effort().texts());
    texts = samples.stream().map(this::study).toList();
  }

  static List<Comparison> compare(Scene scene) throws Exception {
    MatchBenchmark benchmark = new MatchBenchmark(scene);
    for (int count : scene.effort().subscriptions()) {
      scene.progress().accept("matching %,d subscriptions".formatted(count));
      benchmark.match(count);
    }
    benchmark.load(scene.effort().many());
    return List.copyOf(benchmark.comparisons);
  }

  private Studied study(SampleItems.Sample sample) {
    return analyst.study(sample.content(), sample.outlet());
  }

  private void match(int count) throws Exception {
    List<Subscription> subscriptions = SampleSubscriptions.of(count, Scene.SEED);
    SubscriptionIndex index = new SubscriptionIndex();
    subscriptions.forEach(index::put);
    double ours = scene.rate(1, from -> matches += index.changes(null, texts.get(from)).size());
    long found = texts.stream().mapToLong(text -> index.changes(null, text).size()).sum();
    String name =
        "match %,d subscriptions, %.1f hits a text".formatted(count, (double) found / texts.size());
    try (MonitorRival rival = new MonitorRival(subscriptions)) {
      double single = scene.rate(1, from -> matches += rival.match(texts.get(from)).size());
      comparisons.add(Comparison.rate(name, "texts/s", ours, "Lucene Monitor, singly", single));
      double batched =
          scene.rate(
              BATCH, from -> matches += rival.match(texts.subList(from, from + BATCH)).size());
      comparisons.add(
          Comparison.rate(name, "texts/s", ours, "Lucene Monitor, batches of 200", batched));
    }
    double reading =
        scene.rate(1, from -> matches += study(samples.get(from)).findings().topics().size());
    comparisons.add(Comparison.rate(name, "texts/s", ours, "reading and deciding", reading));
  }

  /// Measures the memory of very many subscriptions and how soon they are in force.
  private void load(int many) {
    scene.progress().accept("loading %,d subscriptions".formatted(many));
    List<Subscription> subscriptions = SampleSubscriptions.of(many, Scene.SEED);
    long heapBefore = heap();
    long begin = System.nanoTime();
    SubscriptionIndex index = new SubscriptionIndex();
    subscriptions.forEach(index::put);
    matches += index.changes(null, texts.getFirst()).size();
    double seconds = (System.nanoTime() - begin) / 1e9;
    double mebibytes = (heap() - heapBefore) / 1048576.0;
    matches += index.changes(null, texts.getLast()).size();
    comparisons.add(
        Comparison.cost(
            "load %,d subscriptions".formatted(many), "s", seconds, "what a start may take", 10));
    comparisons.add(
        Comparison.cost(
            "index of %,d subscriptions".formatted(many),
            "MiB",
            mebibytes,
            "a third of 1 GiB",
            340));
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
