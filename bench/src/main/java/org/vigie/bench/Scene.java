package org.vigie.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What every benchmark is given.
///
/// @param effort the amount of work
/// @param texts texts of the user; empty for generated ones
/// @param place where files and child processes belong
/// @param progress receives a line of progress
record Scene(
    Effort effort, List<SampleItems.Sample> texts, Workplace place, Consumer<String> progress) {
  /// The seed of all generated data.
  static final long SEED = 7;

  /// Returns this number of texts: generated ones, or those of the user repeated.
  List<SampleItems.Sample> samples(int count) {
    if (texts.isEmpty()) {
      return SampleSubscriptions.items(count, SEED);
    }
    List<SampleItems.Sample> samples = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      samples.add(texts.get(i % texts.size()));
    }
    return samples;
  }

  /// Runs a step repeatedly, first to warm up, and returns how many things it did per second.
  ///
  /// @param size how many things one step does
  /// @param step processes the things that begin at an index below [Effort#texts]
  double rate(int size, Step step) throws Exception {
    run(size, step, effort.warmUp().toNanos());
    return run(size, step, effort.measured().toNanos());
  }

  private double run(int size, Step step, long nanos) throws Exception {
    long begin = System.nanoTime();
    long passed = 0;
    long done = 0;
    while (passed < nanos) {
      step.from((int) (done % effort.texts()));
      done += size;
      passed = System.nanoTime() - begin;
    }
    return done * 1e9 / passed;
  }

  /// A piece of work that is repeated.
  interface Step {
    /// Processes what begins at an index.
    void from(int index) throws Exception;
  }
}
