package org.vigie.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.vigie.admin.FeedProbe;
import org.vigie.admin.FeedRequest;
import org.vigie.admin.Feeds;
import org.vigie.app.terminal.Terminal;
import org.vigie.ingest.IngestSettings;
import org.vigie.model.Feed;
import org.vigie.runtime.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `vigie feeds check`: polls feeds once and stores nothing.
@Command(
    name = "check",
    description = "Asks feeds once, as the ingester would, and stores nothing; 1 if any fails.",
    mixinStandardHelpOptions = true)
final class FeedsCheckCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private FetchOptions fetch = new FetchOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "ID|URL",
      description = "Which feeds; an address need not be among the feeds. Default: 'all'.")
  private List<String> which = List.of();

  FeedsCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings = cluster.settings(terminal);
    List<Feed> feeds = findFeeds();
    List<FeedProbe.FeedCheck> checks;
    try (FeedProbe probe = new FeedProbe(fetch.createSettings(settings), terminal.clock())) {
      checks = probe.check(feeds, settings.get(IngestSettings.MAX_POLLS));
    }
    TextTable table = new TextTable("OUTLET", "ADDRESS", "STATE");
    for (FeedProbe.FeedCheck one : checks) {
      table.addRow(
          one.feed().outlet().name(),
          one.feed().address().toString(),
          (one.succeeded() ? "ok, " : "failed: ") + one.outcome());
    }
    table.print(terminal);
    long failed = checks.stream().filter(one -> !one.succeeded()).count();
    if (failed > 0) {
      terminal.printStatus("vigie feeds check: " + failed + " of " + checks.size() + " feeds fail");
    }
    return failed == 0 ? 0 : 1;
  }

  /// Addresses alone need no cluster.
  private List<Feed> findFeeds() {
    boolean addressesAlone = !which.isEmpty() && which.stream().allMatch(Feeds::isAddress);
    return addressesAlone
        ? AdminCalls.call(
            () -> which.stream().map(address -> FeedRequest.of(address).toFeed()).toList())
        : AdminCalls.call(cluster, terminal, admin -> admin.feeds().find(which));
  }
}
