package org.vigie.app.command;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.FeedStatus;
import org.vigie.app.terminal.Terminal;
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
    description = "Shows what is wished of a feed and how it is.",
    mixinStandardHelpOptions = true)
final class FeedsShowCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final DetailPrinter sheet;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "One JSON object a line: feed and state.")
  private boolean json;

  @Parameters(paramLabel = "ID|URL", description = "Which.")
  private String which = "";

  FeedsShowCommand(Terminal terminal) {
    this.terminal = terminal;
    sheet = new DetailPrinter(terminal, "  %-14s %s");
  }

  @Override
  public Integer call() {
    for (FeedStatus one : AdminCalls.call(cluster, terminal, admin -> admin.feeds().show(which))) {
      if (json) {
        terminal.printLine(Json.toText(one));
      } else {
        print(one.feed(), one.stateOrInitial());
      }
    }
    return 0;
  }

  private void print(Feed feed, FeedState state) {
    terminal.printLine(feed.id());
    sheet.printField("address", feed.address().toString());
    sheet.printField("outlet", feed.outlet().name());
    sheet.printField("title", Objects.requireNonNullElse(state.title(), feed.title()));
    sheet.printField(
        "interval", feed.interval() == null ? "as the schedule finds" : feed.interval().toString());
    if (!FeedPoller.resolveAddress(feed, state).equals(feed.address())) {
      sheet.printField(
          "asked at", FeedPoller.resolveAddress(feed, state) + ", where it moved for good");
    } else if (state.movedTo() != null) {
      sheet.printField(
          "moves to", state.movedTo() + ", answered " + state.movedAnswers() + " times in a row");
    }
    sheet.printField("first read", time(state.firstDocument()));
    sheet.printField("last document", time(state.lastDocument()));
    sheet.printField("last poll", time(state.lastAttempt()));
    sheet.printField("last success", time(state.lastSuccess()));
    sheet.printField("problem", state.problem());
    if (state.failures() > 0) {
      sheet.printField("failures", state.failures() + " in a row");
    }
    sheet.printField(
        "next poll", time(state.nextPoll()) + ": " + FeedPoller.explainNextPoll(feed, state));
    sheet.printField("rate", FeedsCommand.formatRate(state));
    sheet.printField(
        "asked for",
        state.asked() == null
            ? null
            : "a pause of " + state.asked().toMinutes() + " min, by its publisher");
    sheet.printField("entries", state.knownIds().size() + " in the last document");
    sheet.printField(
        "losses", state.possibleLosses() + " times no known entry was left in the document");
    sheet.printField("ETag", state.etag());
    sheet.printField("Last-Modified", state.lastModified());
  }

  private String time(@Nullable Instant time) {
    String relative = RelativeTime.format(time, terminal.clock().instant());
    return time == null ? relative : relative + " (" + time + ")";
  }
}
