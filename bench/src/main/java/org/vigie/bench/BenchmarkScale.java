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
/// @param deliveries the work of the benchmark of deliveries
/// @param articles number of articles that are searched
/// @param bulkSubscriptions number of subscriptions that are loaded at once
/// @param feeds number of feeds that are polled
/// @param demoStarts how often the demo is started
record BenchmarkScale(
    Duration warmUp,
    Duration measured,
    int texts,
    PipelineBenchmark.PipelineSize pipeline,
    List<Integer> subscriptions,
    List<Integer> stories,
    SubscriptionChangeBenchmark.ChangeSize change,
    DeliveryBenchmark.DeliverySize deliveries,
    int articles,
    int bulkSubscriptions,
    int feeds,
    int demoStarts) {
  /// The full run: eight minutes on two idle processors.
  static final BenchmarkScale FULL =
      new BenchmarkScale(
          Duration.ofMillis(1_500),
          Duration.ofSeconds(3),
          2_000,
          PipelineBenchmark.PipelineSize.FULL,
          List.of(10, 1_000, 10_000),
          List.of(20_000, 100_000),
          SubscriptionChangeBenchmark.ChangeSize.FULL,
          DeliveryBenchmark.DeliverySize.FULL,
          100_000,
          100_000,
          3_000,
          3);

  /// A run of a few seconds that checks that everything works. Its figures mean nothing.
  static final BenchmarkScale TRIAL =
      new BenchmarkScale(
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          200,
          new PipelineBenchmark.PipelineSize(200, 30, 50, 50, 1),
          List.of(10),
          List.of(100),
          SubscriptionChangeBenchmark.ChangeSize.TRIAL,
          DeliveryBenchmark.DeliverySize.TRIAL,
          200,
          100,
          20,
          1);
}
