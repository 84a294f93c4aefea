package org.vigie.admin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.http.AddressGuard;
import org.vigie.http.AddressResolver;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.WebAddress;

/// Polls feeds as the ingester does for the first time, needs no Kafka and stores nothing. Records
/// the addresses that host names resolve to. Thread-safe.
public final class FeedProbe implements AutoCloseable {
  private final Map<String, List<InetSocketAddress>> addresses = new ConcurrentHashMap<>();
  private final boolean allowsPrivateAddresses;
  private final Fetcher fetcher;
  private final FeedPoller poller;

  /// Sends no request yet.
  public FeedProbe(FetchSettings settings, Clock clock) {
    allowsPrivateAddresses = settings.allowPrivateAddresses();
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

  /// The result of checking a feed.
  ///
  /// @param succeeded whether the poll succeeded
  /// @param outcome the result in words, or what is wrong
  public record FeedCheck(Feed feed, boolean succeeded, String outcome) {}

  /// Polls these feeds once, as the ingester does: feeds of one host one after the other, several
  /// hosts at a time.
  ///
  /// @param hostsAtOnce number of hosts at a time
  /// @return grouped by host, in the order in which the hosts come first
  public List<FeedCheck> check(List<Feed> feeds, int hostsAtOnce) {
    Semaphore permits = new Semaphore(hostsAtOnce);
    Map<String, List<Feed>> hosts =
        feeds.stream()
            .collect(Collectors.groupingBy(Feed::host, LinkedHashMap::new, Collectors.toList()));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<FeedCheck>>> checks =
          hosts.values().stream()
              .map(ofHost -> threads.submit(() -> checkHost(ofHost, permits)))
              .toList();
      return checks.stream().flatMap(ofHost -> awaitChecks(ofHost).stream()).toList();
    }
  }

  private List<FeedCheck> checkHost(List<Feed> feeds, Semaphore permits)
      throws InterruptedException {
    permits.acquire();
    try {
      return feeds.stream().map(this::check).toList();
    } finally {
      permits.release();
    }
  }

  private FeedCheck check(Feed feed) {
    Poll poll = poll(feed);
    return new FeedCheck(feed, poll.hasSucceeded(), poll.outcome());
  }

  private static List<FeedCheck> awaitChecks(Future<List<FeedCheck>> checks) {
    try {
      return checks.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /// The feeds that a page of a site names; the address itself if it is a feed.
  ///
  /// @throws AdminException.InvalidRequest if the address is not valid
  /// @throws AdminException.NotFound if the page names no feed or does not answer
  public List<Feed> discover(FeedRequest page) {
    Feed asked = page.toFeed();
    Poll poll = poll(asked);
    if (poll.hasSucceeded()) {
      return List.of(asked);
    }
    List<Feed> offered =
        poll.report().offeredFeeds().stream()
            .map(found -> page.toFeedOfPage(found.address()))
            .toList();
    if (offered.isEmpty()) {
      throw new AdminException.NotFound(
          "no feed is named at '" + asked.address() + "': " + poll.outcome());
    }
    return offered;
  }

  /// An address that a host name resolved to.
  ///
  /// @param refused why it may not be requested, null if it may
  public record ResolvedAddress(String host, String address, @Nullable String refused) {}

  /// The addresses of all hosts on the route of a poll, in the order in which they were requested.
  public List<ResolvedAddress> listAddresses(Poll poll) {
    Set<URI> asked = new LinkedHashSet<>(poll.report().route().redirects());
    asked.add(poll.report().route().address());
    return asked.stream()
        .map(address -> Objects.requireNonNullElse(WebAddress.findHost(address), ""))
        .distinct()
        .flatMap(
            host ->
                addresses.getOrDefault(host, List.of()).stream()
                    .map(found -> describeAddress(host, found.getAddress())))
        .toList();
  }

  private ResolvedAddress describeAddress(String host, InetAddress found) {
    return new ResolvedAddress(
        host,
        found.getHostAddress(),
        allowsPrivateAddresses ? null : AddressGuard.findRefusalReason(found));
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
