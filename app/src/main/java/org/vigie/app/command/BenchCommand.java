package org.vigie.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.vigie.app.terminal.CliException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vigie bench`, for those who have no sources: the launcher of a checkout runs the benchmarks
/// itself, since they are no part of the distribution, and only then is this not reached.
@Command(
    name = "bench",
    description = "Measures Vigie beside rivals and limits. Needs a checkout of the sources.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  @Parameters(hidden = true)
  private List<String> ignored = List.of();

  @Override
  public Integer call() {
    throw new CliException(
        "the benchmarks need a checkout of the sources: run ./vigie bench there");
  }
}
