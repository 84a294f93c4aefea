package org.vigie.app.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.FeedProbe;
import org.vigie.app.pipeline.RequestStore;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.RelativeTime;
import org.vigie.ingest.feed.Links;
import org.vigie.ingest.item.OutletResolver;
import org.vigie.ingest.opml.Opml;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie feeds`: which addresses are polled. Changes are in force without a restart.
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
      List<Feed> feeds;
      Map<String, FeedState> states;
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        feeds = wishes.readFeeds();
        states = wishes.readFeedStates();
      }
      if (json) {
        feeds.forEach(feed -> terminal.printLine(Json.toText(toRow(feed, states.get(feed.id())))));
      } else {
        print(feeds, states);
      }
      return 0;
    }

    static Map<String, @Nullable Object> toRow(Feed feed, @Nullable FeedState state) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("feed", feed);
      row.put("state", state);
      return row;
    }

    private void print(List<Feed> feeds, Map<String, FeedState> states) {
      Instant now = terminal.clock().instant();
      TextTable table =
          new TextTable(
              "OUTLET", "ADDRESS", "LAST SUCCESS", "NEXT POLL", "RATE", "LOSSES", "STATE");
      for (Feed feed : feeds) {
        FeedState state = states.getOrDefault(feed.id(), FeedState.neverPolled(feed));
        boolean polled = state.lastAttempt() != null;
        table.addRow(
            feed.outlet().name(),
            feed.address().toString(),
            RelativeTime.format(state.lastSuccess(), now),
            polled ? RelativeTime.format(state.nextPoll(), now) : "",
            formatRate(state),
            state.possibleLosses() == 0 ? "" : Long.toString(state.possibleLosses()),
            polled ? Objects.requireNonNullElse(state.problem(), "ok") : "not polled yet");
      }
      table.print(terminal);
    }
  }

  /// How much news a feed brings: `2.5/h`, `3.1/d`; empty where that is not known yet.
  static String formatRate(FeedState state) {
    double hourly = state.entriesPerHour();
    if (hourly <= 0) {
      return "";
    }
    return hourly >= 1
        ? String.format(Locale.ROOT, "%.1f/h", hourly)
        : String.format(Locale.ROOT, "%.1f/d", hourly * 24);
  }

  /// The feeds of this id or address.
  ///
  /// @throws Problem where there is none
  static List<Feed> findFeeds(List<Feed> feeds, String which) {
    List<Feed> meant =
        feeds.stream()
            .filter(one -> one.id().equals(which) || one.address().toString().equals(which))
            .toList();
    if (meant.isEmpty()) {
      throw new CliException("there is no feed '" + which + "'");
    }
    return meant;
  }

  /// The web address that a person wrote.
  ///
  /// @throws Problem where it is none
  static URI parseAddress(String text) {
    try {
      URI address = new URI(Links.withAsciiHost(text));
      if (address.getHost() == null || !Links.isHttp(text)) {
        throw CliException.createUsageError("'" + text + "' is no http or https address");
      }
      return address;
    } catch (URISyntaxException e) {
      throw CliException.createUsageError("'" + text + "' is no address: " + e.getReason(), e);
    }
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
      URI address = parseAddress(url);
      List<Feed> feeds = discover ? discoverFeeds(address) : List.of(createFeed(address, null));
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        List<Feed> added = wishes.addMissingFeeds(feeds);
        for (Feed feed : feeds) {
          terminal.printLine(feed.id() + (added.contains(feed) ? " added" : " was there already"));
        }
      }
      return 0;
    }

    private Feed createFeed(URI address, @Nullable String site) {
      return Feed.of(address, OutletResolver.resolveForFeed(outlet, site, address), null, null);
    }

    private List<Feed> discoverFeeds(URI page) {
      try (FeedProbe probe =
          new FeedProbe(fetch.createSettings(cluster.settings(terminal)), terminal.clock())) {
        Poll poll = probe.poll(createFeed(page, null));
        if (poll.hasSucceeded()) {
          return List.of(createFeed(page, null));
        }
        List<Feed> offered =
            poll.report().offeredFeeds().stream()
                .map(found -> createFeed(found.address(), page.toString()))
                .toList();
        if (offered.isEmpty()) {
          throw new CliException("no feed is named at '" + page + "': " + poll.outcome());
        }
        return offered;
      }
    }
  }

  @Command(
      name = "remove",
      description = "Ends the wish for a feed; what it said stays in the archive.",
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
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        List<Feed> meant = findFeeds(wishes.readFeeds(), which);
        meant.forEach(
            feed -> {
              wishes.removeFeed(feed);
              terminal.printLine(feed.id() + " removed");
            });
      }
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
                      Terminal.sanitize("vigie feeds import: " + file + ": " + problem)));
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        int added = wishes.addMissingFeeds(list.feeds()).size();
        terminal.printLine(
            added + " feeds added, " + (list.feeds().size() - added) + " were there");
      }
      return list.problems().isEmpty() ? 0 : 1;
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
      try (Cluster open = cluster.open(terminal);
          RequestStore wishes = new RequestStore(open.connection())) {
        terminal.out().print(Opml.write(wishes.readFeeds()));
      }
      return 0;
    }
  }
}
