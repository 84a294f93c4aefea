package org.vigie.ingest.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.FeedDocument;
import org.vigie.ingest.feed.FeedReader;
import org.vigie.ingest.feed.Unreadable;
import org.vigie.ingest.fetch.FetchRequest;
import org.vigie.ingest.fetch.FetchResult;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.item.ItemNaming;
import org.vigie.ingest.item.NamedEntry;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Origin;
import org.vigie.model.Reading;

/// Polls one feed. Safe to share between threads; blocks for as long as the fetch takes.
public final class Poller {
  private static final int MOVED_FOR_GOOD = 3;
  private static final int MOST_KNOWN = 500;
  private static final int MOST_ENTRIES = 2_000;
  private static final Duration GONE_CAP = Schedule.CEILING;
  private static final Duration FIRST_POLL_NEWS = Duration.ofMinutes(60);

  private final Fetcher fetcher;
  private final FeedReader reader;
  private final InstantSource clock;
  private final Schedule schedule;

  /// @param random spreads the next polls
  public Poller(Fetcher fetcher, InstantSource clock, RandomGenerator random) {
    this.fetcher = fetcher;
    this.clock = clock;
    reader = new FeedReader(clock);
    schedule = new Schedule(random);
  }

  /// The address that a poll would ask now: the target of a permanent redirect once it was answered
  /// often enough.
  public static URI address(Feed feed, FeedState state) {
    URI moved = state.movedTo();
    return moved != null && state.movedAnswers() >= MOVED_FOR_GOOD ? moved : feed.address();
  }

  /// Polls.
  ///
  /// @param outletKnown whether another feed of the outlet had been read before: then the news of
  ///     the last hour is live even in a first poll
  public Poll poll(Feed feed, FeedState state, boolean outletKnown) {
    FetchResult result =
        fetcher.fetch(
            new FetchRequest(
                address(feed, state), state.etag(), state.lastModified(), state.bodyHash()));
    Instant now = clock.instant();
    Step step = new Step(feed, state, now, moved(feed, state, result), outletKnown);
    return switch (result) {
      case FetchResult.Fetched fetched -> document(step, fetched);
      case FetchResult.Unchanged unchanged -> unchanged(step, unchanged);
      case FetchResult.Throttled throttled -> throttled(step, throttled);
      case FetchResult.Gone gone ->
          failure(
              step, "HTTP 410, gone for good", wait -> schedule.afterFailure(feed, wait, GONE_CAP));
      case FetchResult.Failed failed ->
          failure(step, failed.reason(), wait -> schedule.afterFailure(feed, wait));
    };
  }

  /// What the parts of one poll share.
  private record Step(Feed feed, FeedState before, Instant now, Moved moved, boolean outletKnown) {}

  private record Moved(@Nullable URI to, int answers) {}

  /// A permanent redirect counts while it is answered without a break. Once it is followed
  /// directly, it stays as long as its target answers.
  private static Moved moved(Feed feed, FeedState state, FetchResult result) {
    boolean answered =
        result instanceof FetchResult.Fetched || result instanceof FetchResult.Unchanged;
    if (!address(feed, state).equals(feed.address())) {
      return answered ? new Moved(state.movedTo(), state.movedAnswers()) : new Moved(null, 0);
    }
    URI target = result.route().movedTo();
    if (target == null || !answered) {
      return new Moved(target == null ? null : state.movedTo(), 0);
    }
    return new Moved(target, target.equals(state.movedTo()) ? state.movedAnswers() + 1 : 1);
  }

  private Poll document(Step step, FetchResult.Fetched fetched) {
    return switch (reader.read(fetched.body(), fetched.contentType(), fetched.route().address())) {
      case Unreadable unreadable ->
          failure(step, unreadable.reason(), wait -> schedule.afterFailure(step.feed(), wait));
      case FeedDocument document -> readings(step, fetched, document);
    };
  }

  private Poll readings(Step step, FetchResult.Fetched fetched, FeedDocument document) {
    FeedState before = step.before();
    List<NamedEntry> named =
        ItemNaming.of(
            step.feed().outlet(),
            document.entries().subList(0, Math.min(document.entries().size(), MOST_ENTRIES)));
    List<Reading> readings = new ArrayList<>(named.size());
    for (NamedEntry entry : named) {
      readings.add(entry.polled(step.feed().id(), origin(step, entry), step.now()));
    }
    Set<String> known = new HashSet<>(before.knownIds());
    Set<String> ids = new LinkedHashSet<>();
    readings.forEach(reading -> ids.add(reading.itemId()));
    int fresh = (int) ids.stream().filter(id -> !known.contains(id)).count();
    boolean lost = !known.isEmpty() && !ids.isEmpty() && fresh == ids.size();
    double rate = rate(before, readings, fresh, step.now());
    Duration pause = schedule.afterSuccess(step.feed(), rate, hint(document, fetched), lost);
    FeedState state =
        new FeedState(
            before.feed(),
            before.host(),
            fetched.etag(),
            fetched.lastModified(),
            fetched.bodyHash(),
            document.title(),
            before.firstDocument() == null ? step.now() : before.firstDocument(),
            step.now(),
            step.now(),
            step.now(),
            step.now().plus(pause),
            0,
            null,
            step.moved().to(),
            step.moved().answers(),
            ids.isEmpty() ? before.knownIds() : ids.stream().limit(MOST_KNOWN).toList(),
            rate,
            before.possibleLosses() + (lost ? 1 : 0));
    return new Poll(
        step.feed(), state, words(document, named.size(), fresh, lost), readings, fresh);
  }

  private static Origin origin(Step step, NamedEntry entry) {
    if (step.before().firstDocument() != null) {
      return Origin.LIVE;
    }
    Instant published = entry.entry().content().published();
    boolean news =
        step.outletKnown()
            && published != null
            && !published.isAfter(step.now())
            && published.isAfter(step.now().minus(FIRST_POLL_NEWS));
    return news ? Origin.LIVE : Origin.FIRST_POLL;
  }

  private static double rate(FeedState before, List<Reading> readings, int fresh, Instant now) {
    Instant last = before.lastDocument();
    return last == null
        ? Schedule.rate(readings)
        : Schedule.rate(before.entriesPerHour(), fresh, Duration.between(last, now));
  }

  private static @Nullable Duration hint(FeedDocument document, FetchResult.Fetched fetched) {
    Duration refresh = document.refresh();
    Duration fresh = fetched.fresh();
    return refresh == null || fresh != null && fresh.compareTo(refresh) > 0 ? fresh : refresh;
  }

  private static String words(FeedDocument document, int entries, int fresh, boolean lost) {
    String repairs =
        document.repairs().isEmpty() ? "" : "; mended: " + String.join(", ", document.repairs());
    return entries
        + " entries, "
        + fresh
        + " new"
        + (lost ? "; none was known, some may have been missed" : "")
        + repairs;
  }

  private Poll unchanged(Step step, FetchResult.Unchanged unchanged) {
    FeedState before = step.before();
    double rate = before.entriesPerHour();
    Duration pause = schedule.afterSuccess(step.feed(), rate, null, false);
    FeedState state =
        new FeedState(
            before.feed(),
            before.host(),
            unchanged.etag(),
            unchanged.lastModified(),
            before.bodyHash(),
            before.title(),
            before.firstDocument(),
            before.lastDocument(),
            step.now(),
            step.now(),
            step.now().plus(pause),
            0,
            null,
            step.moved().to(),
            step.moved().answers(),
            before.knownIds(),
            rate,
            before.possibleLosses());
    return new Poll(step.feed(), state, unchanged.reason(), List.of(), 0);
  }

  private Poll throttled(Step step, FetchResult.Throttled throttled) {
    return failure(
        step,
        "HTTP " + throttled.status() + ", the server asks to be left alone",
        failures -> schedule.afterThrottle(step.feed(), failures, throttled.retryAfter()));
  }

  private interface Pause {
    Duration after(int failures);
  }

  private static Poll failure(Step step, String problem, Pause pause) {
    FeedState before = step.before();
    int failures = before.failures() + 1;
    FeedState state =
        new FeedState(
            before.feed(),
            before.host(),
            before.etag(),
            before.lastModified(),
            before.bodyHash(),
            before.title(),
            before.firstDocument(),
            before.lastDocument(),
            step.now(),
            before.lastSuccess(),
            step.now().plus(pause.after(failures)),
            failures,
            problem,
            step.moved().to(),
            step.moved().answers(),
            before.knownIds(),
            before.entriesPerHour(),
            before.possibleLosses());
    return new Poll(step.feed(), state, problem, List.of(), 0);
  }
}
