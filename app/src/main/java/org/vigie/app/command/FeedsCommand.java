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
import org.vigie.app.pipeline.Probe;
import org.vigie.app.pipeline.Wishes;
import org.vigie.app.terminal.Problem;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.Relative;
import org.vigie.ingest.feed.Links;
import org.vigie.ingest.item.Outlets;
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
      FeedsCommand.ListAll.class,
      FeedsShow.class,
      FeedsCheck.class,
      FeedsCommand.Add.class,
      FeedsCommand.Remove.class,
      FeedsCommand.Import.class,
      FeedsCommand.Export.class
    })
public final class FeedsCommand {

  @Command(
      name = "list",
      description = "Lists the feeds and how they are.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "One JSON object a line: feed and state.")
    private boolean json;

    ListAll(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      List<Feed> feeds;
      Map<String, FeedState> states;
      try (Cluster open = cluster.open(terminal);
          Wishes wishes = new Wishes(open.connection())) {
        feeds = wishes.feeds();
        states = wishes.feedStates();
      }
      if (json) {
        feeds.forEach(feed -> terminal.print(Json.text(row(feed, states.get(feed.id())))));
      } else {
        print(feeds, states);
      }
      return 0;
    }

    static Map<String, @Nullable Object> row(Feed feed, @Nullable FeedState state) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("feed", feed);
      row.put("state", state);
      return row;
    }

    private void print(List<Feed> feeds, Map<String, FeedState> states) {
      Instant now = terminal.clock().instant();
      Table table =
          new Table("OUTLET", "ADDRESS", "LAST SUCCESS", "NEXT POLL", "RATE", "LOSSES", "STATE");
      for (Feed feed : feeds) {
        FeedState state = states.getOrDefault(feed.id(), FeedState.untouched(feed));
        boolean polled = state.lastAttempt() != null;
        table.row(
            feed.outlet().name(),
            feed.address().toString(),
            Relative.words(state.lastSuccess(), now),
            polled ? Relative.words(state.nextPoll(), now) : "",
            rate(state),
            state.possibleLosses() == 0 ? "" : Long.toString(state.possibleLosses()),
            polled ? Objects.requireNonNullElse(state.problem(), "ok") : "not polled yet");
      }
      table.print(terminal);
    }
  }

  /// How much news a feed brings: `2.5/h`, `3.1/d`; empty where that is not known yet.
  static String rate(FeedState state) {
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
  static List<Feed> named(List<Feed> feeds, String which) {
    List<Feed> meant =
        feeds.stream()
            .filter(one -> one.id().equals(which) || one.address().toString().equals(which))
            .toList();
    if (meant.isEmpty()) {
      throw new Problem("there is no feed '" + which + "'");
    }
    return meant;
  }

  /// The web address that a person wrote.
  ///
  /// @throws Problem where it is none
  static URI address(String text) {
    try {
      URI address = new URI(Links.withAsciiHost(text));
      if (address.getHost() == null || !Links.isHttp(text)) {
        throw Problem.usage("'" + text + "' is no http or https address");
      }
      return address;
    } catch (URISyntaxException e) {
      throw Problem.usage("'" + text + "' is no address: " + e.getReason(), e);
    }
  }

  @Command(name = "add", description = "Adds a feed.", mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
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

    Add(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      URI address = address(url);
      List<Feed> feeds = discover ? discovered(address) : List.of(feed(address, null));
      try (Cluster open = cluster.open(terminal);
          Wishes wishes = new Wishes(open.connection())) {
        List<Feed> added = wishes.addMissing(feeds);
        for (Feed feed : feeds) {
          terminal.print(feed.id() + (added.contains(feed) ? " added" : " was there already"));
        }
      }
      return 0;
    }

    private Feed feed(URI address, @Nullable String site) {
      return Feed.of(address, Outlets.ofWish(outlet, site, address), null, null);
    }

    private List<Feed> discovered(URI page) {
      try (Probe probe = new Probe(fetch.fetch(cluster.settings(terminal)), terminal.clock())) {
        Poll poll = probe.poll(feed(page, null));
        if (poll.went()) {
          return List.of(feed(page, null));
        }
        List<Feed> offered =
            poll.account().offered().stream()
                .map(found -> feed(found.address(), page.toString()))
                .toList();
        if (offered.isEmpty()) {
          throw new Problem("no feed is named at '" + page + "': " + poll.outcome());
        }
        return offered;
      }
    }
  }

  @Command(
      name = "remove",
      description = "Ends the wish for a feed; what it said stays in the archive.",
      mixinStandardHelpOptions = true)
  static final class Remove implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Parameters(paramLabel = "ID|URL", description = "Which.")
    private String which = "";

    Remove(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      try (Cluster open = cluster.open(terminal);
          Wishes wishes = new Wishes(open.connection())) {
        List<Feed> meant = named(wishes.feeds(), which);
        meant.forEach(
            feed -> {
              wishes.remove(feed);
              terminal.print(feed.id() + " removed");
            });
      }
      return 0;
    }
  }

  @Command(
      name = "import",
      description = "Adds the feeds of an OPML list; removes none.",
      mixinStandardHelpOptions = true)
  static final class Import implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "OPML; default: the bundled list of French-language news.")
    private @Nullable Path file;

    Import(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Opml.FeedList list = file == null ? Opml.bundled() : Opml.read(UpCommand.bytes(file));
      list.problems()
          .forEach(
              problem ->
                  terminal.say(Terminal.clean("vigie feeds import: " + file + ": " + problem)));
      try (Cluster open = cluster.open(terminal);
          Wishes wishes = new Wishes(open.connection())) {
        int added = wishes.addMissing(list.feeds()).size();
        terminal.print(added + " feeds added, " + (list.feeds().size() - added) + " were there");
      }
      return list.problems().isEmpty() ? 0 : 1;
    }
  }

  @Command(
      name = "export",
      description = "Writes the feeds as OPML.",
      mixinStandardHelpOptions = true)
  static final class Export implements Callable<Integer> {
    private final Terminal terminal;
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    Export(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      try (Cluster open = cluster.open(terminal);
          Wishes wishes = new Wishes(open.connection())) {
        terminal.out().print(Opml.write(wishes.feeds()));
      }
      return 0;
    }
  }
}
