package org.vigie.ingest.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.vigie.http.HeaderText;
import org.vigie.http.HttpCallException;
import org.vigie.http.HttpFailureMessages;
import org.vigie.http.RetryAfter;
import org.vigie.ingest.feed.Links;
import org.vigie.model.WebAddress;

/// Reads an HTTP response: the status, the headers that matter, and a document's body within its
/// size limit. Closes nothing: the caller ends the exchange.
final class ResponseReader {
  private static final Pattern MAX_AGE = Pattern.compile("max-age\\s*=\\s*\"?(\\d{1,9})");

  /// Characters of the address of a redirect: what RFC 9110 asks all to support, and less than a
  /// feed's state may hold.
  private static final int MAX_TARGET = 8_000;

  private final FetchSettings settings;
  private final InstantSource clock;

  /// @param clock the time that the dates of `Retry-After` and `Expires` are compared with
  ResponseReader(FetchSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  RedirectStep readResponse(
      FetchResult.FetchRoute route, FetchRequest request, ClassicHttpResponse response)
      throws IOException {
    int status = response.getCode();
    return switch (status) {
      case 301, 308 -> readRedirect(route, response, true);
      case 302, 303, 307 -> readRedirect(route, response, false);
      case 304 -> new RedirectStep.FinalResult(readNotModified(route, request, response));
      case 410 -> new RedirectStep.FinalResult(new FetchResult.Gone(route));
      case 429 ->
          new RedirectStep.FinalResult(
              new FetchResult.Throttled(route, status, readRetryAfter(response)));
      case 503 -> new RedirectStep.FinalResult(readUnavailable(route, response));
      default ->
          new RedirectStep.FinalResult(
              status == 200 || status == 203
                  ? readBody(route, request, response)
                  : new FetchResult.Failed(route, status, describeStatus(response)));
    };
  }

  private static RedirectStep readRedirect(
      FetchResult.FetchRoute route, ClassicHttpResponse response, boolean permanent) {
    String written = findHeader(response, "Location");
    if (written == null) {
      return new RedirectStep.NextLocation(null, permanent);
    }
    String location = HeaderText.decodeAddress(written);
    URI target;
    try {
      target = Links.follow(route.address(), location);
    } catch (IllegalArgumentException e) {
      return refuseRedirect(
          route,
          response,
          "a redirect to "
              + HttpFailureMessages.toPrintableLine(WebAddress.maskUserInfo(location))
              + ", refused: "
              + e.getMessage());
    }
    int length = target.toString().length();
    return length > MAX_TARGET
        ? refuseRedirect(
            route, response, "a redirect to an address of " + length + " characters, refused")
        : new RedirectStep.NextLocation(target, permanent);
  }

  private static RedirectStep refuseRedirect(
      FetchResult.FetchRoute route, ClassicHttpResponse response, String reason) {
    return new RedirectStep.FinalResult(new FetchResult.Failed(route, response.getCode(), reason));
  }

  private static FetchResult readNotModified(
      FetchResult.FetchRoute route, FetchRequest request, ClassicHttpResponse response) {
    boolean known =
        request.etag() != null || request.lastModified() != null || request.bodyHash() != null;
    String etag = findHeader(response, "ETag");
    String lastModified = findHeader(response, "Last-Modified");
    return new FetchResult.Unchanged(
        route,
        etag == null ? request.etag() : etag,
        lastModified == null ? request.lastModified() : lastModified,
        known ? "HTTP 304" : "HTTP 304, though nothing of it is known");
  }

  private FetchResult readUnavailable(FetchResult.FetchRoute route, ClassicHttpResponse response) {
    Duration wait = readRetryAfter(response);
    return wait == null
        ? new FetchResult.Failed(route, 503, describeStatus(response))
        : new FetchResult.Throttled(route, 503, wait);
  }

  private FetchResult readBody(
      FetchResult.FetchRoute route, FetchRequest request, ClassicHttpResponse response)
      throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new FetchResult.Failed(route, 200, "an answer without a body");
    }
    if (entity.getContentLength() > settings.maxBytes()) {
      throw BodyDecoder.createTooLarge(settings.maxBytes());
    }
    ReadBody read = readDecoded(response, entity);
    byte[] body = read.bytes();
    String hash = hashBody(body);
    String contentType = findHeader(response, "Content-Type");
    String etag = read.whole() ? findHeader(response, "ETag") : null;
    String lastModified = read.whole() ? findHeader(response, "Last-Modified") : null;
    return hash.equals(request.bodyHash())
        ? new FetchResult.Unchanged(route, etag, lastModified, "the same body again")
        : new FetchResult.Fetched(
            route,
            body,
            contentType == null ? null : HeaderText.decode(contentType),
            joinHeaders(response, "Link"),
            etag,
            lastModified,
            hash,
            readFreshness(response));
  }

  /// A decoded body.
  ///
  /// @param whole false if it broke off, though behind the end of its document: the validators of
  ///     such an answer are not to be trusted
  private record ReadBody(byte[] bytes, boolean whole) {}

  private ReadBody readDecoded(ClassicHttpResponse response, HttpEntity entity) throws IOException {
    String encodings = joinHeaders(response, "Content-Encoding");
    int limit = settings.maxBytes();
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    try {
      BodyDecoder.copyLimited(entity.getContent(), raw, limit);
    } catch (HttpCallException e) {
      throw e;
    } catch (IOException broken) {
      byte[] body = BodyDecoder.decodeWholeDocument(raw.toByteArray(), encodings, limit);
      if (body == null) {
        throw broken;
      }
      return new ReadBody(body, false);
    }
    return new ReadBody(BodyDecoder.decode(raw.toByteArray(), encodings, limit), true);
  }

  /// The text of all values of a header, as if they were one; null without.
  private static @Nullable String joinHeaders(ClassicHttpResponse response, String name) {
    String joined =
        Arrays.stream(response.getHeaders(name))
            .map(header -> HeaderText.decode(Objects.requireNonNullElse(header.getValue(), "")))
            .collect(Collectors.joining(", "));
    return joined.isBlank() ? null : joined;
  }

  /// The value of a header, one character for each byte; null without.
  private static @Nullable String findHeader(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    String value = header == null ? null : header.getValue();
    return value == null || value.isBlank() ? null : value.strip();
  }

  /// `max-age`, else the time until `Expires`; null if neither gives a positive one. `Expires: 0`
  /// is common and carries no information.
  private @Nullable Duration readFreshness(ClassicHttpResponse response) {
    String control = findHeader(response, "Cache-Control");
    Matcher maxAge = MAX_AGE.matcher(control == null ? "" : control.toLowerCase(Locale.ROOT));
    if (maxAge.find()) {
      return Duration.ofSeconds(Long.parseLong(maxAge.group(1)));
    }
    Instant expires = DateUtils.parseStandardDate(response, "Expires");
    Duration left = expires == null ? Duration.ZERO : Duration.between(clock.instant(), expires);
    return left.isPositive() ? left : null;
  }

  private @Nullable Duration readRetryAfter(ClassicHttpResponse response) {
    return RetryAfter.read(response, clock.instant());
  }

  private static String describeStatus(ClassicHttpResponse response) {
    String words = HttpFailureMessages.describeStatus(response);
    return "challenge".equals(findHeader(response, "cf-mitigated"))
        ? words + ", a page that keeps robots out"
        : words;
  }

  private static String hashBody(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
