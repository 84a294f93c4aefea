package org.vigie.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Reading;
import org.vigie.testkit.LocalHttpServer;

/// Behaviour of servers over many polls. For single exchanges see `FetcherTest` and `TlsTest`.
class NastyServersTest {
  private static final String DOCUMENT =
      "<rss><channel><item><title>Sommet à Oran</title><guid>oran-1</guid></item></channel></rss>";

  private final PolledFeed rss = new PolledFeed();

  @AfterEach
  void close() {
    rss.close();
  }

  private Duration pause() {
    Instant next = rss.state.nextPoll();
    assertThat(next).isNotNull();
    return Duration.between(rss.now, next);
  }

  private String asked(String header) {
    return rss.server.requests().getLast().headers().getOrDefault(header, "none");
  }

  @Test
  void notModifiedWithANewerDate() {
    rss.serve(DOCUMENT, "ETag: W/\"a b\"", "Last-Modified: Sun, 16 Mar 2025 10:00:00 GMT").poll();
    rss.server.status(
        PolledFeed.PATH, "304 Not Modified", "Last-Modified: Sun, 16 Mar 2025 11:00:00 GMT");
    rss.poll();
    rss.poll();

    assertThat(asked("if-none-match")).isEqualTo("W/\"a b\"");
    assertThat(asked("if-modified-since")).isEqualTo("Sun, 16 Mar 2025 11:00:00 GMT");
  }

  @Test
  void expiresZeroAndADateOf2038() {
    rss.serve(
            DOCUMENT,
            "ETag: \"1\"",
            "Expires: 0",
            "Last-Modified: Tue, 19 Jan 2038 03:14:07 GMT",
            "Cache-Control: no-cache")
        .poll();
    rss.server.status(PolledFeed.PATH, "304 Not Modified");

    assertThat(rss.poll().outcome()).isEqualTo("HTTP 304");
    assertThat(asked("if-none-match")).isEqualTo("\"1\"");
    assertThat(asked("if-modified-since")).isEqualTo("Tue, 19 Jan 2038 03:14:07 GMT");
    assertThat(rss.state.asked()).as("no hint").isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Expires: Sun Nov  6 08:49:37 1994",
        "Expires: Sunday, 16-Mar-25 13:00:00 GMT",
        "Expires: Fri Nov 16 08:49:37 2040",
        "Expires: demain",
        "Cache-Control: max-age=demain"
      })
  void aHintThatCannotBeReadCostsNothing(String header) {
    rss.serve(DOCUMENT, header);

    assertThat(rss.poll().readings()).hasSize(1);
    assertThat(rss.state.problem()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"302 Found", "303 See Other", "307 Temporary Redirect"})
  void aRedirectForTheMoment(String status) {
    rss.server.status(PolledFeed.PATH, status, "Location: /ailleurs");
    rss.server.serve("/ailleurs", DOCUMENT);
    for (int i = 0; i < 5; i++) {
      rss.poll();
    }

    assertThat(rss.state.problem()).isNull();
    assertThat(FeedPoller.resolveAddress(rss.feed, rss.state)).isEqualTo(rss.feed.address());
  }

  @Test
  void aRedirectToAnotherFeedThatIsPolledToo() {
    Feed other = rss.createFeed("/monde");
    rss.server.status(PolledFeed.PATH, "301 Moved Permanently", "Location: /monde");
    rss.server.serve("/monde", DOCUMENT);

    Poll direct = rss.poller.poll(other, FeedState.neverPolled(other));

    assertThat(rss.poll().readings())
        .extracting(Reading::itemId)
        .as("one item, by whatever feed of its outlet")
        .containsExactlyElementsOf(direct.readings().stream().map(Reading::itemId).toList());
    assertThat(rss.state.movedTo()).isEqualTo(other.address());
  }

  @ParameterizedTest
  @ValueSource(strings = {"401 Unauthorized", "402 Payment Required", "403 Forbidden"})
  void robotsAreNotWelcome(String status) {
    rss.server.status(PolledFeed.PATH, status);
    for (int i = 0; i < 30; i++) {
      rss.poll();
    }

    assertThat(rss.state.problem()).isEqualTo("HTTP " + status);
    assertThat(pause()).isBetween(Duration.ofHours(3), Duration.ofHours(5));
    assertThat(asked("user-agent")).startsWith("Vigie/");
  }

  @Test
  void aChallengeInsteadOfTheFeed() {
    rss.serve(DOCUMENT, "ETag: \"1\"").poll();
    rss.server.answerWith(
        PolledFeed.PATH,
        (request, out) ->
            out.write(
                LocalHttpServer.response(
                    "403 Forbidden",
                    "<html><title>Un instant…</title></html>".getBytes(StandardCharsets.UTF_8),
                    "cf-mitigated: challenge",
                    "Content-Type: text/html",
                    "ETag: \"2\"")));

    assertThat(rss.poll().outcome()).isEqualTo("HTTP 403 Forbidden, a page that keeps robots out");
    assertThat(rss.state.etag()).isEqualTo("\"1\"");
    assertThat(rss.state.knownIds()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"404 Not Found", "500 Internal Server Error", "502 Bad Gateway"})
  void aFaultThatLastsAndEnds(String status) {
    rss.serve(DOCUMENT).poll();
    rss.server.status(PolledFeed.PATH, status);
    rss.poll();
    Duration first = pause();
    rss.poll();
    assertThat(pause()).isGreaterThan(first);
    rss.serve(DOCUMENT.replace("oran-1", "oran-2")).poll();

    assertThat(rss.state.problem()).isNull();
    assertThat(rss.state.failures()).isZero();
  }

  @Test
  void sessionsInCookiesAndRedirects() {
    rss.server.status(
        PolledFeed.PATH, "302 Found", "Location: /rss2?PHPSESSID=abc", "Set-Cookie: id=abc");
    rss.server.serve("/rss2?PHPSESSID=abc", DOCUMENT, "Set-Cookie: id=def");
    rss.poll();
    rss.poll();

    assertThat(rss.server.requests())
        .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("cookie"));
    assertThat(rss.state.movedTo()).isNull();
  }

  /// HTTP/1.1 only: a protocol that is not offered cannot fail.
  @Test
  void http2IsNeverOffered() {
    rss.serve(DOCUMENT, "Upgrade: h2,h2c", "Connection: Upgrade, close").poll();

    assertThat(rss.state.problem()).isNull();
    assertThat(asked("upgrade")).isEqualTo("none");
    assertThat(asked("http2-settings")).isEqualTo("none");
  }
}
