package org.vigie.ingest.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.vigie.ingest.feed.Autodiscovery;
import org.vigie.ingest.feed.FeedDocument;
import org.vigie.ingest.feed.FeedReader;
import org.vigie.ingest.feed.FeedResult;
import org.vigie.ingest.feed.Unreadable;
import org.vigie.ingest.fetch.FetchRequest;
import org.vigie.ingest.fetch.FetchResult;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;

/// Polls one feed. Thread-safe; blocks for as long as the fetch takes.
public final class FeedPoller {
  /// The longest pause between two polls, unless a feed's own interval is longer.
  public static final Duration MAX_PAUSE = PollSchedule.MAX_PAUSE;

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
    return PermanentRedirect.resolveAddress(feed, state);
  }

  /// Explains the time of a feed's next poll, in words for people, as far as its state allows.
  public static String explainNextPoll(Feed feed, FeedState state) {
    return PollSchedule.explainNextPoll(feed, state);
  }

  /// Fetches the feed, parses it, proposes ids for its entries, compares them with the known ones
  /// and computes the feed's next state. The caller must write the readings before the state.
  public Poll poll(Feed feed, FeedState state) {
    FetchResult result = fetcher.fetch(createRequest(feed, state));
    Instant now = clock.instant();
    PermanentRedirect redirect = PermanentRedirect.update(feed, state, result);
    FeedStateUpdate update = new FeedStateUpdate(feed, state, now, redirect, schedule);
    PollReport report = PollReport.of(result);
    return switch (result) {
      case FetchResult.Unchanged unchanged ->
          Poll.withoutReadings(feed, update.afterUnchanged(unchanged), unchanged.reason(), report);
      case FetchResult.Throttled throttled ->
          Poll.failed(feed, update.afterThrottle(throttled), report);
      case FetchResult.Postponed postponed ->
          Poll.withoutReadings(
              feed,
              update.afterPostponement(),
              "nothing was asked, " + postponed.host() + " was busy",
              report);
      case FetchResult.Gone gone -> Poll.failed(feed, update.afterGone(), report);
      case FetchResult.Failed failed ->
          Poll.failed(feed, update.afterFailure(failed.reason()), report);
      case FetchResult.Fetched fetched ->
          switch (parseBody(fetched)) {
            case Unreadable unreadable ->
                Poll.failed(
                    feed,
                    update.afterFailure(unreadable.reason()),
                    report.withOfferedFeeds(findOfferedFeeds(fetched)));
            case FeedDocument document -> {
              PolledEntries polled = PolledEntries.of(feed, state, document, now);
              yield new Poll(
                  feed,
                  update.afterDocument(fetched, document, polled),
                  polled.describe(document),
                  polled.readings(),
                  polled.difference().newEntries(),
                  report.withDocument(describeDocument(fetched, document)));
            }
          };
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

  private FeedResult parseBody(FetchResult.Fetched fetched) {
    parsePermits.acquireUninterruptibly();
    try {
      return reader.read(fetched.body(), fetched.contentType(), fetched.route().address());
    } finally {
      parsePermits.release();
    }
  }

  private static List<Autodiscovery.FoundFeed> findOfferedFeeds(FetchResult.Fetched fetched) {
    return Autodiscovery.feeds(
        fetched.body(), fetched.contentType(), fetched.links(), fetched.route().address());
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
}
