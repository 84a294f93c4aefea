package org.vigie.bench;

import java.util.List;

/// A section of the table and the benchmark that measures it.
enum BenchmarkSection {
  /// From readings to alerts.
  PIPELINE("pipeline", PipelineBenchmark::compare),
  /// Classification of texts.
  TOPICS("topics", TopicBenchmark::compare),
  /// Assignment of items to stories.
  STORIES("stories", StoryBenchmark::compare),
  /// Matching of subscriptions.
  MATCH("match", MatchBenchmark::compare),
  /// Changes of subscriptions while items arrive.
  CHANGE("change", SubscriptionChangeBenchmark::compare),
  /// From alerts to their receivers.
  DELIVERIES("deliveries", DeliveryBenchmark::compare),
  /// The index of the console.
  SEARCH("search", SearchBenchmark::compare),
  /// Parsing of feed documents.
  PARSE("parse", ParseBenchmark::compare),
  /// Polling of many feeds.
  POLL("poll", PollBenchmark::compare),
  /// From the start to the first alert.
  START("start", StartBenchmark::compare),
  /// Resident memory.
  MEMORY("memory", MemoryBenchmark::compare);

  private final String label;
  private final Benchmark benchmark;

  BenchmarkSection(String word, Benchmark benchmark) {
    this.label = word;
    this.benchmark = benchmark;
  }

  private interface Benchmark {
    List<BenchmarkResult> run(BenchmarkContext context) throws Exception;
  }

  List<BenchmarkResult> runBenchmark(BenchmarkContext context) throws Exception {
    return benchmark.run(context);
  }

  /// The name used in options and the table.
  @Override
  public String toString() {
    return label;
  }
}
