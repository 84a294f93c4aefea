package org.vigie.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What every benchmark is given.
///
/// @param scale the amount of work
/// @param texts texts of the user; empty for generated ones
/// @param workspace where files and child processes belong
/// @param progress receives a line of progress
record BenchmarkContext(
    BenchmarkScale scale,
    List<SampleItems.SampleText> texts,
    Workspace workspace,
    Consumer<String> progress) {
  /// The seed of all generated data.
  static final long SEED = 7;

  /// Returns this number of texts: generated ones, or those of the user repeated.
  List<SampleItems.SampleText> createSamples(int count) {
    if (texts.isEmpty()) {
      return SampleSubscriptions.generateItems(count, SEED);
    }
    List<SampleItems.SampleText> samples = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      samples.add(texts.get(i % texts.size()));
    }
    return samples;
  }

  /// Runs a step repeatedly, first to warm up, and returns how many things it did per second.
  ///
  /// @param size how many things one step does
  /// @param step processes the things that begin at an index below [BenchmarkScale#texts]
  double measureRate(int size, MeasuredStep step) throws Exception {
    runFor(size, step, scale.warmUp().toNanos());
    return runFor(size, step, scale.measured().toNanos());
  }

  private double runFor(int size, MeasuredStep step, long nanos) throws Exception {
    long begin = System.nanoTime();
    long passed = 0;
    long done = 0;
    while (passed < nanos) {
      step.runFrom((int) (done % scale.texts()));
      done += size;
      passed = System.nanoTime() - begin;
    }
    return done * 1e9 / passed;
  }

  /// A piece of work that is repeated.
  interface MeasuredStep {
    /// Processes what begins at an index.
    void runFrom(int index) throws Exception;
  }
}
