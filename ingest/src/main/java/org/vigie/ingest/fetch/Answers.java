package org.vigie.ingest.fetch;

import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.vigie.http.RetryAfter;
import org.vigie.ingest.feed.Links;

/// Reads an HTTP response: the status, the headers that matter, and a document's body within its
/// size limit. Closes nothing: the caller ends the exchange.
final class Answers {
  private static final Pattern MAX_AGE = Pattern.compile("max-age\\s*=\\s*\"?(\\d{1,9})");

  private static final int LAST_PORT = 65_535;

  private final FetchSettings settings;
  private final InstantSource clock;

  /// @param clock the time that the dates of `Retry-After` and `Expires` are compared with
  Answers(FetchSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  Hop read(FetchResult.Route route, FetchRequest request, ClassicHttpResponse response)
      throws IOException {
    int status = response.getCode();
    return switch (status) {
      case 301, 308 -> redirect(route, response, true);
      case 302, 303, 307 -> redirect(route, response, false);
      case 304 -> new Hop.End(notModified(route, request, response));
      case 410 -> new Hop.End(new FetchResult.Gone(route));
      case 429 -> new Hop.End(new FetchResult.Throttled(route, status, retryAfter(response)));
      case 503 -> new Hop.End(unavailable(route, response));
      default ->
          new Hop.End(
              status == 200 || status == 203
                  ? body(route, request, response)
                  : new FetchResult.Failed(route, status, statusWords(response)));
    };
  }

  private static Hop redirect(
      FetchResult.Route route, ClassicHttpResponse response, boolean permanent) {
    String location = header(response, "Location");
    if (location == null) {
      return new Hop.Redirect(null, permanent);
    }
    URI target = Links.uri(Links.resolve(route.address(), location));
    return target == null || target.getHost() == null || target.getPort() > LAST_PORT
        ? new Hop.End(
            new FetchResult.Failed(
                route,
                response.getCode(),
                "a redirect to no web address: " + FailureWords.printable(location)))
        : new Hop.Redirect(target, permanent);
  }

  private static FetchResult notModified(
      FetchResult.Route route, FetchRequest request, ClassicHttpResponse response) {
    boolean known =
        request.etag() != null || request.lastModified() != null || request.bodyHash() != null;
    String etag = header(response, "ETag");
    String lastModified = header(response, "Last-Modified");
    return new FetchResult.Unchanged(
        route,
        etag == null ? request.etag() : etag,
        lastModified == null ? request.lastModified() : lastModified,
        known ? "HTTP 304" : "HTTP 304, though nothing of it is known");
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
      return new FetchResult.Failed(route, 200, "an answer without a body");
    }
    if (entity.getContentLength() > settings.maxBytes()) {
      throw new Bodies.TooLarge(settings.maxBytes());
    }
    byte[] raw = Bodies.read(entity.getContent(), settings.maxBytes());
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

  /// `max-age`, else the time until `Expires`; null if neither gives a positive one. `Expires: 0`
  /// is common and carries no information.
  private @Nullable Duration fresh(ClassicHttpResponse response) {
    String control = header(response, "Cache-Control");
    Matcher maxAge = MAX_AGE.matcher(control == null ? "" : control.toLowerCase(Locale.ROOT));
    if (maxAge.find()) {
      return Duration.ofSeconds(Long.parseLong(maxAge.group(1)));
    }
    Instant expires = DateUtils.parseStandardDate(response, "Expires");
    Duration left = expires == null ? Duration.ZERO : Duration.between(clock.instant(), expires);
    return left.isPositive() ? left : null;
  }

  private @Nullable Duration retryAfter(ClassicHttpResponse response) {
    return RetryAfter.read(header(response, "Retry-After"), clock.instant());
  }

  private static String statusWords(ClassicHttpResponse response) {
    String phrase = response.getReasonPhrase();
    String words =
        "HTTP "
            + response.getCode()
            + (phrase == null || phrase.isBlank() ? "" : " " + FailureWords.printable(phrase));
    return "challenge".equals(header(response, "cf-mitigated"))
        ? words + ", a page that keeps robots out"
        : words;
  }

  private static String hash(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
