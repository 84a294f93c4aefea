package org.vigie.ingest.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.vigie.http.GuardedDns;
import org.vigie.http.RefusedHost;
import org.vigie.http.RetryAfter;
import org.vigie.ingest.feed.Links;

/// Asks servers for feeds. Safe to share between threads; meant to be called from virtual threads,
/// since it blocks. Never throws for what a server or a network does.
public final class Fetcher implements AutoCloseable {
  private static final String ACCEPT =
      "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json,"
          + " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";
  private static final Pattern MAX_AGE = Pattern.compile("max-age\\s*=\\s*\"?(\\d{1,9})");
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final FetchSettings settings;
  private final InstantSource clock;
  private final CloseableHttpClient client;
  private final HostTurns turns;
  private final ScheduledThreadPoolExecutor deadlines;

  /// @param clock reads `Retry-After` given as a date
  public Fetcher(FetchSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    turns = new HostTurns(settings.spacing());
    deadlines =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("fetch-deadline").factory());
    deadlines.setRemoveOnCancelPolicy(true);
    client = client(settings);
  }

  private static CloseableHttpClient client(FetchSettings settings) {
    Timeout deadline = Timeout.of(settings.deadline());
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(
                    GuardedDns.of(settings.resolver(), settings.allowPrivateAddresses()))
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(2)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(deadline)
                        .setSocketTimeout(deadline)
                        .setTimeToLive(TimeValue.ofMinutes(1))
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(200))
                        .build())
                .build())
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

  /// True where a request to this host would not have to wait for its turn.
  public boolean isFree(URI address) {
    return turns.isFree(host(address));
  }

  /// Asks, following redirects.
  public FetchResult fetch(FetchRequest request) {
    long deadline = System.nanoTime() + settings.deadline().toNanos();
    URI address = request.address();
    URI moved = null;
    boolean permanent = true;
    Set<URI> visited = new LinkedHashSet<>();
    while (true) {
      FetchResult.Route route = new FetchResult.Route(address, moved, visited.size());
      if (!visited.add(address)) {
        return failed(route, "a loop of redirects");
      }
      if (visited.size() > settings.maxRedirects() + 1) {
        return failed(route, "more than " + settings.maxRedirects() + " redirects");
      }
      Hop hop = hop(route, request, deadline);
      if (hop.result() != null) {
        return hop.result();
      }
      URI target = hop.target();
      if (target == null) {
        return failed(route, "a redirect without a target");
      }
      if (isDowngrade(address, target)) {
        return failed(route, "a redirect from https to http (" + host(target) + "), refused");
      }
      permanent &= hop.permanent();
      moved = permanent ? target : moved;
      address = target;
    }
  }

  /// One exchange: a result, or the target of a redirect.
  private record Hop(@Nullable FetchResult result, @Nullable URI target, boolean permanent) {
    static Hop end(FetchResult result) {
      return new Hop(result, null, false);
    }
  }

  private Hop hop(FetchResult.Route route, FetchRequest request, long deadline) {
    String host = host(route.address());
    try {
      if (!turns.enter(host, deadline)) {
        return Hop.end(failed(route, "no turn at " + host + " within the deadline"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Hop.end(failed(route, "interrupted"));
    }
    try {
      return exchange(route, request, deadline);
    } finally {
      turns.leave(host);
    }
  }

  private Hop exchange(FetchResult.Route route, FetchRequest request, long deadline) {
    HttpGet get = new HttpGet(route.address());
    get.setHeader("Accept", ACCEPT);
    get.setHeader("Accept-Encoding", "gzip, deflate, br");
    setIfPresent(get, "If-None-Match", request.etag());
    setIfPresent(get, "If-Modified-Since", request.lastModified());
    ScheduledFuture<?> alarm =
        deadlines.schedule(get::cancel, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    try (ClassicHttpResponse response =
        client.executeOpen(HttpHost.create(route.address()), get, null)) {
      return answered(route, request, response);
    } catch (IOException | RuntimeException e) {
      return Hop.end(failed(route, get.isCancelled() ? timedOut() : reason(e, route)));
    } finally {
      alarm.cancel(false);
      if (Thread.currentThread().isInterrupted()) {
        get.cancel();
      }
    }
  }

  private static void setIfPresent(HttpGet get, String name, @Nullable String value) {
    if (value != null) {
      get.setHeader(name, value);
    }
  }

  private Hop answered(FetchResult.Route route, FetchRequest request, ClassicHttpResponse response)
      throws IOException {
    int status = response.getCode();
    return switch (status) {
      case 301, 308 -> redirect(route, response, true);
      case 302, 303, 307 -> redirect(route, response, false);
      case 304 -> Hop.end(notModified(route, request, response));
      case 410 -> Hop.end(new FetchResult.Gone(route));
      case 429 -> Hop.end(new FetchResult.Throttled(route, status, retryAfter(response)));
      case 503 -> Hop.end(unavailable(route, response));
      default ->
          Hop.end(
              status == 200 || status == 203
                  ? body(route, request, response)
                  : new FetchResult.Failed(route, status, statusWords(response)));
    };
  }

  private static Hop redirect(
      FetchResult.Route route, ClassicHttpResponse response, boolean permanent) {
    String location = Links.resolve(route.address(), header(response, "Location"));
    URI target = location == null ? null : Links.uri(location);
    return new Hop(null, target == null || target.getHost() == null ? null : target, permanent);
  }

  private static FetchResult notModified(
      FetchResult.Route route, FetchRequest request, ClassicHttpResponse response) {
    String etag = header(response, "ETag");
    String lastModified = header(response, "Last-Modified");
    return new FetchResult.Unchanged(
        route,
        etag == null ? request.etag() : etag,
        lastModified == null ? request.lastModified() : lastModified,
        "HTTP 304");
  }

  private FetchResult unavailable(FetchResult.Route route, ClassicHttpResponse response) {
    Duration wait = retryAfter(response);
    return wait == null
        ? new FetchResult.Failed(route, 503, statusWords(response))
        : new FetchResult.Throttled(route, 503, wait);
  }

  private FetchResult body(
      FetchResult.Route route, FetchRequest request, ClassicHttpResponse response)
      throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return failed(route, "an answer without a body");
    }
    if (entity.getContentLength() > settings.maxBytes()) {
      throw new Bodies.TooLarge(settings.maxBytes());
    }
    byte[] raw;
    try (InputStream in = entity.getContent()) {
      raw = Bodies.read(in, settings.maxBytes());
    } catch (Bodies.TooLarge e) {
      // Closing would read the rest of an endless body.
      response.close();
      throw e;
    }
    byte[] body = Bodies.decoded(raw, header(response, "Content-Encoding"), settings.maxBytes());
    String hash = hash(body);
    String etag = header(response, "ETag");
    String lastModified = header(response, "Last-Modified");
    return hash.equals(request.bodyHash())
        ? new FetchResult.Unchanged(route, etag, lastModified, "the same body again")
        : new FetchResult.Fetched(
            route,
            body,
            header(response, "Content-Type"),
            etag,
            lastModified,
            hash,
            fresh(response));
  }

  private static @Nullable String header(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    String value = header == null ? null : header.getValue();
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static @Nullable Duration fresh(ClassicHttpResponse response) {
    String control = header(response, "Cache-Control");
    Matcher maxAge = MAX_AGE.matcher(control == null ? "" : control.toLowerCase(Locale.ROOT));
    return maxAge.find() ? Duration.ofSeconds(Long.parseLong(maxAge.group(1))) : null;
  }

  private @Nullable Duration retryAfter(ClassicHttpResponse response) {
    return RetryAfter.read(header(response, "Retry-After"), clock.instant());
  }

  private static String statusWords(ClassicHttpResponse response) {
    String phrase = response.getReasonPhrase();
    String words =
        "HTTP "
            + response.getCode()
            + (phrase == null || phrase.isBlank() ? "" : " " + printable(phrase));
    return "challenge".equals(header(response, "cf-mitigated"))
        ? words + ", a page that keeps robots out"
        : words;
  }

  private String timedOut() {
    return "no complete answer within " + settings.deadline().toMillis() / 1000.0 + " s";
  }

  private String reason(Exception e, FetchResult.Route route) {
    return switch (e) {
      case RefusedHost refused -> printable(refused.getMessage());
      case UnknownHostException unknown -> "no such host: " + host(route.address());
      case ConnectTimeoutException timeout -> "no connection within the deadline";
      case HttpHostConnectException connect -> "connection refused";
      case ConnectException connect -> "connection refused";
      case NoRouteToHostException noRoute -> "no route to the host";
      case SocketTimeoutException timeout -> timedOut();
      case SSLException tls -> "TLS: " + printable(tls.getMessage());
      case Bodies.TooLarge large -> printable(large.getMessage());
      case Bodies.UnknownEncoding encoding -> printable(encoding.getMessage());
      case EOFException eof -> "a compressed body that ends in the middle";
      case ZipException zip -> "a compressed body that is damaged";
      case SocketException reset -> "the connection broke: " + printable(reset.getMessage());
      default -> printable(e.getClass().getSimpleName() + ": " + e.getMessage());
    };
  }

  /// What servers say may hold control characters; at most 200 of theirs reach a person.
  private static String printable(@Nullable String words) {
    String text = words == null ? "" : words.replaceAll("\\p{Cntrl}+", " ");
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
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

  private static String hash(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /// Ends exchanges that are under way.
  @Override
  public void close() {
    deadlines.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
