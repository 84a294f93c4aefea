package org.vigie.ingest.fetch;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.jspecify.annotations.Nullable;
import org.vigie.http.GuardedHttpClient;
import org.vigie.http.HttpCallException;
import org.vigie.http.HttpFailureMessages;
import org.vigie.model.WebAddress;

/// Fetches feeds over HTTP. Thread-safe; blocks, so it is meant for virtual threads. Failures of
/// servers and networks are results, not exceptions.
public final class Fetcher implements AutoCloseable {
  private static final String ACCEPT =
      "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json,"
          + " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

  /// How long no request is sent to a host that answers 429 without `Retry-After`.
  private static final Duration DEFAULT_HOLD = Duration.ofMinutes(1);

  /// The longest hold of a host. The feed itself waits for as long as the server asked; the other
  /// feeds of its host wait no longer than this.
  private static final Duration MAX_HOLD = Duration.ofHours(1);

  private final FetchSettings settings;
  private final ResponseReader responseReader;
  private final GuardedHttpClient client;
  private final HostRateLimiter rateLimiter;

  /// @param clock the time that the dates of `Retry-After` and `Expires` are compared with
  public Fetcher(FetchSettings settings, InstantSource clock) {
    this(settings, clock, null);
  }

  /// @param tls trusts certificates; null for the authorities that the JDK trusts
  Fetcher(FetchSettings settings, InstantSource clock, @Nullable SSLContext tls) {
    this.settings = settings;
    responseReader = new ResponseReader(settings, clock);
    rateLimiter = new HostRateLimiter(settings.spacing());
    client = new GuardedHttpClient(settings.toClientSettings().withTls(tls));
  }

  /// Returns whether a request to this address's host would not have to wait for its turn.
  public boolean isFree(URI address) {
    return rateLimiter.isFree(findHost(address));
  }

  /// Fetches an address, following redirects. A redirect from https to http is refused.
  public FetchResult fetch(FetchRequest request) {
    long deadline = System.nanoTime() + settings.deadline().toNanos();
    URI address = request.address();
    URI moved = null;
    boolean permanent = true;
    Set<URI> visited = new LinkedHashSet<>();
    while (true) {
      FetchResult.FetchRoute route =
          new FetchResult.FetchRoute(address, moved, List.copyOf(visited));
      if (!visited.add(address)) {
        return createFailure(route, "a loop of redirects");
      }
      if (visited.size() > settings.maxRedirects() + 1) {
        return createFailure(route, "more than " + settings.maxRedirects() + " redirects");
      }
      switch (followStep(route, request, deadline)) {
        case RedirectStep.FinalResult end -> {
          return end.result();
        }
        case RedirectStep.NextLocation redirect -> {
          URI target = redirect.target();
          if (target == null) {
            return createFailure(route, "a redirect without a target");
          }
          if (isDowngrade(address, target)) {
            return createFailure(
                route, "a redirect from https to http (" + findHost(target) + "), refused");
          }
          permanent &= redirect.permanent();
          moved = permanent ? target : moved;
          address = target;
        }
      }
    }
  }

  private RedirectStep followStep(
      FetchResult.FetchRoute route, FetchRequest request, long deadline) {
    String host = findHost(route.address());
    try {
      if (!rateLimiter.acquire(host, deadline)) {
        return new RedirectStep.FinalResult(new FetchResult.Postponed(route, host));
      }
      Duration hold = Duration.ZERO;
      try {
        RedirectStep step = exchange(route, request, deadline);
        hold = computeHold(step);
        return step;
      } finally {
        rateLimiter.release(host, hold);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RedirectStep.FinalResult(createFailure(route, "interrupted"));
    }
  }

  /// How long the host of a 429 or 503 is held: all its feeds together cause its load.
  private static Duration computeHold(RedirectStep hop) {
    if (!(hop instanceof RedirectStep.FinalResult(FetchResult.Throttled throttled))) {
      return Duration.ZERO;
    }
    Duration asked = throttled.retryAfter();
    Duration pause = asked == null ? DEFAULT_HOLD : asked;
    return pause.compareTo(MAX_HOLD) < 0 ? pause : MAX_HOLD;
  }

  private RedirectStep exchange(FetchResult.FetchRoute route, FetchRequest request, long deadline)
      throws InterruptedException {
    HttpGet get;
    try {
      get = createRequest(route, request);
    } catch (IllegalArgumentException e) {
      return new RedirectStep.FinalResult(
          createFailure(route, HttpFailureMessages.toPrintableLine(e.getMessage())));
    }
    try {
      return client.execute(
          get, deadline, response -> responseReader.readResponse(route, request, response));
    } catch (HttpCallException e) {
      return new RedirectStep.FinalResult(createFailure(route, e.problem()));
    }
  }

  /// @throws IllegalArgumentException if the address cannot be requested
  private static HttpGet createRequest(FetchResult.FetchRoute route, FetchRequest request) {
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

  private static FetchResult createFailure(FetchResult.FetchRoute route, String reason) {
    return new FetchResult.Failed(route, 0, reason);
  }

  private static boolean isDowngrade(URI from, URI to) {
    return "https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme());
  }

  private static String findHost(URI address) {
    return Objects.requireNonNullElse(WebAddress.findHost(address), "");
  }

  /// Aborts running exchanges.
  @Override
  public void close() {
    client.close();
  }
}
