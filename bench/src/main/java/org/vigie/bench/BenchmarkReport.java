package org.vigie.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigie.wire.Json;

/// The result of a benchmark run: a table for people, JSON for comparing runs.
///
/// @param machine where it ran
/// @param date when the run ended
/// @param comparisons in table order
record BenchmarkReport(Machine machine, Instant date, List<BenchmarkResult> comparisons) {
  /// Copies the list.
  BenchmarkReport {
    comparisons = List.copyOf(comparisons);
  }

  /// The machine of a run, without which an absolute figure means nothing.
  ///
  /// @param processors number of processors
  /// @param heap maximum heap size in MiB
  /// @param system name and architecture of the operating system
  /// @param java the Java version
  /// @param load the load average of the last minute before the run, negative if the system has
  ///     none
  record Machine(int processors, long heap, String system, String java, double load) {
    /// Describes this machine.
    static Machine current() {
      Runtime runtime = Runtime.getRuntime();
      return new Machine(
          runtime.availableProcessors(),
          runtime.maxMemory() >> 20,
          System.getProperty("os.name") + " " + System.getProperty("os.arch"),
          Runtime.version().toString(),
          readLoad());
    }

    @Override
    public String toString() {
      String words =
          "%d processors, heap up to %d MiB, %s, Java %s".formatted(processors, heap, system, java);
      return load < 0
          ? words
          : words + String.format(Locale.ROOT, ", load before the run %.1f", load);
    }
  }

  /// The load average of the last minute, negative if the system has none.
  static double readLoad() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /// Prints the table.
  void print(PrintStream out) {
    out.printf("%s · %s%n", machine, date.truncatedTo(ChronoUnit.SECONDS));
    out.printf("%-44s %14s %14s %9s  %s%n", "", "ours", "rival or limit", "ratio", "against");
    for (BenchmarkResult line : comparisons) {
      out.printf(
          "%-44s %14s %14s %9s  %s (%s, %s is better%s)%n",
          line.name(),
          formatFigure(line.ours()),
          formatFigure(line.theirs()),
          formatFigure(line.ratio()),
          line.against(),
          line.unit(),
          line.better(),
          line.load() < 0 ? "" : String.format(Locale.ROOT, "; load %.1f", line.load()));
    }
  }

  /// Writes the report as JSON. A figure that could not be measured is null.
  void write(Path file) throws IOException {
    Files.write(
        file,
        Json.toBytes(
            new JsonReport(
                machine, date, comparisons.stream().map(JsonReport.JsonResult::of).toList())));
  }

  private record JsonReport(Machine machine, Instant date, List<JsonResult> comparisons) {
    private record JsonResult(
        String name,
        String unit,
        @Nullable Double ours,
        String against,
        @Nullable Double theirs,
        @Nullable Double ratio,
        BenchmarkResult.Better better,
        double load) {
      static JsonResult of(BenchmarkResult line) {
        return new JsonResult(
            line.name(),
            line.unit(),
            finiteOrNull(line.ours()),
            line.against(),
            finiteOrNull(line.theirs()),
            finiteOrNull(line.ratio()),
            line.better(),
            line.load());
      }

      private static @Nullable Double finiteOrNull(double value) {
        return Double.isFinite(value) ? value : null;
      }
    }
  }

  /// At most three significant digits: a shared machine does not give more precision.
  private static String formatFigure(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }
}
