package org.vigie.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Outlet;

/// Measures one round of polls over many hosts, nine in ten unchanged, compared with the plain HTTP
/// client that fetches the same addresses with the same concurrency and discards the responses.
final class PollBenchmark {
  private static final int CONCURRENT_POLLS = 64;
  private static final int CHANGED_EVERY = 10;
  private static final int ENTRIES = 20;
  private static final int MAX_CONNECTIONS = 128;
  private static final String LOOPBACK = "127.0.0.1";

  private final int feeds;
  private final int port;

  private PollBenchmark(int feeds, int port) {
    this.feeds = feeds;
    this.port = port;
  }

  static List<BenchmarkResult> compare(BenchmarkContext context) throws Exception {
    context.progress().accept("polling feeds");
    int feeds = context.scale().feeds();
    byte[] document = SampleFeeds.createRss("Journal", context.createSamples(ENTRIES));
    try (FeedServer server = FeedServer.start(List.of(document), CHANGED_EVERY)) {
      PollBenchmark benchmark = new PollBenchmark(feeds, server.port());
      // One round of each warms up.
      benchmark.measureBareClient();
      benchmark.measurePolls();
      double bare = benchmark.measureBareClient();
      double polls = benchmark.measurePolls();
      return List.of(
          BenchmarkResult.rate(
              "poll %,d feeds, 9 in 10 unchanged".formatted(feeds),
              "feeds/s",
              polls,
              "bare HTTP client",
              bare));
    }
  }

  private static URI feedAddress(int i) {
    return URI.create("http://h" + i + ".example/" + i);
  }

  private double measurePolls() throws Exception {
    FetchSettings settings =
        FetchSettings.defaults()
            .withPrivateAddresses(true)
            .withResolver((host, p) -> List.of(new InetSocketAddress(LOOPBACK, port)));
    List<Feed> feedsToPoll = new ArrayList<>();
    for (int i = 0; i < feeds; i++) {
      feedsToPoll.add(Feed.of(feedAddress(i), Outlet.named("h" + i), null, null));
    }
    try (Fetcher fetcher = new Fetcher(settings, InstantSource.system())) {
      FeedPoller poller =
          new FeedPoller(fetcher, InstantSource.system(), new Random(BenchmarkContext.SEED));
      return measureRate(i -> poll(poller, feedsToPoll.get(i)));
    }
  }

  private static void poll(FeedPoller poller, Feed feed) {
    if (!poller.poll(feed, FeedState.neverPolled(feed)).hasSucceeded()) {
      throw new IllegalStateException("the poll of " + feed.id() + " failed");
    }
  }

  private double measureBareClient() throws Exception {
    try (CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new FixedPortResolver(port))
                    .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                    .setMaxConnTotal(MAX_CONNECTIONS)
                    .setMaxConnPerRoute(2)
                    .build())
            .build()) {
      return measureRate(i -> get(client, feedAddress(i)));
    }
  }

  private static void get(CloseableHttpClient client, URI address) throws IOException {
    client.execute(
        new HttpGet(address),
        response -> {
          EntityUtils.consume(response.getEntity());
          return response.getCode();
        });
  }

  private double measureRate(BenchmarkContext.MeasuredStep work)
      throws InterruptedException, ExecutionException {
    Semaphore room = new Semaphore(CONCURRENT_POLLS);
    List<Future<?>> done = new ArrayList<>();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < feeds; i++) {
        int feed = i;
        room.acquire();
        done.add(
            threads.submit(
                () -> {
                  try {
                    work.runFrom(feed);
                    return true;
                  } finally {
                    room.release();
                  }
                }));
      }
    }
    double rate = feeds * 1e9 / (System.nanoTime() - begin);
    for (Future<?> each : done) {
      each.get();
    }
    return rate;
  }

  /// Resolves every host to this machine and one port.
  private record FixedPortResolver(int port) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int ignored) {
      return List.of(new InetSocketAddress(LOOPBACK, port));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
