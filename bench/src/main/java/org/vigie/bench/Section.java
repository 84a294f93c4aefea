package org.vigie.bench;

import java.util.List;

/// A part of the table.
enum Section {
  /// Readings to alerts.
  PIPELINE("pipeline", PipelineBenchmark::compare),
  /// Reading and deciding.
  TOPICS("topics", TopicBenchmark::compare),
  /// Stories.
  STORIES("stories", StoryBenchmark::compare),
  /// Subscriptions.
  MATCH("match", MatchBenchmark::compare),
  /// Subscriptions that change while news comes.
  CHANGE("change", ChangeBenchmark::compare),
  /// Feed documents.
  PARSE("parse", ParseBenchmark::compare),
  /// Rounds over many feeds.
  POLL("poll", PollBenchmark::compare),
  /// Start to first alert.
  START("start", StartBenchmark::compare),
  /// Resident memory.
  MEMORY("memory", MemoryBenchmark::compare);

  private final String word;
  private final Benchmark benchmark;

  Section(String word, Benchmark benchmark) {
    this.word = word;
    this.benchmark = benchmark;
  }

  private interface Benchmark {
    List<Comparison> compare(Scene scene) throws Exception;
  }

  List<Comparison> compare(Scene scene) throws Exception {
    return benchmark.compare(scene);
  }

  /// The name that people write.
  @Override
  public String toString() {
    return word;
  }
}
