package org.vigie.app.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.pipeline.FeedProbe;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.RelativeTime;
import org.vigie.http.AddressGuard;
import org.vigie.ingest.feed.Autodiscovery;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.ingest.item.OutletResolver;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.ingest.poll.Poll;
import org.vigie.ingest.poll.PollReport;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie poll`: one polite fetch of an address, explained.
@Command(
    name = "poll",
    description = {
      "Asks an address once, as the ingester would, and explains what came of it.",
      "Stores nothing and needs no Kafka."
    },
    mixinStandardHelpOptions = true)
public final class PollCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private FetchOptions fetch = new FetchOptions();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "One JSON object a line for each address.")
  private boolean json;

  @Parameters(arity = "1..*", paramLabel = "URL", description = "Addresses of feeds.")
  private List<String> urls = List.of();

  public PollCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Where a host was found.
  ///
  /// @param refused why it may not be asked, null where it may
  private record ResolvedAddress(String host, String address, @Nullable String refused) {}

  @Override
  public Integer call() {
    FetchSettings settings = fetch.createSettings(config.read(terminal));
    List<Feed> feeds = urls.stream().map(PollCommand::createFeed).toList();
    boolean went = true;
    try (FeedProbe probe = new FeedProbe(settings, terminal.clock())) {
      for (Feed feed : feeds) {
        Poll poll = probe.poll(feed);
        List<ResolvedAddress> found = listAddresses(poll, probe, settings.allowPrivateAddresses());
        if (json) {
          terminal.printLine(Json.toText(toRow(poll, found)));
        } else {
          print(poll, found);
        }
        terminal.flush();
        went &= poll.hasSucceeded();
      }
    }
    return went ? 0 : 1;
  }

  /// A wish for this address that nobody made.
  ///
  /// @throws org.vigie.app.terminal.CliException where it is none
  static Feed createFeed(String url) {
    URI address = FeedsCommand.parseAddress(url);
    return Feed.of(address, OutletResolver.resolveForFeed(null, null, address), null, null);
  }

  private static List<ResolvedAddress> listAddresses(
      Poll poll, FeedProbe probe, boolean allowPrivate) {
    Set<URI> asked = new LinkedHashSet<>(poll.report().route().redirects());
    asked.add(poll.report().route().address());
    List<ResolvedAddress> found = new ArrayList<>();
    asked.stream()
        .map(address -> Objects.requireNonNullElse(address.getHost(), ""))
        .distinct()
        .forEach(
            host -> {
              for (InetSocketAddress at : probe.findAddresses(host)) {
                InetAddress address = at.getAddress();
                found.add(
                    new ResolvedAddress(
                        host,
                        address.getHostAddress(),
                        allowPrivate ? null : AddressGuard.findRefusalReason(address)));
              }
            });
    return found;
  }

  private static Map<String, @Nullable Object> toRow(Poll poll, List<ResolvedAddress> found) {
    PollReport account = poll.report();
    FeedState state = poll.state();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("url", poll.feed().address());
    row.put("resolved", found);
    row.put("redirects", account.route().redirects());
    row.put("address", account.route().address());
    row.put("movedTo", account.route().movedTo());
    row.put("answer", account.answer());
    row.put("etag", state.etag());
    row.put("lastModified", state.lastModified());
    row.put("document", account.document());
    row.put("title", state.title());
    row.put("outcome", poll.outcome());
    row.put("problem", state.problem());
    row.put("offered", account.offeredFeeds());
    row.put("nextPoll", state.nextPoll());
    row.put("why", FeedPoller.explainNextPoll(poll.feed(), state));
    return row;
  }

  private void print(Poll poll, List<ResolvedAddress> found) {
    terminal.printLine(Terminal.sanitize(poll.feed().address().toString()));
    for (ResolvedAddress address : found) {
      printField(
          address.refused() == null ? "found" : "refused",
          address.host()
              + " at "
              + address.address()
              + (address.refused() == null ? "" : ", which is " + address.refused()));
    }
    PollReport account = poll.report();
    account.route().redirects().forEach(hop -> printField("redirect", "from " + hop));
    if (!account.route().redirects().isEmpty()) {
      printField("redirect", "to " + account.route().address());
    }
    if (account.route().movedTo() != null) {
      printField("moved", "for good, to " + account.route().movedTo());
    }
    printField("answer", account.answer());
    printDocument(poll);
    printField(poll.hasSucceeded() ? "result" : "problem", poll.outcome());
    for (Autodiscovery.Found feed : account.offeredFeeds()) {
      printField("offers", feed.address() + (feed.title().isEmpty() ? "" : "  " + feed.title()));
    }
    FeedState state = poll.state();
    printField(
        "next poll",
        RelativeTime.format(state.nextPoll(), terminal.clock().instant())
            + ": "
            + FeedPoller.explainNextPoll(poll.feed(), state));
  }

  private void printDocument(Poll poll) {
    FeedState state = poll.state();
    PollReport.ParsedDocument document = poll.report().document();
    if (document == null) {
      return;
    }
    if (state.etag() != null) {
      printField("validator", "ETag " + state.etag());
    }
    if (state.lastModified() != null) {
      printField("validator", "Last-Modified " + state.lastModified());
    }
    printField(
        "document",
        "%s in %s, \"%s\"".formatted(document.format(), document.encoding(), state.title()));
    document.repairs().forEach(repair -> printField("mended", repair));
    if (document.movedTo() != null) {
      printField(
          "moved", "it names a new address, " + document.movedTo() + "; not followed by itself");
    }
  }

  private void printField(String label, String text) {
    terminal.printLine("  %-10s %s".formatted(label, Terminal.sanitize(text)));
  }
}
