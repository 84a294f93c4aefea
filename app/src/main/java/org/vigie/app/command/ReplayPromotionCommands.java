package org.vigie.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.vigie.admin.index.AlertNotice;
import org.vigie.admin.run.ReplayDiff;
import org.vigie.admin.run.ReplayJobs;
import org.vigie.admin.run.ReplayPromotion;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.SafeText;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands of `vigie replay` that compare a run with what was alerted live.
final class ReplayPromotionCommands {
  private ReplayPromotionCommands() {}

  private static <T> T callJobs(
      Cluster open, Terminal terminal, ClusterOptions cluster, Function<ReplayJobs, T> work) {
    Path directory = cluster.data(cluster.settings(terminal)).resolve("replay");
    return AdminCalls.call(
        open.connection(),
        cluster,
        terminal,
        admin -> {
          try (ReplayJobs jobs =
              new ReplayJobs(
                  admin,
                  open.connection(),
                  cluster.lazyPacks(terminal),
                  directory,
                  terminal.clock())) {
            return work.apply(jobs);
          }
        });
  }

  @Command(
      name = "diff",
      description = {
        "Compares the stories that a run alerted with those that were alerted live. Stories of one"
            + " subscription that share an article are the same."
      },
      mixinStandardHelpOptions = true)
  static final class DiffReplay implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private ZoneOption zone = new ZoneOption();

    @Option(names = "--json", description = "One JSON object: same, missing, added.")
    private boolean json;

    @Parameters(paramLabel = "RUN", description = "Its id.")
    private String run = "";

    DiffReplay(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      DisplayTime display = zone.createDisplay(cluster.settings(terminal));
      try (Cluster open = cluster.open(terminal)) {
        ReplayDiff diff = callJobs(open, terminal, cluster, jobs -> jobs.diff(run));
        if (json) {
          terminal.printLine(Json.toText(diff));
        } else {
          print("missing", diff.missing(), display);
          print("new", diff.added(), display);
          terminal.printStatus(
              "%d alerted by both, %d live only (missing), %d by the replay only (new)"
                  .formatted(diff.same(), diff.missing().size(), diff.added().size()));
        }
        return 0;
      }
    }

    private void print(String word, List<AlertNotice> alerts, DisplayTime display) {
      for (AlertNotice alert : alerts) {
        terminal.printLine(
            SafeText.toLine(
                "%-7s  %s  %s  %s  %s"
                    .formatted(
                        word,
                        display.format(alert.decided()),
                        alert.subscription(),
                        alert.outlet().name(),
                        alert.headline())));
      }
    }
  }

  @Command(
      name = "promote",
      description = {
        "Delivers the stories that a run alerted and live operation did not, as one message for"
            + " each subscription and channel. Without --yes it only says how many.",
        "Doing it again delivers nothing twice."
      },
      mixinStandardHelpOptions = true)
  static final class PromoteReplay implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--yes", description = "Delivers them.")
    private boolean confirmed;

    @Parameters(paramLabel = "RUN", description = "Its id.")
    private String run = "";

    PromoteReplay(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      try (Cluster open = cluster.open(terminal)) {
        if (!confirmed) {
          ReplayPromotion planned =
              callJobs(open, terminal, cluster, jobs -> jobs.previewPromotion(run));
          terminal.printLine(
              "%s would be promoted, %d skipped; --yes delivers them"
                  .formatted(countStories(planned.alerts()), planned.skipped()));
          return 0;
        }
        ReplayPromotion done = callJobs(open, terminal, cluster, jobs -> jobs.promote(run));
        terminal.printLine(
            "%s promoted, %d skipped".formatted(countStories(done.alerts()), done.skipped()));
        if (open.ownsBroker() && done.alerts() > 0) {
          terminal.printStatus("vigie: no notifier runs here; the next one will deliver them");
        }
        return 0;
      }
    }

    private static String countStories(int count) {
      return count + (count == 1 ? " story" : " stories");
    }
  }
}
