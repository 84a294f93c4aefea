package org.vigie.app.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.pipeline.Cluster;
import org.vigie.app.pipeline.Wishes;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.Relative;
import org.vigie.ingest.poll.Poller;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie feeds show`: all that is known about a feed.
@Command(
    name = "show",
    description = "Shows what is wished of a feed and how it is.",
    mixinStandardHelpOptions = true)
final class FeedsShow implements Callable<Integer> {
  private final Terminal terminal;
  private final Sheet sheet;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "One JSON object a line: feed and state.")
  private boolean json;

  @Parameters(paramLabel = "ID|URL", description = "Which.")
  private String which = "";

  FeedsShow(Terminal terminal) {
    this.terminal = terminal;
    sheet = new Sheet(terminal, "  %-14s %s");
  }

  @Override
  public Integer call() {
    List<Feed> meant;
    Map<String, FeedState> states;
    try (Cluster open = cluster.open(terminal);
        Wishes wishes = new Wishes(open.connection())) {
      meant = FeedsCommand.named(wishes.feeds(), which);
      states = wishes.feedStates();
    }
    for (Feed feed : meant) {
      if (json) {
        terminal.print(Json.text(FeedsCommand.ListAll.row(feed, states.get(feed.id()))));
      } else {
        print(feed, states.getOrDefault(feed.id(), FeedState.untouched(feed)));
      }
    }
    return 0;
  }

  private void print(Feed feed, FeedState state) {
    terminal.print(feed.id());
    sheet.line("address", feed.address().toString());
    sheet.line("outlet", feed.outlet().name());
    sheet.line("title", Objects.requireNonNullElse(state.title(), feed.title()));
    sheet.line(
        "interval", feed.interval() == null ? "as the schedule finds" : feed.interval().toString());
    if (!Poller.address(feed, state).equals(feed.address())) {
      sheet.line("asked at", Poller.address(feed, state) + ", where it moved for good");
    } else if (state.movedTo() != null) {
      sheet.line(
          "moves to", state.movedTo() + ", answered " + state.movedAnswers() + " times in a row");
    }
    sheet.line("first read", time(state.firstDocument()));
    sheet.line("last document", time(state.lastDocument()));
    sheet.line("last poll", time(state.lastAttempt()));
    sheet.line("last success", time(state.lastSuccess()));
    sheet.line("problem", state.problem());
    if (state.failures() > 0) {
      sheet.line("failures", state.failures() + " in a row");
    }
    sheet.line("next poll", time(state.nextPoll()) + ": " + Poller.whyThen(feed, state));
    sheet.line("rate", FeedsCommand.rate(state));
    sheet.line(
        "asked for",
        state.asked() == null
            ? null
            : "a pause of " + state.asked().toMinutes() + " min, by its publisher");
    sheet.line("entries", state.knownIds().size() + " in the last document");
    sheet.line("losses", state.possibleLosses() + " times no known entry was left in the document");
    sheet.line("ETag", state.etag());
    sheet.line("Last-Modified", state.lastModified());
  }

  private String time(@Nullable Instant time) {
    String relative = Relative.words(time, terminal.clock().instant());
    return time == null ? relative : relative + " (" + time + ")";
  }
}
