package org.vigie.app.pipeline;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.http.AddressResolver;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;

/// Polls feeds as the ingester does for the first time, and stores nothing. Records the addresses
/// that host names resolve to. Thread-safe.
public final class FeedProbe implements AutoCloseable {
  private final Map<String, List<InetSocketAddress>> addresses = new ConcurrentHashMap<>();
  private final Fetcher fetcher;
  private final FeedPoller poller;

  /// Sends no request yet.
  public FeedProbe(FetchSettings settings, Clock clock) {
    fetcher = new Fetcher(settings.withResolver(recordAddresses(settings.resolver())), clock);
    poller = new FeedPoller(fetcher, clock, new Random());
  }

  private AddressResolver recordAddresses(AddressResolver resolver) {
    return new AddressResolver() {
      @Override
      public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        List<InetSocketAddress> found = resolver.resolve(host, port);
        addresses.put(host, List.copyOf(found));
        return found;
      }
    };
  }

  /// Polls once, within the rate limit of the feed's host.
  public Poll poll(Feed feed) {
    return poller.poll(feed, FeedState.neverPolled(feed));
  }

  /// The addresses that a host name resolved to, allowed or not; empty if it was not looked up or
  /// not found.
  public List<InetSocketAddress> findAddresses(String host) {
    return addresses.getOrDefault(host, List.of());
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
