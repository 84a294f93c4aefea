package org.vigie.bench;

import java.time.Duration;
import java.util.List;

/// How much a run does.
///
/// @param warmUp how long a loop runs before it is measured
/// @param measured how long it is measured
/// @param texts how many texts loops go round
/// @param pipeline what goes through the pipeline
/// @param subscriptions the numbers of subscriptions that are matched
/// @param stories the numbers of stories that an item may join
/// @param change what happens while subscriptions are added
/// @param many the number of subscriptions that are loaded at once
/// @param feeds how many feeds a round polls
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
  /// Seven minutes on two processors that have nothing else to do.
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

  /// Seconds: shows that everything runs, its figures mean nothing.
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
