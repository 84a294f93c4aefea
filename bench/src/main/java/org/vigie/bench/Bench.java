package org.vigie.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `vigie bench` command: runs every section in turn and prints the table.
@Command(
    name = "vigie bench",
    description = {
      "Measures Vigie beside rivals and limits, in one run: ours, theirs, the ratio of the two.",
      "Takes some eight minutes on two idle processors. Ratios survive a busy machine, the other"
          + " figures do not."
    },
    mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
  /// The system property with the path of the `vigie` script, set by the launcher.
  private static final String LAUNCHER = "vigie.launcher";

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  /// Picocli sets this field before [#call].
  @SuppressWarnings("NullAway.Init")
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private List<BenchmarkSection> only = List.of(BenchmarkSection.values());

  @Option(
      names = "--items",
      paramLabel = "FILE",
      description =
          "Items as JSON Lines (id, title, summary), instead of generated ones. Subscriptions"
              + " stay generated and match them less.")
  private @Nullable Path items;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the table there as JSON.")
  private @Nullable Path json;

  private Bench() {}

  /// Runs the command and ends the process.
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Bench());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, unused) -> printUsageError(e));
    line.setExecutionExceptionHandler((e, at, unused) -> printFailure(e));
    System.exit(line.execute(arguments));
  }

  private static int printUsageError(ParameterException e) {
    System.err.println("vigie bench: " + e.getMessage() + " (see vigie bench --help)");
    return USAGE;
  }

  private static int printFailure(Exception e) {
    System.err.println("vigie bench: " + e);
    return FAILED;
  }

  @Override
  public Integer call() throws IOException {
    List<SampleItems.SampleText> texts = readTexts();
    checkJsonPath();
    String launcher = System.getProperty(LAUNCHER);
    BenchmarkReport.Machine machine = BenchmarkReport.Machine.current();
    List<BenchmarkResult> comparisons = new ArrayList<>();
    boolean whole = true;
    try (Workspace place = Workspace.create(launcher == null ? null : Path.of(launcher))) {
      BenchmarkContext context =
          new BenchmarkContext(BenchmarkScale.FULL, texts, place, Bench::printProgress);
      for (BenchmarkSection section : only) {
        whole &= run(section, context, comparisons);
        if (place.isInterrupted()) {
          return FAILED;
        }
      }
    }
    BenchmarkReport report = new BenchmarkReport(machine, Instant.now(), comparisons);
    report.print(System.out);
    if (json != null) {
      report.write(json);
    }
    return whole ? 0 : FAILED;
  }

  private List<SampleItems.SampleText> readTexts() throws IOException {
    try {
      return items == null ? List.of() : SampleItems.readFile(items);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--items: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "--items: cannot read " + items, e);
    }
  }

  /// Fails before the measurements, which take eight minutes.
  private void checkJsonPath() {
    if (json != null) {
      Path directory = json.toAbsolutePath().getParent();
      if (Files.isDirectory(json) || directory == null || !Files.isWritable(directory)) {
        throw new ParameterException(spec.commandLine(), "--json: cannot write " + json);
      }
    }
  }

  /// Runs a section. If it fails, only its own lines are missing from the report.
  private static boolean run(
      BenchmarkSection section, BenchmarkContext context, List<BenchmarkResult> comparisons) {
    printProgress(section + " …");
    try {
      comparisons.addAll(section.runBenchmark(context));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      if (!context.workspace().isInterrupted()) {
        printProgress(section + " failed: " + e);
      }
      return false;
    }
  }

  private static void printProgress(String progress) {
    System.err.println("vigie bench: " + progress);
  }
}
