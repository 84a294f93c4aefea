package org.vigie.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.stream.DoubleStream;

/// Measures the time from the start of `vigie demo`, in its own process, to the first alert on
/// standard output.
final class StartBenchmark {
  private static final double LIMIT_SECONDS = 10;

  private StartBenchmark() {}

  static List<BenchmarkResult> compare(BenchmarkContext context) throws Exception {
    if (!context.workspace().hasLauncher()) {
      context.progress().accept("start left out: needs to be run by ./vigie bench");
      return List.of();
    }
    context.progress().accept("starting the demo");
    // The first start writes the class archive that later starts use.
    measureSeconds(context.workspace());
    double[] starts = new double[context.scale().demoStarts()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = measureSeconds(context.workspace());
    }
    double[] sorted = DoubleStream.of(starts).sorted().toArray();
    return List.of(
        BenchmarkResult.cost(
            "start to first alert",
            "s",
            sorted[sorted.length / 2],
            "patience of a person",
            LIMIT_SECONDS));
  }

  private static double measureSeconds(Workspace place) throws IOException {
    long begin = System.nanoTime();
    Process demo = place.startCommand("demo", "--json");
    try (BufferedReader alerts = demo.inputReader()) {
      if (alerts.readLine() == null) {
        throw new IllegalStateException("the demo ended without an alert");
      }
      return (System.nanoTime() - begin) / 1e9;
    } finally {
      place.stop(demo);
    }
  }
}
