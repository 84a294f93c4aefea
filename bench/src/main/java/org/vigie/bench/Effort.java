package org.vigie.bench;

import java.time.Duration;
import java.util.List;

/// The amount of work of a run.
///
/// @param warmUp how long a loop runs before it is measured
/// @param measured how long a loop is measured
/// @param texts number of texts that loops cycle through
/// @param pipeline the work of the pipeline benchmark
/// @param subscriptions the numbers of subscriptions to match against
/// @param stories the numbers of stories that an item may join
/// @param change the work of the benchmark that adds subscriptions
/// @param many number of subscriptions that are loaded at once
/// @param feeds number of feeds that are polled
/// @param starts how often the demo is started
record Effort(
    Duration warmUp,
    Duration measured,
    int texts,
    PipelineBenchmark.Size pipeline,
    List<Integer> subscriptions,
    List<Integer> stories,
    ChangeBenchmark.Size change,
    int many,
    int feeds,
    int starts) {
  /// The full run: seven minutes on two idle processors.
  static final Effort FULL =
      new Effort(
          Duration.ofMillis(1_500),
          Duration.ofSeconds(3),
          2_000,
          PipelineBenchmark.Size.FULL,
          List.of(10, 1_000, 10_000),
          List.of(20_000, 100_000),
          ChangeBenchmark.Size.FULL,
          100_000,
          3_000,
          3);

  /// A run of a few seconds that checks that everything works. Its figures mean nothing.
  static final Effort TRIAL =
      new Effort(
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          200,
          new PipelineBenchmark.Size(200, 30, 50, 50, 1),
          List.of(10),
          List.of(100),
          ChangeBenchmark.Size.TRIAL,
          100,
          20,
          1);
}
