package org.vigie.app.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.feedback.FeedbackLog;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vigie export`: what the cluster holds, as lines for other programs.
@Command(
    name = "export",
    description = "Writes what the cluster holds as JSON Lines.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ExportCommand.ExportFeedback.class)
public final class ExportCommand {

  @Command(
      name = "feedback",
      description = {
        "Writes the articles that readers called too much or missed, with the topics that they"
            + " should have: what evaluate and topics train read."
      },
      mixinStandardHelpOptions = true)
  static final class ExportFeedback implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "Where to write; an existing file is replaced. Default: standard output.")
    private @Nullable Path file;

    ExportFeedback(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      List<String> lines = readLines();
      if (file == null) {
        lines.forEach(terminal::printLine);
      } else {
        write(file, lines);
        terminal.printStatus(lines.size() + " articles written to " + file);
      }
      return 0;
    }

    private List<String> readLines() {
      List<String> lines = new ArrayList<>();
      try (Cluster open = cluster.open(terminal)) {
        AdminCalls.call(
            open.connection(),
            cluster,
            terminal,
            admin -> {
              try (FeedbackLog log =
                  new FeedbackLog(
                      admin, open.connection(), cluster.lazyPacks(terminal), terminal.clock())) {
                log.export(lines::add);
              }
              return lines;
            });
      }
      return lines;
    }

    private static void write(Path file, List<String> lines) {
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        for (String line : lines) {
          out.write(line);
          out.write('\n');
        }
      } catch (IOException e) {
        throw new CliException("cannot write " + file + ": " + e.getMessage(), e);
      }
    }
  }
}
