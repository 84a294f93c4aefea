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
import org.vigie.ingest.poll.Poller;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Outlet;

/// Measures one round of polls over many hosts, nine in ten unchanged, compared with the plain HTTP
/// client that fetches the same addresses with the same concurrency and discards the responses.
final class PollBenchmark {
  private static final int AT_ONCE = 64;
  private static final int CHANGED = 10;
  private static final int ENTRIES = 20;
  private static final int CONNECTIONS = 128;
  private static final String LOOPBACK = "127.0.0.1";

  private final int feeds;
  private final int port;

  private PollBenchmark(int feeds, int port) {
    this.feeds = feeds;
    this.port = port;
  }

  static List<Comparison> compare(Scene scene) throws Exception {
    scene.progress().accept("polling feeds");
    int feeds = scene.effort().feeds();
    byte[] document = SampleFeeds.rss("Journal", scene.samples(ENTRIES));
    try (FeedServer server = FeedServer.start(List.of(document), CHANGED)) {
      PollBenchmark benchmark = new PollBenchmark(feeds, server.port());
      // One round of each warms up.
      benchmark.bare();
      benchmark.polls();
      double bare = benchmark.bare();
      double polls = benchmark.polls();
      return List.of(
          Comparison.rate(
              "poll %,d feeds, 9 in 10 unchanged".formatted(feeds),
              "feeds/s",
              polls,
              "bare HTTP client",
              bare));
    }
  }

  private static URI address(int i) {
    return URI.create("http://h" + i + ".example/" + i);
  }

  private double polls() throws Exception {
    FetchSettings settings =
        FetchSettings.defaults()
            .withPrivateAddresses(true)
            .withResolver((host, p) -> List.of(new InetSocketAddress(LOOPBACK, port)));
    List<Feed> wishes = new ArrayList<>();
    for (int i = 0; i < feeds; i++) {
      wishes.add(Feed.of(address(i), Outlet.named("h" + i), null, null));
    }
    try (Fetcher fetcher = new Fetcher(settings, InstantSource.system())) {
      Poller poller = new Poller(fetcher, InstantSource.system(), new Random(Scene.SEED));
      return rate(i -> poll(poller, wishes.get(i)));
    }
  }

  private static void poll(Poller poller, Feed feed) {
    if (!poller.poll(feed, FeedState.untouched(feed)).went()) {
      throw new IllegalStateException("the poll of " + feed.id() + " failed");
    }
  }

  private double bare() throws Exception {
    try (CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new ToPort(port))
                    .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                    .setMaxConnTotal(CONNECTIONS)
                    .setMaxConnPerRoute(2)
                    .build())
            .build()) {
      return rate(i -> get(client, address(i)));
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

  private double rate(Scene.Step work) throws InterruptedException, ExecutionException {
    Semaphore room = new Semaphore(AT_ONCE);
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
                    work.from(feed);
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
  private record ToPort(int port) implements DnsResolver {
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
