package org.vigie.app.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vigie.app.alert.TopicLabels;
import org.vigie.app.filter.LineFilter;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.RequestStore;
import org.vigie.app.terminal.Terminal;
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
      Map<String, SubscriptionLine> lines = new LinkedHashMap<>();
      Instant now = terminal.clock().instant();
      TopicLabels known = cluster.readLabels(terminal);
      filter.run(
          files,
          text -> {
            SubscriptionLine line = SubscriptionLine.read(text);
            SubscriptionOptions.requireKnown(
                SubscriptionOptions.createVersion(line, 1, now), known);
            lines.put(line.id(), line);
          });
      if (!lines.isEmpty()) {
        writeSubscriptions(lines.values().stream().toList(), now);
      }
      return filter.exitCode();
    }

    private void writeSubscriptions(List<SubscriptionLine> lines, Instant now) {
      int added = 0;
      int changed = 0;
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        Map<String, Subscription> newest = wishes.readNewestSubscriptions();
        for (SubscriptionLine line : lines) {
          Subscription last = newest.get(line.id());
          Subscription next = line.toSubscription(last == null ? 1 : last.version() + 1, now);
          if (last == null || last.state() == Subscription.State.REMOVED) {
            added++;
            wishes.writeSubscription(next);
            continue;
          }
          // A line that is silent on it neither pauses nor resumes.
          next = line.state() == null ? next.withState(last.state()) : next;
          if (!SubscriptionLine.of(last).equals(SubscriptionLine.of(next))) {
            changed++;
            wishes.writeSubscription(next);
          }
        }
      }
      int same = lines.size() - added - changed;
      terminal.printLine(added + " added, " + changed + " changed, " + same + " as they were");
    }
  }

  @Command(
      name = "export",
      description = "Writes the subscriptions in force as JSON Lines, for import, match, backtest.",
      mixinStandardHelpOptions = true)
  static final class ExportSubscriptions implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    ExportSubscriptions(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        wishes.readNewestSubscriptions().values().stream()
            .filter(one -> one.state() != Subscription.State.REMOVED)
            .sorted(Comparator.comparing(Subscription::id))
            .map(SubscriptionLine::of)
            .forEach(line -> terminal.printLine(Json.toText(line)));
      }
      return 0;
    }
  }
}
