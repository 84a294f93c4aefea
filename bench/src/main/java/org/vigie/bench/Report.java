package org.vigie.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.vigie.wire.Json;

/// The outcome of a benchmark run: a table for people, JSON for comparing runs.
///
/// @param machine processors, memory and JVM
/// @param date when the run ended
/// @param comparisons in the order of the table
public record Report(String machine, Instant date, List<Comparison> comparisons) {
  /// The report of a run on this machine.
  public static Report of(Instant date, List<Comparison> comparisons) {
    return new Report(machineHere(), date, List.copyOf(comparisons));
  }

  private static String machineHere() {
    Runtime runtime = Runtime.getRuntime();
    return "%d processors, heap up to %d MiB, %s %s, Java %s"
        .formatted(
            runtime.availableProcessors(),
            runtime.maxMemory() >> 20,
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version());
  }

  /// Prints the table.
  public void print(PrintStream out) {
    out.printf("%s · %s%n", machine, date);
    out.printf("%-44s %14s %14s %9s  %s%n", "", "ours", "rival or limit", "ratio", "against");
    for (Comparison line : comparisons) {
      out.printf(
          "%-44s %14s %14s %9s  %s (%s, %s is better)%n",
          line.name(),
          figure(line.ours()),
          figure(line.theirs()),
          figure(line.ratio()),
          line.against(),
          line.unit(),
          line.better().name().toLowerCase(Locale.ROOT));
    }
  }

  /// Writes the report as JSON.
  public void write(Path file) throws IOException {
    Files.write(file, Json.bytes(this));
  }

  /// Three significant digits are more than a shared machine gives.
  private static String figure(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }
}
