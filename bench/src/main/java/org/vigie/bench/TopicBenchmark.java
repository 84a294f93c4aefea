package org.vigie.bench;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Content;

/// Measures the classification by topics, compared with the minimum that any classifier must do:
/// tokenising the same title and summary with Lucene's `FrenchAnalyzer`. Items per second on one
/// thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class TopicBenchmark {
  private static final int ITEMS = 2000;

  private final TextAnalyser analyser = TextAnalyser.bundled();
  private final Analyzer french = new FrenchAnalyzer();
  private List<Content> items = List.of();
  private int next;
  private long total;

  /// Generates the items.
  @Setup
  public void createItems() {
    setItems(SampleSubscriptions.generateItems(ITEMS, BenchmarkContext.SEED));
  }

  private void setItems(List<SampleItems.SampleText> samples) {
    items = samples.stream().map(SampleItems.SampleText::content).toList();
  }

  /// Runs both measurements for the table, in this process.
  static List<BenchmarkResult> compare(BenchmarkContext context) throws Exception {
    TopicBenchmark benchmark = new TopicBenchmark();
    benchmark.setItems(context.createSamples(context.scale().texts()));
    context.progress().accept("reading texts");
    double limit = context.measureRate(1, from -> benchmark.total += benchmark.tokenise());
    double ours = context.measureRate(1, from -> benchmark.total += benchmark.topics());
    return List.of(
        BenchmarkResult.rate(
            "topics, countries, evidence", "texts/s", ours, "FrenchAnalyzer, tokens alone", limit));
  }

  private Content nextItem() {
    next = next + 1 == items.size() ? 0 : next + 1;
    return items.get(next);
  }

  /// Measures the limit: tokenising only.
  @Benchmark
  public int tokenise() throws IOException {
    Content item = nextItem();
    return countTokens(item.title()) + countTokens(item.summary());
  }

  private int countTokens(String text) throws IOException {
    int count = 0;
    try (TokenStream stream = french.tokenStream("text", new StringReader(text))) {
      stream.reset();
      while (stream.incrementToken()) {
        count++;
      }
      stream.end();
    }
    return count;
  }

  /// Measures Vigie: tokens, topics and countries, with evidence.
  @Benchmark
  public int topics() {
    return analyser.classify(new TokenizedText(nextItem())).topics().size();
  }

  /// Runs both benchmarks with JMH.
  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(TopicBenchmark.class.getSimpleName() + "\\.").build())
        .run();
  }
}
