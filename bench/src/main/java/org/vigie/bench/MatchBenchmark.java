package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigie.analysis.Analyst;
import org.vigie.analysis.Studied;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Subscription;

/// How many texts a second are matched with subscriptions, beside Lucene Monitor and beside reading
/// the texts.
public final class MatchBenchmark {
  private static final long SEED = 7;
  private static final int TEXTS = 2_000;
  private static final int BATCH = 200;
  private static final int MANY = 100_000;
  private static final long WARM_UP_NANOS = 1_500_000_000L;
  private static final long MEASURE_NANOS = 3_000_000_000L;

  private final List<SampleItems.Sample> samples = SampleSubscriptions.items(TEXTS, SEED);
  private final Analyst analyst = Analyst.bundled();
  private final List<Studied> texts = samples.stream().map(this::study).toList();
  private final List<Comparison> comparisons = new ArrayList<>();
  private long matches;

  private MatchBenchmark() {}

  /// Prints the table; writes JSON where a file is named.
  public static void main(String[] arguments) throws IOException {
    Report report = Report.of(Instant.now(), compare());
    report.print(System.out);
    if (arguments.length > 0) {
      report.write(Path.of(arguments[0]));
    }
  }

  /// Runs the benchmark, for about a minute.
  public static List<Comparison> compare() throws IOException {
    MatchBenchmark benchmark = new MatchBenchmark();
    for (int count : new int[] {10, 1_000, 10_000}) {
      benchmark.match(count);
    }
    benchmark.load();
    return List.copyOf(benchmark.comparisons);
  }

  private Studied study(SampleItems.Sample sample) {
    return analyst.study(sample.content(), sample.outlet());
  }

  private void match(int count) throws IOException {
    List<Subscription> subscriptions = SampleSubscriptions.of(count, SEED);
    SubscriptionIndex index = new SubscriptionIndex();
    subscriptions.forEach(index::put);
    double ours = rate(1, from -> matches += index.changes(null, texts.get(from)).size());
    long found = texts.stream().mapToLong(text -> index.changes(null, text).size()).sum();
    String name =
        "match %,d subscriptions, %.1f hits a text".formatted(count, (double) found / TEXTS);
    try (MonitorRival rival = new MonitorRival(subscriptions)) {
      double single = rate(1, from -> matches += rival.match(texts.get(from)).size());
      comparisons.add(Comparison.rate(name, "texts/s", ours, "Lucene Monitor, singly", single));
      double batched =
          rate(BATCH, from -> matches += rival.match(texts.subList(from, from + BATCH)).size());
      comparisons.add(
          Comparison.rate(name, "texts/s", ours, "Lucene Monitor, batches of 200", batched));
    }
    double reading =
        rate(1, from -> matches += study(samples.get(from)).findings().topics().size());
    comparisons.add(Comparison.rate(name, "texts/s", ours, "reading and deciding", reading));
  }

  private interface Step {
    /// Matches the texts that begin at an index.
    void from(int index) throws IOException;
  }

  /// Texts a second, once warm.
  private static double rate(int batch, Step step) throws IOException {
    run(batch, step, WARM_UP_NANOS);
    return run(batch, step, MEASURE_NANOS);
  }

  private static double run(int batch, Step step, long nanos) throws IOException {
    long begin = System.nanoTime();
    long passed = 0;
    int done = 0;
    while (passed < nanos) {
      step.from(done % TEXTS);
      done += batch;
      passed = System.nanoTime() - begin;
    }
    return done * 1e9 / passed;
  }

  /// What is kept of a hundred thousand subscriptions, and how soon they are in force.
  private void load() {
    List<Subscription> subscriptions = SampleSubscriptions.of(MANY, SEED);
    long heapBefore = heap();
    long begin = System.nanoTime();
    SubscriptionIndex index = new SubscriptionIndex();
    subscriptions.forEach(index::put);
    matches += index.changes(null, texts.getFirst()).size();
    double seconds = (System.nanoTime() - begin) / 1e9;
    double mebibytes = (heap() - heapBefore) / 1048576.0;
    matches += index.changes(null, texts.getLast()).size();
    comparisons.add(
        Comparison.cost("load 100,000 subscriptions", "s", seconds, "what a start may take", 10));
    comparisons.add(
        Comparison.cost(
            "index of 100,000 subscriptions", "MiB", mebibytes, "a third of 1 GiB", 340));
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
