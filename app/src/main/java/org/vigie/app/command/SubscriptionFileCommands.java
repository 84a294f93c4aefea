package org.vigie.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.vigie.admin.Subscriptions;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.filter.LineFilter;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.SafeText;
import org.vigie.model.Subscription;
import org.vigie.wire.Json;
import org.vigie.wire.SubscriptionLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `vigie subscriptions import` and `export`: subscriptions as JSON Lines, the form that `match`
/// and `backtest` read.
final class SubscriptionFileCommands {
  private SubscriptionFileCommands() {}

  @Command(
      name = "import",
      description = {
        "Adds subscriptions from JSON Lines; one whose id is known gets a new version if it asks"
            + " for something else. None is removed.",
        "A bad line is named and left out, the others count."
      },
      mixinStandardHelpOptions = true)
  static final class ImportSubscriptions implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "FILE", description = "JSON Lines; default: standard input.")
    private List<Path> files = List.of();

    ImportSubscriptions(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      LineFilter filter = new LineFilter(terminal, "subscriptions import");
      List<SubscriptionLine> lines = new ArrayList<>();
      TopicPacks packs = cluster.readPacks(terminal);
      filter.run(files, text -> lines.add(Subscriptions.parse(text, packs)));
      if (!lines.isEmpty()) {
        print(
            AdminCalls.call(cluster, terminal, admin -> importLines(admin.subscriptions(), lines)));
      }
      return filter.exitCode();
    }

    private Subscriptions.SubscriptionImport importLines(
        Subscriptions subscriptions, List<SubscriptionLine> lines) {
      subscriptions
          .checkOutlets(lines)
          .forEach(line -> terminal.printStatus(SafeText.toLine("vigie: " + line)));
      Subscriptions.SubscriptionImport result = subscriptions.importLines(lines);
      ChannelProblems problems = ChannelProblems.of(cluster.settings(terminal));
      lines.forEach(
          line -> {
            Subscription imported = line.toSubscription(terminal.clock().instant());
            SubscriptionReports.print(terminal, imported, problems);
          });
      return result;
    }

    private void print(Subscriptions.SubscriptionImport result) {
      terminal.printLine(
          "%d added, %d changed, %d as they were"
              .formatted(result.added(), result.changed(), result.unchanged()));
    }
  }

  @Command(
      name = "export",
      description = {
        "Writes the subscriptions in force as JSON Lines, for import, match, backtest.",
        "Addresses are written in full, also those that are secret."
      },
      mixinStandardHelpOptions = true)
  static final class ExportSubscriptions implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    ExportSubscriptions(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      AdminCalls.call(cluster, terminal, admin -> admin.subscriptions().export())
          .forEach(line -> terminal.printLine(Json.toText(line)));
      return 0;
    }
  }
}
