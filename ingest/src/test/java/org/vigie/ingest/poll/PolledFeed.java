package org.vigie.ingest.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.model.Content;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;
import org.vigie.testkit.LocalHttpServer;

/// A feed on a real server, and the poller that polls it repeatedly.
final class PolledFeed implements AutoCloseable {
  static final String PATH = "/rss";

  final LocalHttpServer server = new LocalHttpServer();
  final Feed feed = createFeed(PATH);
  Instant now = Instant.parse("2025-03-16T12:00:00Z");
  FeedState state = FeedState.neverPolled(feed);

  private final Fetcher fetcher =
      new Fetcher(
          FetchSettings.defaults()
              .withPrivateAddresses(true)
              .withTimes(Duration.ofSeconds(10), Duration.ZERO),
          () -> now);
  final FeedPoller poller = new FeedPoller(fetcher, () -> now, new Random(1));

  /// A feed of the same outlet at another path.
  Feed createFeed(String path) {
    return Feed.of(server.at(path), Outlet.named("Le Phare"), null, null);
  }

  URI addressOf(String path) {
    return server.at(path);
  }

  /// Serves a document from now on.
  PolledFeed serve(String document, String... headers) {
    server.serve(PATH, document, headers);
    return this;
  }

  PolledFeed serveBytes(byte[] document, String... headers) {
    server.serve(PATH, document, headers);
    return this;
  }

  /// Serves a channel of RSS 2.0 with these parts.
  PolledFeed serveChannel(String... parts) {
    return serve("<rss version=\"2.0\"><channel>" + String.join("", parts) + "</channel></rss>");
  }

  /// Polls, and keeps the state for the next poll.
  Poll poll() {
    Poll poll = poller.poll(feed, state);
    state = poll.state();
    return poll;
  }

  /// Polls, and returns the contents of the entries.
  List<Content> pollContents() {
    return poll().readings().stream().map(Reading::content).toList();
  }

  /// Polls, and returns the titles.
  List<String> pollTitles() {
    return pollContents().stream().map(Content::title).toList();
  }

  @Override
  public void close() {
    fetcher.close();
    server.close();
  }
}
