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
import org.vigie.app.pipeline.Probe;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.Relative;
import org.vigie.http.AddressGuard;
import org.vigie.ingest.feed.Autodiscovery;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.ingest.item.Outlets;
import org.vigie.ingest.poll.Account;
import org.vigie.ingest.poll.Poll;
import org.vigie.ingest.poll.Poller;
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
  private record Found(String host, String address, @Nullable String refused) {}

  @Override
  public Integer call() {
    FetchSettings settings = fetch.fetch(config.read(terminal));
    List<Feed> feeds = urls.stream().map(PollCommand::feed).toList();
    boolean went = true;
    try (Probe probe = new Probe(settings, terminal.clock())) {
      for (Feed feed : feeds) {
        Poll poll = probe.poll(feed);
        List<Found> found = found(poll, probe, settings.allowPrivateAddresses());
        if (json) {
          terminal.print(Json.text(row(poll, found)));
        } else {
          print(poll, found);
        }
        terminal.flush();
        went &= poll.went();
      }
    }
    return went ? 0 : 1;
  }

  /// A wish for this address that nobody made.
  ///
  /// @throws org.vigie.app.terminal.Problem where it is none
  static Feed feed(String url) {
    URI address = FeedsCommand.address(url);
    return Feed.of(address, Outlets.ofWish(null, null, address), null, null);
  }

  private static List<Found> found(Poll poll, Probe probe, boolean allowPrivate) {
    Set<URI> asked = new LinkedHashSet<>(poll.account().route().hops());
    asked.add(poll.account().route().address());
    List<Found> found = new ArrayList<>();
    asked.stream()
        .map(address -> Objects.requireNonNullElse(address.getHost(), ""))
        .distinct()
        .forEach(
            host -> {
              for (InetSocketAddress at : probe.addresses(host)) {
                InetAddress address = at.getAddress();
                found.add(
                    new Found(
                        host,
                        address.getHostAddress(),
                        allowPrivate ? null : AddressGuard.refusal(address)));
              }
            });
    return found;
  }

  private static Map<String, @Nullable Object> row(Poll poll, List<Found> found) {
    Account account = poll.account();
    FeedState state = poll.state();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("url", poll.feed().address());
    row.put("resolved", found);
    row.put("redirects", account.route().hops());
    row.put("address", account.route().address());
    row.put("movedTo", account.route().movedTo());
    row.put("answer", account.answer());
    row.put("etag", state.etag());
    row.put("lastModified", state.lastModified());
    row.put("document", account.document());
    row.put("title", state.title());
    row.put("outcome", poll.outcome());
    row.put("problem", state.problem());
    row.put("offered", account.offered());
    row.put("nextPoll", state.nextPoll());
    row.put("why", Poller.whyThen(poll.feed(), state));
    return row;
  }

  private void print(Poll poll, List<Found> found) {
    terminal.print(Terminal.clean(poll.feed().address().toString()));
    for (Found address : found) {
      line(
          address.refused() == null ? "found" : "refused",
          address.host()
              + " at "
              + address.address()
              + (address.refused() == null ? "" : ", which is " + address.refused()));
    }
    Account account = poll.account();
    account.route().hops().forEach(hop -> line("redirect", "from " + hop));
    if (!account.route().hops().isEmpty()) {
      line("redirect", "to " + account.route().address());
    }
    if (account.route().movedTo() != null) {
      line("moved", "for good, to " + account.route().movedTo());
    }
    line("answer", account.answer());
    printDocument(poll);
    line(poll.went() ? "result" : "problem", poll.outcome());
    for (Autodiscovery.Found feed : account.offered()) {
      line("offers", feed.address() + (feed.title().isEmpty() ? "" : "  " + feed.title()));
    }
    FeedState state = poll.state();
    line(
        "next poll",
        Relative.words(state.nextPoll(), terminal.clock().instant())
            + ": "
            + Poller.whyThen(poll.feed(), state));
  }

  private void printDocument(Poll poll) {
    FeedState state = poll.state();
    Account.Document document = poll.account().document();
    if (document == null) {
      return;
    }
    if (state.etag() != null) {
      line("validator", "ETag " + state.etag());
    }
    if (state.lastModified() != null) {
      line("validator", "Last-Modified " + state.lastModified());
    }
    line(
        "document",
        "%s in %s, \"%s\"".formatted(document.format(), document.encoding(), state.title()));
    document.repairs().forEach(repair -> line("mended", repair));
    if (document.movedTo() != null) {
      line("moved", "it names a new address, " + document.movedTo() + "; not followed by itself");
    }
  }

  private void line(String label, String text) {
    terminal.print("  %-10s %s".formatted(label, Terminal.clean(text)));
  }
}
