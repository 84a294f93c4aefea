package org.vigie.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.FeedProbe;
import org.vigie.admin.FeedRequest;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.RelativeTime;
import org.vigie.ingest.feed.Autodiscovery;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.ingest.poll.Poll;
import org.vigie.ingest.poll.PollReport;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.SafeText;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie poll`: polls an address once and explains the result.
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

  @Override
  public Integer call() {
    FetchSettings settings = fetch.createSettings(config.read(terminal));
    List<Feed> feeds =
        AdminCalls.call(() -> urls.stream().map(url -> FeedRequest.of(url).toFeed()).toList());
    boolean succeeded = true;
    try (FeedProbe probe = new FeedProbe(settings, terminal.clock())) {
      for (Feed feed : feeds) {
        Poll poll = probe.poll(feed);
        List<FeedProbe.ResolvedAddress> found = probe.listAddresses(poll);
        if (json) {
          terminal.printLine(Json.toText(toRow(poll, found)));
        } else {
          print(poll, found);
        }
        terminal.flush();
        succeeded &= poll.hasSucceeded();
      }
    }
    return succeeded ? 0 : 1;
  }

  private static Map<String, @Nullable Object> toRow(
      Poll poll, List<FeedProbe.ResolvedAddress> found) {
    PollReport report = poll.report();
    FeedState state = poll.state();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("url", poll.feed().address());
    row.put("resolved", found);
    row.put("redirects", report.route().redirects());
    row.put("address", report.route().address());
    row.put("movedTo", report.route().movedTo());
    row.put("answer", report.answer());
    row.put("etag", state.etag());
    row.put("lastModified", state.lastModified());
    row.put("document", report.document());
    row.put("title", state.title());
    row.put("outcome", poll.outcome());
    row.put("problem", state.problem());
    row.put("offered", report.offeredFeeds());
    row.put("nextPoll", state.nextPoll());
    row.put("why", FeedPoller.explainNextPoll(poll.feed(), state));
    return row;
  }

  private void print(Poll poll, List<FeedProbe.ResolvedAddress> found) {
    terminal.printLine(SafeText.toLine(poll.feed().address().toString()));
    for (FeedProbe.ResolvedAddress address : found) {
      printField(
          address.refused() == null ? "found" : "refused",
          address.host()
              + " at "
              + address.address()
              + (address.refused() == null ? "" : ", which is " + address.refused()));
    }
    PollReport report = poll.report();
    report.route().redirects().forEach(hop -> printField("redirect", "from " + hop));
    if (!report.route().redirects().isEmpty()) {
      printField("redirect", "to " + report.route().address());
    }
    if (report.route().movedTo() != null) {
      printField("moved", "for good, to " + report.route().movedTo());
    }
    printField("answer", report.answer());
    printDocument(poll);
    printField(poll.hasSucceeded() ? "result" : "problem", poll.outcome());
    for (Autodiscovery.FoundFeed feed : report.offeredFeeds()) {
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
    terminal.printLine("  %-10s %s".formatted(label, SafeText.toLine(text)));
  }
}
