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
import org.vigie.ingest.item.IdentifiedEntry;
import org.vigie.ingest.item.ItemIdProposer;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.FeedStateBuilder;
import org.vigie.model.Origin;
import org.vigie.model.Reading;

/// Polls one feed. Thread-safe; blocks for as long as the fetch takes.
public final class FeedPoller {
  /// The longest pause between two polls, unless a feed's own interval is longer.
  public static final Duration MAX_PAUSE = PollSchedule.MAX_PAUSE;

  private static final int PERMANENT_REDIRECT_ANSWERS = 3;
  private static final int MAX_ENTRIES = 2_000;
  private static final Duration MAX_UNCHANGED_AGE = Duration.ofDays(7);

  private final Fetcher fetcher;
  private final FeedReader reader;
  private final InstantSource clock;
  private final PollSchedule schedule;

  /// Limits concurrent parsing to the number of processors: more gains nothing, and a document tree
  /// takes many times the document's bytes.
  private final Semaphore parsePermits = new Semaphore(Runtime.getRuntime().availableProcessors());

  /// @param random source of the jitter of the next poll times
  public FeedPoller(Fetcher fetcher, InstantSource clock, RandomGenerator random) {
    this.fetcher = fetcher;
    this.clock = clock;
    reader = new FeedReader(clock);
    schedule = new PollSchedule(random);
  }

  /// The address that the next poll requests: the target of a permanent redirect once three polls
  /// in a row were answered with it.
  public static URI resolveAddress(Feed feed, FeedState state) {
    URI moved = state.movedTo();
    return moved != null && state.movedAnswers() >= PERMANENT_REDIRECT_ANSWERS
        ? moved
        : feed.address();
  }

  /// Explains the time of a feed's next poll, in words for people, as far as its state allows.
  public static String explainNextPoll(Feed feed, FeedState state) {
    return PollSchedule.explainNextPoll(feed, state);
  }

  /// Fetches and parses the feed; the caller must write the readings before the state.
  public Poll poll(Feed feed, FeedState state) {
    FetchResult result = fetcher.fetch(createRequest(feed, state));
    Instant now = clock.instant();
    PollContext step =
        new PollContext(
            feed, state, now, updateRedirect(feed, state, result), PollReport.of(result));
    return switch (result) {
      case FetchResult.Fetched fetched -> handleDocument(step, fetched);
      case FetchResult.Unchanged unchanged -> handleUnchanged(step, unchanged);
      case FetchResult.Throttled throttled -> handleThrottled(step, throttled);
      case FetchResult.Postponed postponed -> handlePostponed(step, postponed);
      case FetchResult.Gone gone ->
          handleFailure(
              step,
              "HTTP 410, gone for good",
              wait -> schedule.computePauseAfterFailure(feed, wait, MAX_PAUSE));
      case FetchResult.Failed failed ->
          handleFailure(
              step, failed.reason(), wait -> schedule.computePauseAfterFailure(feed, wait));
    };
  }

  /// Builds the request. Some servers answer 304 for ever: if a document has not changed for a
  /// week, it is requested without validators once a day.
  private FetchRequest createRequest(Feed feed, FeedState state) {
    URI address = resolveAddress(feed, state);
    Instant document = state.lastDocument();
    Instant attempt = state.lastAttempt();
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    boolean doubtful =
        document != null
            && attempt != null
            && document.isBefore(today.minus(MAX_UNCHANGED_AGE))
            && attempt.isBefore(today);
    return doubtful
        ? new FetchRequest(address, null, null, state.bodyHash())
        : new FetchRequest(address, state.etag(), state.lastModified(), state.bodyHash());
  }

  /// The context of one poll.
  private record PollContext(
      Feed feed, FeedState previous, Instant now, PermanentRedirect redirect, PollReport report) {
    PollContext withReport(PollReport other) {
      return new PollContext(feed, previous, now, redirect, other);
    }
  }

  private record PermanentRedirect(@Nullable URI target, int answers) {}

  /// Counts permanent redirects to the same target in consecutive polls. Once the target is
  /// requested directly, it is kept as long as it answers, if only with a request to slow down
  /// (429, 503).
  private static PermanentRedirect updateRedirect(Feed feed, FeedState state, FetchResult result) {
    boolean answered =
        result instanceof FetchResult.Fetched || result instanceof FetchResult.Unchanged;
    if (!resolveAddress(feed, state).equals(feed.address())) {
      boolean stands = answered || result instanceof FetchResult.Throttled;
      return stands
          ? new PermanentRedirect(state.movedTo(), state.movedAnswers())
          : new PermanentRedirect(null, 0);
    }
    URI target = result.route().movedTo();
    if (target == null || !answered) {
      return new PermanentRedirect(target == null ? null : state.movedTo(), 0);
    }
    return new PermanentRedirect(
        target, target.equals(state.movedTo()) ? state.movedAnswers() + 1 : 1);
  }

  private Poll handleDocument(PollContext step, FetchResult.Fetched fetched) {
    return switch (parseDocument(fetched)) {
      case Unreadable unreadable ->
          handleFailure(
              step.withReport(step.report().withOfferedFeeds(findOfferedFeeds(fetched))),
              unreadable.reason(),
              wait -> schedule.computePauseAfterFailure(step.feed(), wait));
      case FeedDocument document ->
          handleEntries(
              step.withReport(step.report().withDocument(describeDocument(fetched, document))),
              fetched,
              document);
    };
  }

  private FeedResult parseDocument(FetchResult.Fetched fetched) {
    parsePermits.acquireUninterruptibly();
    try {
      return reader.read(fetched.body(), fetched.contentType(), fetched.route().address());
    } finally {
      parsePermits.release();
    }
  }

  private static List<Autodiscovery.FoundFeed> findOfferedFeeds(FetchResult.Fetched fetched) {
    return Autodiscovery.feeds(fetched.body(), fetched.contentType(), fetched.route().address());
  }

  private static PollReport.ParsedDocument describeDocument(
      FetchResult.Fetched fetched, FeedDocument document) {
    return new PollReport.ParsedDocument(
        fetched.body().length,
        document.format(),
        document.encoding(),
        document.entries().size(),
        document.repairs(),
        document.movedTo() == null ? null : document.movedTo().toString());
  }

  private Poll handleEntries(PollContext step, FetchResult.Fetched fetched, FeedDocument document) {
    FeedState before = step.previous();
    List<IdentifiedEntry> named =
        ItemIdProposer.proposeIds(
            step.feed().outlet(),
            NewestEntries.select(document.entries(), Function.identity(), MAX_ENTRIES));
    KnownEntries.EntryDifference difference = KnownEntries.of(before).compareWith(named);
    List<Reading> readings = createReadings(step, named, difference.formerIds());
    int fresh = difference.newEntries();
    boolean lost = difference.possibleLoss();
    KnownEntries known = named.isEmpty() ? KnownEntries.of(before) : KnownEntries.of(named);
    double rate = measureRate(before, readings, fresh, step.now());
    Duration hint = findRefreshHint(document, fetched);
    Duration asked = PollSchedule.computeMinimumPause(hint, document.quiet().at(step.now()));
    Duration pause =
        schedule.computePauseAfterSuccess(
            step.feed(), rate > 0 ? rate : decayRate(before, step.now()), asked, lost);
    FeedStateBuilder change =
        before.toBuilder()
            .recordDocument(step.now(), document.title())
            .recordSuccess(step.now(), step.now().plus(pause))
            .setPermanentRedirect(step.redirect().target(), step.redirect().answers())
            .setKnownEntries(known.ids(), known.titleHashes())
            .setPace(rate, asked);
    if (document.isCut()) {
      // With the validators the server would answer 304 and the rest of the document would never be
      // read.
      change.setValidators(null, null, null);
    } else {
      change.setValidators(fetched.etag(), fetched.lastModified(), fetched.bodyHash());
    }
    FeedState state = (lost ? change.countPossibleLoss() : change).build();
    String words = formatOutcome(document, named.size(), difference);
    return new Poll(step.feed(), state, words, readings, fresh, step.report());
  }

  private static List<Reading> createReadings(
      PollContext step, List<IdentifiedEntry> named, Map<String, String> formerIds) {
    boolean first = step.previous().firstDocument() == null;
    List<Reading> readings = new ArrayList<>(named.size());
    for (IdentifiedEntry entry : named) {
      String former = formerIds.get(entry.id());
      readings.add(
          (former == null ? entry : entry.withAlias(former))
              .toPolledReading(
                  step.feed().id(), first ? Origin.FIRST_POLL : Origin.LIVE, step.now()));
    }
    return readings;
  }

  private static double measureRate(
      FeedState before, List<Reading> readings, int fresh, Instant now) {
    Instant last = findSilenceStart(before);
    return last == null
        ? PollSchedule.estimateRate(readings)
        : PollSchedule.updateRate(before.entriesPerHour(), fresh, Duration.between(last, now));
  }

  /// The time since which a feed is known to be silent. While its rate is unknown, no document has
  /// had a new entry since the first one, however often its bytes changed; null before that.
  private static @Nullable Instant findSilenceStart(FeedState before) {
    return before.entriesPerHour() > 0 ? before.lastDocument() : before.firstDocument();
  }

  /// The rate decayed by the silence so far. The stored rate is measured from document to document
  /// and changes only with a new one.
  private static double decayRate(FeedState before, Instant now) {
    double rate = before.entriesPerHour();
    Instant last = findSilenceStart(before);
    return last == null ? rate : PollSchedule.decayRate(rate, Duration.between(last, now));
  }

  private static @Nullable Duration findRefreshHint(
      FeedDocument document, FetchResult.Fetched fetched) {
    Duration refresh = document.refresh();
    Duration fresh = fetched.freshFor();
    return refresh == null || fresh != null && fresh.compareTo(refresh) > 0 ? fresh : refresh;
  }

  private static String formatOutcome(
      FeedDocument document, int entries, KnownEntries.EntryDifference difference) {
    StringBuilder words = new StringBuilder();
    words.append(entries).append(" entries, ").append(difference.newEntries()).append(" new");
    if (difference.possibleLoss()) {
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

  private Poll handleUnchanged(PollContext step, FetchResult.Unchanged unchanged) {
    FeedState before = step.previous();
    Duration pause =
        schedule.computePauseAfterSuccess(
            step.feed(),
            decayRate(before, step.now()),
            PollSchedule.computeMinimumPause(before.asked(), false),
            false);
    FeedState state =
        before.toBuilder()
            .recordSuccess(step.now(), step.now().plus(pause))
            .setValidators(
                unchanged.etag() == null ? before.etag() : unchanged.etag(),
                unchanged.lastModified() == null ? before.lastModified() : unchanged.lastModified(),
                before.bodyHash())
            .setPermanentRedirect(step.redirect().target(), step.redirect().answers())
            .build();
    return new Poll(step.feed(), state, unchanged.reason(), List.of(), 0, step.report());
  }

  private Poll handleThrottled(PollContext step, FetchResult.Throttled throttled) {
    return handleFailure(
        step,
        "HTTP " + throttled.status() + ", the server asks to be left alone",
        failures ->
            schedule.computePauseAfterThrottle(step.feed(), failures, throttled.retryAfter()));
  }

  /// Not a failure of the feed: its state stays as it was, except for the time of the next poll.
  private static Poll handlePostponed(PollContext step, FetchResult.Postponed postponed) {
    FeedState state =
        step.previous().toBuilder().postponeUntil(step.now().plus(PollSchedule.MIN_PAUSE)).build();
    String words = "nothing was asked, " + postponed.host() + " was busy";
    return new Poll(step.feed(), state, words, List.of(), 0, step.report());
  }

  private interface FailurePause {
    Duration computePause(int failures);
  }

  private static Poll handleFailure(PollContext step, String problem, FailurePause pause) {
    FeedState before = step.previous();
    FeedState state =
        before.toBuilder()
            .recordFailure(
                step.now(), step.now().plus(pause.computePause(before.failures() + 1)), problem)
            .setPermanentRedirect(step.redirect().target(), step.redirect().answers())
            .build();
    return new Poll(step.feed(), state, problem, List.of(), 0, step.report());
  }
}
