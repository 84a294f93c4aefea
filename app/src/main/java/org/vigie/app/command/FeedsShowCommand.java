package org.vigie.app.command;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.FeedStatus;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.app.time.RelativeTime;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie feeds show`: a feed and its state in full.
@Command(
    name = "show",
    description = "Shows a feed: what was requested, and its state.",
    mixinStandardHelpOptions = true)
final class FeedsShowCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final DetailPrinter details;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(names = "--json", description = "One JSON object a line: feed and state.")
  private boolean json;

  @Parameters(paramLabel = "ID|URL", description = "Which feed.")
  private String which = "";

  FeedsShowCommand(Terminal terminal) {
    this.terminal = terminal;
    details = new DetailPrinter(terminal, "  %-14s %s");
  }

  @Override
  public Integer call() {
    DisplayTime display = zone.createDisplay(cluster.settings(terminal));
    for (FeedStatus one : AdminCalls.call(cluster, terminal, admin -> admin.feeds().show(which))) {
      if (json) {
        terminal.printLine(Json.toText(one));
      } else {
        print(one.feed(), one.stateOrInitial(), display);
      }
    }
    return 0;
  }

  private void print(Feed feed, FeedState state, DisplayTime display) {
    terminal.printLine(feed.id());
    details.printField("address", feed.address().toString());
    details.printField("outlet", feed.outlet().name());
    details.printField("title", state.title() == null ? feed.title() : state.title());
    details.printField(
        "interval",
        feed.interval() == null
            ? "as the schedule finds"
            : RelativeTime.formatLength(feed.interval()));
    if (!FeedPoller.resolveAddress(feed, state).equals(feed.address())) {
      details.printField(
          "asked at", FeedPoller.resolveAddress(feed, state) + ", where it moved for good");
    } else if (state.movedTo() != null) {
      details.printField(
          "moves to", state.movedTo() + ", answered " + state.movedAnswers() + " times in a row");
    }
    details.printField("first read", formatTime(state.firstDocument(), display));
    details.printField("last document", formatTime(state.lastDocument(), display));
    details.printField("last poll", formatTime(state.lastAttempt(), display));
    details.printField("last success", formatTime(state.lastSuccess(), display));
    details.printField("problem", state.problem());
    if (state.failures() > 0) {
      details.printField("failures", state.failures() + " in a row");
    }
    details.printField(
        "next poll",
        formatTime(state.nextPoll(), display) + ": " + FeedPoller.explainNextPoll(feed, state));
    details.printField("rate", FeedsCommand.formatRate(state));
    details.printField(
        "asked for",
        state.asked() == null
            ? null
            : "a pause of " + state.asked().toMinutes() + " min, by its publisher");
    details.printField("entries", state.knownIds().size() + " in the last document");
    details.printField(
        "losses", state.possibleLosses() + " times no known entry was left in the document");
    details.printField("ETag", state.etag());
    details.printField("Last-Modified", state.lastModified());
  }

  private String formatTime(@Nullable Instant time, DisplayTime display) {
    String relative = RelativeTime.format(time, terminal.clock().instant());
    return time == null ? relative : relative + " (" + display.format(time) + ")";
  }
}
