package org.vigie.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a benchmark finds when it begins.
///
/// @param effort how much it does
/// @param texts given by the user; empty for generated ones
/// @param place where its files and processes go
/// @param progress told in a line how far it is
record Scene(
    Effort effort, List<SampleItems.Sample> texts, Workplace place, Consumer<String> progress) {
  /// Of everything that is drawn at random.
  static final long SEED = 7;

  /// So many texts: generated, or the user's over and over.
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

  /// How often a second a step is done, once warm.
  ///
  /// @param size how many things one step does
  /// @param step does those that begin at an index below [Effort#texts]
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
    /// Does what begins at an index.
    void from(int index) throws Exception;
  }
}
