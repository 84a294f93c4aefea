package org.vigie.app.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.FeedProbe;
import org.vigie.admin.FeedRequest;
import org.vigie.admin.FeedStatus;
import org.vigie.admin.Feeds;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.RelativeTime;
import org.vigie.ingest.opml.Opml;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.SafeText;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie feeds`: the addresses that are polled. Changes are in force without a restart.
@Command(
    name = "feeds",
    description = "Lists, adds and removes feeds; in force without a restart.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      FeedsCommand.ListFeeds.class,
      FeedsShowCommand.class,
      FeedsCheckCommand.class,
      FeedsCommand.AddFeed.class,
      FeedsCommand.RemoveFeed.class,
      FeedsCommand.ImportFeeds.class,
      FeedsCommand.ExportFeeds.class
    })
public final class FeedsCommand {

  @Command(
      name = "list",
      description = "Lists the feeds and how they are.",
      mixinStandardHelpOptions = true)
  static final class ListFeeds implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "One JSON object a line: feed and state.")
    private boolean json;

    ListFeeds(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      List<FeedStatus> feeds = AdminCalls.call(cluster, terminal, admin -> admin.feeds().list());
      if (json) {
        feeds.forEach(one -> terminal.printLine(Json.toText(one)));
      } else {
        print(feeds);
      }
      return 0;
    }

    private void print(List<FeedStatus> feeds) {
      Instant now = terminal.clock().instant();
      TextTable table =
          new TextTable(
              "OUTLET", "ADDRESS", "LAST SUCCESS", "NEXT POLL", "RATE", "LOSSES", "STATE");
      for (FeedStatus one : feeds) {
        FeedState state = one.stateOrInitial();
        table.addRow(
            one.feed().outlet().name(),
            one.feed().address().toString(),
            RelativeTime.format(state.lastSuccess(), now),
            one.health() == FeedStatus.FeedHealth.NOT_POLLED
                ? ""
                : RelativeTime.format(state.nextPoll(), now),
            formatRate(state),
            state.possibleLosses() == 0 ? "" : Long.toString(state.possibleLosses()),
            describeHealth(one));
      }
      table.print(terminal);
    }

    private static String describeHealth(FeedStatus one) {
      return one.health() == FeedStatus.FeedHealth.FAILING
          ? String.valueOf(one.stateOrInitial().problem())
          : one.health().toString();
    }
  }

  /// The rate of new entries, such as `2.5/h` or `3.1/d`; empty if it is not known yet.
  static String formatRate(FeedState state) {
    double hourly = state.entriesPerHour();
    if (hourly <= 0) {
      return "";
    }
    return hourly >= 1
        ? String.format(Locale.ROOT, "%.1f/h", hourly)
        : String.format(Locale.ROOT, "%.1f/d", hourly * 24);
  }

  @Command(name = "add", description = "Adds a feed.", mixinStandardHelpOptions = true)
  static final class AddFeed implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();
    @Mixin private FetchOptions fetch = new FetchOptions();

    @Option(
        names = "--discover",
        description = "URL is a page of a site: adds the feeds that the page names.")
    private boolean discover;

    @Option(
        names = "--outlet",
        paramLabel = "NAME",
        description = "Who publishes it; default: the host.")
    private @Nullable String outlet;

    @Parameters(paramLabel = "URL", description = "Its address.")
    private String url = "";

    AddFeed(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      FeedRequest request = new FeedRequest(url, outlet);
      List<Feed> feeds =
          AdminCalls.call(() -> discover ? discoverFeeds(request) : List.of(request.toFeed()));
      AdminCalls.call(cluster, terminal, admin -> admin.feeds().add(feeds))
          .forEach(one -> terminal.printLine(describe(one, feeds)));
      return 0;
    }

    private static String describe(Feeds.FeedAddition one, List<Feed> requested) {
      Feed feed = one.feed();
      if (one.added()) {
        return feed.id() + " added";
      }
      boolean sameSpelling = requested.stream().map(Feed::id).anyMatch(feed.id()::equals);
      return feed.id()
          + " was there already"
          + (sameSpelling ? "" : ", as " + SafeText.toLine(feed.address().toString()));
    }

    private List<Feed> discoverFeeds(FeedRequest page) {
      try (FeedProbe probe =
          new FeedProbe(fetch.createSettings(cluster.settings(terminal)), terminal.clock())) {
        return probe.discover(page);
      }
    }
  }

  @Command(
      name = "remove",
      description = "Removes a feed; its articles stay in the archive.",
      mixinStandardHelpOptions = true)
  static final class RemoveFeed implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "ID|URL", description = "Which.")
    private String which = "";

    RemoveFeed(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      AdminCalls.call(cluster, terminal, admin -> admin.feeds().remove(which))
          .forEach(feed -> terminal.printLine(feed.id() + " removed"));
      return 0;
    }
  }

  @Command(
      name = "import",
      description = "Adds the feeds of an OPML list; removes none.",
      mixinStandardHelpOptions = true)
  static final class ImportFeeds implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "OPML; default: the bundled list of French-language news.")
    private @Nullable Path file;

    ImportFeeds(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Opml.FeedList list = file == null ? Opml.readBundled() : Opml.read(UpCommand.readFile(file));
      list.problems()
          .forEach(
              problem ->
                  terminal.printStatus(
                      SafeText.toLine("vigie feeds import: " + file + ": " + problem)));
      Feeds.FeedImport result =
          AdminCalls.call(cluster, terminal, admin -> admin.feeds().importList(list));
      terminal.printLine(result.added() + " feeds added, " + result.known() + " were there");
      return result.problems().isEmpty() ? 0 : 1;
    }
  }

  @Command(
      name = "export",
      description = "Writes the feeds as OPML.",
      mixinStandardHelpOptions = true)
  static final class ExportFeeds implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    ExportFeeds(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      String opml = AdminCalls.call(cluster, terminal, admin -> admin.feeds().exportOpml());
      terminal.out().print(opml);
      return 0;
    }
  }
}
