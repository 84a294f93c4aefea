package org.vigie.ingest.fetch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.vigie.http.GuardedDns;

/// Fetches feeds over HTTP. Thread-safe; blocks, so it is meant for virtual threads. Failures of
/// servers and networks are results, not exceptions.
public final class Fetcher implements AutoCloseable {
  private static final String ACCEPT =
      "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json,"
          + " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";
  private static final Duration IDLE = Duration.ofSeconds(10);

  /// Buffer size in bytes; each connection has three. The client's default of 32 KiB is more than
  /// most feeds have, and outlives their parsing.
  private static final int BUFFER = 4 << 10;

  /// How long no request is sent to a host that answers 429 without `Retry-After`.
  private static final Duration UNSAID_HOLD = Duration.ofMinutes(1);

  /// The longest hold of a host. The feed itself waits for as long as the server asked; the other
  /// feeds of its host wait no longer than this.
  private static final Duration LONGEST_HOLD = Duration.ofHours(1);

  private final FetchSettings settings;
  private final Answers answers;
  private final CloseableHttpClient client;
  private final HostTurns turns;
  private final ScheduledThreadPoolExecutor deadlines;

  /// @param clock the time that the dates of `Retry-After` and `Expires` are compared with
  public Fetcher(FetchSettings settings, InstantSource clock) {
    this(settings, clock, null);
  }

  /// @param tls trusts certificates; null for the authorities that the JDK trusts
  Fetcher(FetchSettings settings, InstantSource clock, @Nullable SSLContext tls) {
    this.settings = settings;
    answers = new Answers(settings, clock);
    turns = new HostTurns(settings.spacing());
    deadlines =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("fetch-deadline").factory());
    deadlines.setRemoveOnCancelPolicy(true);
    client = client(settings, tls);
  }

  private static CloseableHttpClient client(FetchSettings settings, @Nullable SSLContext tls) {
    Timeout deadline = Timeout.of(settings.deadline());
    return HttpClients.custom()
        .setConnectionManager(connections(settings, tls))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setRedirectsEnabled(false)
                .setResponseTimeout(deadline)
                .setConnectionRequestTimeout(deadline)
                .setConnectionKeepAlive(TimeValue.of(IDLE))
                .setProtocolUpgradeEnabled(false)
                .build())
        .disableCookieManagement()
        .disableContentCompression()
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableAuthCaching()
        .evictIdleConnections(TimeValue.of(IDLE))
        .setUserAgent(settings.userAgent())
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(
      FetchSettings settings, @Nullable SSLContext tls) {
    Timeout deadline = Timeout.of(settings.deadline());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(GuardedDns.of(settings.resolver(), settings.allowPrivateAddresses()))
        .setTlsSocketStrategy(tls == null ? null : new DefaultClientTlsStrategy(tls))
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(Http1Config.custom().setBufferSize(BUFFER).build())
                .build())
        .setMaxConnTotal(settings.maxConnections())
        .setMaxConnPerRoute(2)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(deadline)
                .setSocketTimeout(deadline)
                .setTimeToLive(TimeValue.ofMinutes(1))
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(200))
                .build())
        .build();
  }

  /// Returns whether a request to this address's host would not have to wait for its turn.
  public boolean isFree(URI address) {
    return turns.isFree(host(address));
  }

  /// Fetches an address, following redirects. A redirect from https to http is refused.
  public FetchResult fetch(FetchRequest request) {
    long deadline = System.nanoTime() + settings.deadline().toNanos();
    URI address = request.address();
    URI moved = null;
    boolean permanent = true;
    Set<URI> visited = new LinkedHashSet<>();
    while (true) {
      FetchResult.Route route = new FetchResult.Route(address, moved, List.copyOf(visited));
      if (!visited.add(address)) {
        return failed(route, "a loop of redirects");
      }
      if (visited.size() > settings.maxRedirects() + 1) {
        return failed(route, "more than " + settings.maxRedirects() + " redirects");
      }
      switch (hop(route, request, deadline)) {
        case Hop.End end -> {
          return end.result();
        }
        case Hop.Redirect redirect -> {
          URI target = redirect.target();
          if (target == null) {
            return failed(route, "a redirect without a target");
          }
          if (isDowngrade(address, target)) {
            return failed(route, "a redirect from https to http (" + host(target) + "), refused");
          }
          permanent &= redirect.permanent();
          moved = permanent ? target : moved;
          address = target;
        }
      }
    }
  }

  private Hop hop(FetchResult.Route route, FetchRequest request, long deadline) {
    String host = host(route.address());
    try {
      if (!turns.enter(host, deadline)) {
        return new Hop.End(new FetchResult.Postponed(route, host));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Hop.End(failed(route, "interrupted"));
    }
    Duration asked = Duration.ZERO;
    try {
      Hop hop = exchange(route, request, deadline);
      asked = held(hop);
      return hop;
    } finally {
      turns.leave(host, asked);
    }
  }

  /// How long the host of a 429 or 503 is held: all its feeds together cause its load.
  private static Duration held(Hop hop) {
    if (!(hop instanceof Hop.End(FetchResult.Throttled throttled))) {
      return Duration.ZERO;
    }
    Duration asked = throttled.retryAfter();
    Duration pause = asked == null ? UNSAID_HOLD : asked;
    return pause.compareTo(LONGEST_HOLD) < 0 ? pause : LONGEST_HOLD;
  }

  private Hop exchange(FetchResult.Route route, FetchRequest request, long deadline) {
    HttpGet get;
    try {
      get = question(route, request);
    } catch (IllegalArgumentException e) {
      return new Hop.End(failed(route, FailureWords.printable(e.getMessage())));
    }
    ScheduledFuture<?> alarm =
        deadlines.schedule(get::cancel, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    try {
      return answers.read(
          route, request, client.executeOpen(HttpHost.create(route.address()), get, null));
    } catch (IOException | RuntimeException e) {
      return new Hop.End(
          failed(
              route,
              get.isCancelled()
                  ? FailureWords.timedOut(settings.deadline())
                  : FailureWords.of(e, host(route.address()), settings.deadline())));
    } finally {
      alarm.cancel(false);
      // Closing the response would first read the rest of the body, which may be endless or broken.
      // A connection whose response was read to its end is back in the pool already.
      get.cancel();
    }
  }

  /// @throws IllegalArgumentException if the address cannot be requested
  private static HttpGet question(FetchResult.Route route, FetchRequest request) {
    HttpGet get = new HttpGet(route.address());
    get.setHeader("Accept", ACCEPT);
    get.setHeader("Accept-Encoding", "gzip, deflate, br");
    setIfPresent(get, "If-None-Match", request.etag());
    setIfPresent(get, "If-Modified-Since", request.lastModified());
    return get;
  }

  private static void setIfPresent(HttpGet get, String name, @Nullable String value) {
    if (value != null) {
      get.setHeader(name, value);
    }
  }

  private static FetchResult failed(FetchResult.Route route, String reason) {
    return new FetchResult.Failed(route, 0, reason);
  }

  private static boolean isDowngrade(URI from, URI to) {
    return "https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme());
  }

  private static String host(URI address) {
    String host = address.getHost();
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  /// Aborts running exchanges.
  @Override
  public void close() {
    deadlines.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
