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
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "One JSON object a line: feed and state.")
  private boolean json;

  @Parameters(paramLabel = "ID|URL", description = "Which.")
  private String which = "";

  FeedsShow(Terminal terminal) {
    this.terminal = terminal;
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
    line("address", feed.address().toString());
    line("outlet", feed.outlet().name());
    line("title", Objects.requireNonNullElse(state.title(), feed.title()));
    line(
        "interval", feed.interval() == null ? "as the schedule finds" : feed.interval().toString());
    if (!Poller.address(feed, state).equals(feed.address())) {
      line("asked at", Poller.address(feed, state) + ", where it moved for good");
    } else if (state.movedTo() != null) {
      line("moves to", state.movedTo() + ", answered " + state.movedAnswers() + " times in a row");
    }
    line("first read", time(state.firstDocument()));
    line("last document", time(state.lastDocument()));
    line("last poll", time(state.lastAttempt()));
    line("last success", time(state.lastSuccess()));
    line("problem", state.problem());
    if (state.failures() > 0) {
      line("failures", state.failures() + " in a row");
    }
    line("next poll", time(state.nextPoll()) + ": " + Poller.whyThen(feed, state));
    line("rate", FeedsCommand.rate(state));
    line(
        "asked for",
        state.asked() == null
            ? null
            : "a pause of " + state.asked().toMinutes() + " min, by its publisher");
    line("entries", state.knownIds().size() + " in the last document");
    line("losses", state.possibleLosses() + " times no known entry was left in the document");
    line("ETag", state.etag());
    line("Last-Modified", state.lastModified());
  }

  private String time(@Nullable Instant time) {
    String relative = Relative.words(time, terminal.clock().instant());
    return time == null ? relative : relative + " (" + time + ")";
  }

  private void line(String label, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      terminal.print("  %-14s %s".formatted(label, Terminal.clean(text)));
    }
  }
}
