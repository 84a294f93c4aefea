package org.vigie.ingest.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.feed.Autodiscovery;
import org.vigie.ingest.feed.FeedDocument;
import org.vigie.ingest.feed.FeedReader;
import org.vigie.ingest.feed.FeedResult;
import org.vigie.ingest.feed.Unreadable;
import org.vigie.ingest.fetch.FetchRequest;
import org.vigie.ingest.fetch.FetchResult;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.item.ItemNaming;
import org.vigie.ingest.item.NamedEntry;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.FeedStateChange;
import org.vigie.model.Origin;
import org.vigie.model.Reading;

/// Polls one feed. Thread-safe; blocks for as long as the fetch takes.
public final class Poller {
  /// The longest pause between two polls, unless a feed's own interval is longer.
  public static final Duration LONGEST_PAUSE = Schedule.CEILING;

  private static final int MOVED_FOR_GOOD = 3;
  private static final int MOST_ENTRIES = 2_000;
  private static final Duration BELIEVED_304 = Duration.ofDays(7);

  private final Fetcher fetcher;
  private final FeedReader reader;
  private final InstantSource clock;
  private final Schedule schedule;

  /// Limits concurrent parsing to the number of processors: more gains nothing, and a document tree
  /// takes many times the document's bytes.
  private final Semaphore parsing = new Semaphore(Runtime.getRuntime().availableProcessors());

  /// @param random source of the jitter of the next poll times
  public Poller(Fetcher fetcher, InstantSource clock, RandomGenerator random) {
    this.fetcher = fetcher;
    this.clock = clock;
    reader = new FeedReader(clock);
    schedule = new Schedule(random);
  }

  /// The address that the next poll requests: the target of a permanent redirect once three polls
  /// in a row were answered with it.
  public static URI address(Feed feed, FeedState state) {
    URI moved = state.movedTo();
    return moved != null && state.movedAnswers() >= MOVED_FOR_GOOD ? moved : feed.address();
  }

  /// Explains the time of a feed's next poll, in words for people, as far as its state allows.
  public static String whyThen(Feed feed, FeedState state) {
    return Schedule.why(feed, state);
  }

  /// Fetches and parses the feed; the caller must write the readings before the state.
  public Poll poll(Feed feed, FeedState state) {
    FetchResult result = fetcher.fetch(request(feed, state));
    Instant now = clock.instant();
    Step step = new Step(feed, state, now, moved(feed, state, result), Account.of(result));
    return switch (result) {
      case FetchResult.Fetched fetched -> document(step, fetched);
      case FetchResult.Unchanged unchanged -> unchanged(step, unchanged);
      case FetchResult.Throttled throttled -> throttled(step, throttled);
      case FetchResult.Postponed postponed -> postponed(step, postponed);
      case FetchResult.Gone gone ->
          failure(
              step,
              "HTTP 410, gone for good",
              wait -> schedule.afterFailure(feed, wait, LONGEST_PAUSE));
      case FetchResult.Failed failed ->
          failure(step, failed.reason(), wait -> schedule.afterFailure(feed, wait));
    };
  }

  /// Builds the request. Some servers answer 304 for ever: if a document has not changed for a
  /// week, it is requested without validators once a day.
  private FetchRequest request(Feed feed, FeedState state) {
    URI address = address(feed, state);
    Instant document = state.lastDocument();
    Instant attempt = state.lastAttempt();
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    boolean doubtful =
        document != null
            && attempt != null
            && document.isBefore(today.minus(BELIEVED_304))
            && attempt.isBefore(today);
    return doubtful
        ? new FetchRequest(address, null, null, state.bodyHash())
        : new FetchRequest(address, state.etag(), state.lastModified(), state.bodyHash());
  }

  /// The context of one poll.
  private record Step(Feed feed, FeedState before, Instant now, Moved moved, Account account) {
    Step with(Account other) {
      return new Step(feed, before, now, moved, other);
    }
  }

  private record Moved(@Nullable URI to, int answers) {}

  /// Counts permanent redirects to the same target in consecutive polls. Once the target is
  /// requested directly, it is kept as long as it answers, if only with a request to slow down
  /// (429, 503).
  private static Moved moved(Feed feed, FeedState state, FetchResult result) {
    boolean answered =
        result instanceof FetchResult.Fetched || result instanceof FetchResult.Unchanged;
    if (!address(feed, state).equals(feed.address())) {
      boolean stands = answered || result instanceof FetchResult.Throttled;
      return stands ? new Moved(state.movedTo(), state.movedAnswers()) : new Moved(null, 0);
    }
    URI target = result.route().movedTo();
    if (target == null || !answered) {
      return new Moved(target == null ? null : state.movedTo(), 0);
    }
    return new Moved(target, target.equals(state.movedTo()) ? state.movedAnswers() + 1 : 1);
  }

  private Poll document(Step step, FetchResult.Fetched fetched) {
    return switch (parsed(fetched)) {
      case Unreadable unreadable ->
          failure(
              step.with(step.account().offering(offered(fetched))),
              unreadable.reason(),
              wait -> schedule.afterFailure(step.feed(), wait));
      case FeedDocument document ->
          readings(step.with(step.account().with(read(fetched, document))), fetched, document);
    };
  }

  private FeedResult parsed(FetchResult.Fetched fetched) {
    parsing.acquireUninterruptibly();
    try {
      return reader.read(fetched.body(), fetched.contentType(), fetched.route().address());
    } finally {
      parsing.release();
    }
  }

  private static List<Autodiscovery.Found> offered(FetchResult.Fetched fetched) {
    return Autodiscovery.feeds(fetched.body(), fetched.contentType(), fetched.route().address());
  }

  private static Account.Document read(FetchResult.Fetched fetched, FeedDocument document) {
    return new Account.Document(
        fetched.body().length,
        document.format(),
        document.encoding(),
        document.entries().size(),
        document.repairs(),
        document.movedTo() == null ? null : document.movedTo().toString());
  }

  private Poll readings(Step step, FetchResult.Fetched fetched, FeedDocument document) {
    FeedState before = step.before();
    List<NamedEntry> named =
        ItemNaming.of(
            step.feed().outlet(), Newest.of(document.entries(), Function.identity(), MOST_ENTRIES));
    KnownEntries.Difference difference = KnownEntries.of(before).to(named);
    List<Reading> readings = readings(step, named, difference.formerIds());
    int fresh = difference.fresh();
    boolean lost = difference.lost();
    KnownEntries known = named.isEmpty() ? KnownEntries.of(before) : KnownEntries.of(named);
    double rate = rate(before, readings, fresh, step.now());
    Duration hint = hint(document, fetched);
    Duration asked = Schedule.least(hint, document.quiet().at(step.now()));
    Duration pause =
        schedule.afterSuccess(
            step.feed(), rate > 0 ? rate : faded(before, step.now()), asked, lost);
    FeedStateChange change =
        before
            .change()
            .read(step.now(), document.title())
            .succeeded(step.now(), step.now().plus(pause))
            .moved(step.moved().to(), step.moved().answers())
            .known(known.ids(), known.titles())
            .paced(rate, asked);
    if (document.isCut()) {
      // With the validators the server would answer 304 and the rest of the document would never be
      // read.
      change.validators(null, null, null);
    } else {
      change.validators(fetched.etag(), fetched.lastModified(), fetched.bodyHash());
    }
    FeedState state = (lost ? change.lost() : change).done();
    String words = words(document, named.size(), difference);
    return new Poll(step.feed(), state, words, readings, fresh, step.account());
  }

  private static List<Reading> readings(
      Step step, List<NamedEntry> named, Map<String, String> formerIds) {
    boolean first = step.before().firstDocument() == null;
    List<Reading> readings = new ArrayList<>(named.size());
    for (NamedEntry entry : named) {
      String former = formerIds.get(entry.id());
      readings.add(
          (former == null ? entry : entry.alsoKnownAs(former))
              .polled(step.feed().id(), first ? Origin.FIRST_POLL : Origin.LIVE, step.now()));
    }
    return readings;
  }

  private static double rate(FeedState before, List<Reading> readings, int fresh, Instant now) {
    Instant last = lastKnownNews(before);
    return last == null
        ? Schedule.rate(readings)
        : Schedule.rate(before.entriesPerHour(), fresh, Duration.between(last, now));
  }

  /// The time since which a feed is known to be silent. While its rate is unknown, no document has
  /// had a new entry since the first one, however often its bytes changed; null before that.
  private static @Nullable Instant lastKnownNews(FeedState before) {
    return before.entriesPerHour() > 0 ? before.lastDocument() : before.firstDocument();
  }

  /// The rate decayed by the silence so far. The stored rate is measured from document to document
  /// and changes only with a new one.
  private static double faded(FeedState before, Instant now) {
    double rate = before.entriesPerHour();
    Instant last = lastKnownNews(before);
    return last == null ? rate : Schedule.faded(rate, Duration.between(last, now));
  }

  private static @Nullable Duration hint(FeedDocument document, FetchResult.Fetched fetched) {
    Duration refresh = document.refresh();
    Duration fresh = fetched.fresh();
    return refresh == null || fresh != null && fresh.compareTo(refresh) > 0 ? fresh : refresh;
  }

  private static String words(
      FeedDocument document, int entries, KnownEntries.Difference difference) {
    StringBuilder words = new StringBuilder();
    words.append(entries).append(" entries, ").append(difference.fresh()).append(" new");
    if (difference.lost()) {
      words.append("; none was known, some may have been missed");
    }
    if (!difference.formerIds().isEmpty()) {
      words.append("; the feed gave its entries new ids, they are known by their titles");
    }
    if (!document.repairs().isEmpty()) {
      words.append("; mended: ").append(String.join(", ", document.repairs()));
    }
    return words.toString();
  }

  private Poll unchanged(Step step, FetchResult.Unchanged unchanged) {
    FeedState before = step.before();
    Duration pause =
        schedule.afterSuccess(
            step.feed(), faded(before, step.now()), Schedule.least(before.asked(), false), false);
    FeedState state =
        before
            .change()
            .succeeded(step.now(), step.now().plus(pause))
            .validators(
                unchanged.etag() == null ? before.etag() : unchanged.etag(),
                unchanged.lastModified() == null ? before.lastModified() : unchanged.lastModified(),
                before.bodyHash())
            .moved(step.moved().to(), step.moved().answers())
            .done();
    return new Poll(step.feed(), state, unchanged.reason(), List.of(), 0, step.account());
  }

  private Poll throttled(Step step, FetchResult.Throttled throttled) {
    return failure(
        step,
        "HTTP " + throttled.status() + ", the server asks to be left alone",
        failures -> schedule.afterThrottle(step.feed(), failures, throttled.retryAfter()));
  }

  /// Not a failure of the feed: its state stays as it was, except for the time of the next poll.
  private static Poll postponed(Step step, FetchResult.Postponed postponed) {
    FeedState state = step.before().change().postponed(step.now().plus(Schedule.FLOOR)).done();
    String words = "nothing was asked, " + postponed.host() + " was busy";
    return new Poll(step.feed(), state, words, List.of(), 0, step.account());
  }

  private interface Pause {
    Duration after(int failures);
  }

  private static Poll failure(Step step, String problem, Pause pause) {
    FeedState before = step.before();
    FeedState state =
        before
            .change()
            .failed(step.now(), step.now().plus(pause.after(before.failures() + 1)), problem)
            .moved(step.moved().to(), step.moved().answers())
            .done();
    return new Poll(step.feed(), state, problem, List.of(), 0, step.account());
  }
}
