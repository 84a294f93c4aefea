package org.vigie.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Outlet;

/// Polls of many feeds, compared with the plain HTTP client that fetches the same addresses at the
/// same concurrency: distinct hosts, nine in ten answered by 304.
@Tag("proof")
class PollRoundTest {
  private static final int FEEDS = 5_000;
  private static final int AT_ONCE = 64;

  @Test
  void aRoundTakesAtMostTwiceAsLongAsTheBareClient() throws Exception {
    HttpServer server = server();
    try {
      int port = server.getAddress().getPort();
      // Both run once to warm up, then both are measured, in one process.
      bare(port);
      polls(port);
      Duration bare = bare(port);
      Duration polls = polls(port);
      System.out.printf(
          "%d feeds: bare client %d ms, polls %d ms, ratio %.2f%n",
          FEEDS, bare.toMillis(), polls.toMillis(), (double) polls.toMillis() / bare.toMillis());
      assertThat(polls).isLessThanOrEqualTo(bare.multipliedBy(2));
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer server() throws IOException {
    StringBuilder rss = new StringBuilder("<rss version='2.0'><channel><title>Le Phare</title>");
    for (int i = 0; i < 20; i++) {
      rss.append("<item><title>Les ministres se parlent, ")
          .append(i)
          .append("e fois</title><link>https://phare.example/")
          .append(i)
          .append("</link><description>Un texte de quelques mots.</description></item>");
    }
    byte[] body = rss.append("</channel></rss>").toString().getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestURI().getPath().endsWith("0")) {
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
              out.write(body);
            }
          } else {
            exchange.sendResponseHeaders(304, -1);
          }
          exchange.close();
        });
    server.start();
    return server;
  }

  private static URI address(int i) {
    return URI.create("http://h" + i + ".example/" + i);
  }

  private static Duration polls(int port) throws InterruptedException {
    FetchSettings settings =
        FetchSettings.defaults()
            .withPrivateAddresses(true)
            .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(1))
            .withResolver((host, p) -> List.of(new InetSocketAddress("127.0.0.1", port)));
    List<Feed> feeds = new ArrayList<>();
    for (int i = 0; i < FEEDS; i++) {
      feeds.add(Feed.of(address(i), Outlet.named("h" + i), null, null));
    }
    try (Fetcher fetcher = new Fetcher(settings, InstantSource.system())) {
      FeedPoller poller = new FeedPoller(fetcher, InstantSource.system(), new Random(1));
      return timed(
          i -> {
            Feed feed = feeds.get(i);
            assertThat(poller.poll(feed, FeedState.neverPolled(feed)).hasSucceeded()).isTrue();
          });
    }
  }

  private static Duration bare(int port) throws InterruptedException, IOException {
    DnsResolver resolver =
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) {
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
          }

          @Override
          public List<InetSocketAddress> resolve(String host, int p) {
            return List.of(new InetSocketAddress("127.0.0.1", port));
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        };
    try (CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(resolver)
                    .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                    .setMaxConnTotal(128)
                    .setMaxConnPerRoute(2)
                    .build())
            .build()) {
      return timed(
          i -> {
            try {
              client.execute(
                  new HttpGet(address(i)),
                  response -> {
                    EntityUtils.consume(response.getEntity());
                    return response.getCode();
                  });
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
    }
  }

  private interface Work {
    void on(int feed);
  }

  private static Duration timed(Work work) throws InterruptedException {
    Semaphore room = new Semaphore(AT_ONCE);
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < FEEDS; i++) {
        int feed = i;
        room.acquire();
        threads.execute(
            () -> {
              try {
                work.on(feed);
              } finally {
                room.release();
              }
            });
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
