package org.vigie.app.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.RequestStore;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.Backtest;
import org.vigie.analysis.alert.SubscriptionHistory;
import org.vigie.ingest.IngestProgress;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.SafeText;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicScan;

/// Reports the start of `up`: which feeds fail and when they are retried, and, once every feed was
/// polled, what the archive of the last 48 h would have alerted. Thread-safe.
public final class StartupReport {
  /// The longest wait for the slowest feed.
  private static final Duration MAX_WAIT = Duration.ofSeconds(60);

  private static final Duration PAST_WINDOW = Duration.ofHours(48);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private final Consumer<String> note;
  private final InstantSource clock;
  private final Instant started;
  private final Map<String, String> problems = new ConcurrentHashMap<>();

  /// @param note receives each message, one line
  public StartupReport(Consumer<String> note, InstantSource clock) {
    this.note = note;
    this.clock = clock;
    started = clock.instant();
  }

  /// Reports a poll: a failure once, until it changes or is over.
  public void reportPoll(Poll poll) {
    String feed = poll.feed().id();
    @Nullable String problem = poll.state().problem();
    @Nullable String before = problem == null ? problems.remove(feed) : problems.put(feed, problem);
    if (problem == null) {
      if (before != null) {
        printNote(poll, "is back");
      }
    } else if (!problem.equals(before)) {
      Instant next = poll.state().nextPoll();
      printNote(poll, problem + (next == null ? "" : "; next try at " + TIME.format(next)));
    }
  }

  private void printNote(Poll poll, String what) {
    note.accept(
        SafeText.toLine(
            "vigie: " + poll.feed().outlet().name() + " (" + poll.feed().address() + "): " + what));
  }

  /// Returns whether every feed was polled once, or the longest wait has passed.
  public boolean isComplete(IngestProgress progress) {
    boolean tried = progress.isFirstRoundComplete() && progress.feeds() > 0;
    return tried || clock.instant().isAfter(started.plus(MAX_WAIT));
  }

  /// The alerts that the archive of the last 48 h would have raised for the current subscriptions,
  /// by the date of publication, or by [Item#seen()] if there is none.
  public List<Alert> findPastAlerts(KafkaConnection connection, TextAnalyser analyser) {
    Instant now = clock.instant();
    Instant from = now.minus(PAST_WINDOW);
    List<Item> items = new ArrayList<>();
    TopicScan.of(connection, Catalogue.live().items())
        .onUnreadable(letter -> {})
        .readValues(
            item -> {
              if (!findPublicationTime(item).isBefore(from)) {
                items.add(item);
              }
            });
    try (RequestStore requests = new RequestStore(connection)) {
      return new Backtest(
              analyser, SubscriptionHistory.newestSinceEpoch(requests.readSubscriptionVersions()))
          .run(items, from, Instant.MAX);
    }
  }

  private static Instant findPublicationTime(Item item) {
    Instant published = item.content().published();
    return published == null ? item.seen() : published;
  }
}
