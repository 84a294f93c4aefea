package org.vigie.app.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.app.time.DisplayTime;
import org.vigie.ingest.IngestProgress;
import org.vigie.ingest.poll.Poll;
import org.vigie.ingest.poll.PollReport.AnswerKind;
import org.vigie.model.SafeText;

/// Reports on the feeds of `up`: once every feed was polled, how many were read and why the others
/// were not; from then on each feed that begins to fail or is back. Thread-safe.
public final class StartupReport {
  /// The longest wait for the slowest feed.
  private static final Duration MAX_WAIT = Duration.ofSeconds(60);

  /// The outlets of a cause are named if they are this few.
  private static final int MAX_NAMED = 3;

  private final Consumer<String> note;
  private final Clock clock;
  private final DisplayTime display;
  private final Instant started;
  private final Map<String, LastPoll> results = new HashMap<>();
  private boolean summarised;

  /// @param note receives each message, one line
  /// @param display how times are shown
  public StartupReport(Consumer<String> note, Clock clock, DisplayTime display) {
    this.note = note;
    this.clock = clock;
    this.display = display;
    started = clock.instant();
  }

  /// The last poll of a feed.
  ///
  /// @param problem null if it succeeded
  private record LastPoll(String outlet, @Nullable FeedProblem problem) {}

  /// Why a feed could not be read.
  ///
  /// @param cause without the name of the host
  private record FeedProblem(String text, String cause, boolean unreached) {}

  /// Reports a poll. What the first polls say is told by [#printSummary]; later a failure is told
  /// once, until it changes or is over.
  public synchronized void reportPoll(Poll poll) {
    if (poll.report().answerKind() == AnswerKind.POSTPONED) {
      return;
    }
    FeedProblem problem = describeProblem(poll);
    LastPoll before =
        results.put(poll.feed().id(), new LastPoll(poll.feed().outlet().name(), problem));
    if (summarised) {
      printChange(poll, before == null ? null : before.problem(), problem);
    }
  }

  private static @Nullable FeedProblem describeProblem(Poll poll) {
    String text = poll.state().problem();
    return text == null
        ? null
        : new FeedProblem(
            text,
            text.replace(": " + poll.feed().host(), ""),
            poll.report().answerKind() == AnswerKind.UNREACHED);
  }

  private void printChange(Poll poll, @Nullable FeedProblem before, @Nullable FeedProblem now) {
    if (now == null) {
      if (before != null) {
        printNote(poll, "is back");
      }
    } else if (before == null || !now.text().equals(before.text())) {
      Instant next = poll.state().nextPoll();
      printNote(
          poll,
          now.text()
              + (next == null
                  ? ""
                  : "; next try at " + display.formatShort(next, clock.instant())));
    }
  }

  private void printNote(Poll poll, String what) {
    print(poll.feed().outlet().name() + " (" + poll.feed().address() + "): " + what);
  }

  private void print(String line) {
    note.accept("vigie: " + SafeText.toLine(line));
  }

  /// Returns whether every feed was polled once, or the longest wait has passed.
  public boolean isComplete(IngestProgress progress) {
    boolean tried = progress.isFirstRoundComplete() && progress.feeds() > 0;
    return tried || clock.instant().isAfter(started.plus(MAX_WAIT));
  }

  /// Prints how many feeds were read, and the causes of the failures, the most frequent first.
  ///
  /// @param feeds number of all feeds
  /// @return the number of feeds that were read
  public synchronized int printSummary(int feeds) {
    summarised = true;
    Map<FeedProblem, List<String>> causes = groupByCause();
    int failed = causes.values().stream().mapToInt(List::size).sum();
    int read = results.size() - failed;
    int untried = Math.max(0, feeds - results.size());
    print(
        "%d of %d feeds read%s"
            .formatted(
                read, feeds, untried == 0 ? "" : ", " + untried + " not answered or asked yet"));
    causes.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
        .forEach(entry -> print(describeCause(entry.getKey(), entry.getValue())));
    int unreached =
        causes.entrySet().stream()
            .filter(entry -> entry.getKey().unreached())
            .mapToInt(entry -> entry.getValue().size())
            .sum();
    if (unreached > 1 && unreached * 10 >= results.size() * 9) {
      print(
          "is this machine on the network? Vigie asks the servers directly: it needs their names"
              + " resolved and ports 80 and 443 open, and uses no proxy");
    }
    return read;
  }

  /// The outlets by the cause of their failure; the text of such a cause is the cause itself.
  private Map<FeedProblem, List<String>> groupByCause() {
    Map<FeedProblem, List<String>> causes = new HashMap<>();
    for (LastPoll result : results.values()) {
      FeedProblem problem = result.problem();
      if (problem != null) {
        causes
            .computeIfAbsent(
                new FeedProblem(problem.cause(), problem.cause(), problem.unreached()),
                unused -> new ArrayList<>())
            .add(result.outlet());
      }
    }
    return causes;
  }

  private static String describeCause(FeedProblem cause, List<String> outlets) {
    String who =
        outlets.size() <= MAX_NAMED
            ? outlets.stream().sorted().collect(Collectors.joining(", ", " (", ")"))
            : "";
    return outlets.size()
        + (cause.unreached() ? " could not be reached: " : " failed: ")
        + cause.text()
        + who;
  }
}
