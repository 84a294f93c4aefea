package org.vigie.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Origin;
import org.vigie.model.Reading;
import org.vigie.testkit.LocalHttpServer;

/// The result of a poll, given a feed's answer and its state.
class FeedPollerTest {
  private static final Duration TOLERANCE = Duration.ofHours(30);
  private final PolledFeed rss = new PolledFeed();
  private final LocalHttpServer server = rss.server;

  @AfterEach
  void close() {
    rss.close();
  }

  private Poll poll() {
    return rss.poll();
  }

  private Duration pause() {
    Instant next = rss.state.nextPoll();
    assertThat(next).isNotNull();
    return Duration.between(rss.now, next);
  }

  private static String item(String title, @Nullable String date) {
    return "<item><title>"
        + title
        + "</title><guid>https://a.example/"
        + title
        + "</guid>"
        + (date == null ? "" : "<pubDate>" + date + "</pubDate>")
        + "</item>";
  }

  private void serve(String... items) {
    rss.serveChannel(items);
  }

  @Test
  void theFirstDocumentEvenAnEmptyOneIsTheBaseline() {
    serve();
    assertThat(poll().readings()).isEmpty();
    serve(item("Un", null));

    assertThat(poll().readings()).extracting(Reading::origin).containsExactly(Origin.LIVE);
  }

  @Test
  void aFailedPollIsNoBaseline() {
    server.status("/rss", "500 Oops");
    poll();
    serve(item("Un", null));

    assertThat(poll().readings()).extracting(Reading::origin).containsExactly(Origin.FIRST_POLL);
  }

  @Test
  void aFeedThatRenamesAllItsEntriesIsFoundOut() {
    server.serve(
        "/rss",
        "<rss><channel><item><title>Un</title><guid>old1</guid></item>"
            + "<item><title>Deux</title><guid>old2</guid></item></channel></rss>");
    List<Reading> before = poll().readings();
    server.serve(
        "/rss",
        "<rss><channel><item><title>Trois</title><guid>new3</guid></item>"
            + "<item><title>Un</title><guid>new1</guid></item>"
            + "<item><title>Deux</title><guid>new2</guid></item></channel></rss>");

    Poll poll = poll();

    assertThat(poll.outcome()).contains("new ids");
    assertThat(rss.state.possibleLosses()).isZero();
    assertThat(poll.readings().get(1).aliases()).contains(before.get(0).itemId());
    assertThat(poll.readings().get(2).aliases()).contains(before.get(1).itemId());
  }

  @Test
  void aServerThatAnswers304ForEverIsAskedWithoutValidatorsOnceADay() {
    server.serve("/rss", "<rss><channel>" + item("Un", null) + "</channel></rss>", "ETag: \"1\"");
    poll();
    server.status("/rss", "304 Not Modified");
    rss.now = rss.now.plus(Duration.ofDays(9));
    poll();
    assertThat(server.requests().getLast().headers()).doesNotContainKey("if-none-match");
    poll();
    assertThat(server.requests().getLast().headers()).containsKey("if-none-match");
  }

  @Test
  void anHtmlPageIsAnErrorAndKeepsTheValidators() {
    server.serve("/rss", "<rss><channel>" + item("Un", null) + "</channel></rss>", "ETag: \"1\"");
    poll();
    server.serve("/rss", "<html><title>Maintenance</title></html>", "ETag: \"2\"");

    Poll poll = poll();

    assertThat(poll.hasSucceeded()).isFalse();
    assertThat(poll.outcome()).isEqualTo("an HTML page (\"Maintenance\"), not a feed");
    assertThat(rss.state.etag()).isEqualTo("\"1\"");
    assertThat(rss.state.failures()).isEqualTo(1);
  }

  @Test
  void failuresBackOffWithACapAndNeverForEver() {
    server.status("/rss", "403 Forbidden");
    poll();
    assertThat(pause()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(140));
    for (int i = 0; i < 30; i++) {
      poll();
    }
    assertThat(pause()).isBetween(Duration.ofHours(3), Duration.ofHours(5));
    serve(item("Un", null));
    assertThat(poll().hasSucceeded()).isTrue();
    assertThat(rss.state.failures()).isZero();
    assertThat(rss.state.problem()).isNull();
  }

  @Test
  void retryAfterIsKeptWithinADay() {
    server.status("/rss", "429 Too Many Requests", "Retry-After: 99999999");
    poll();
    assertThat(pause()).isBetween(Duration.ofHours(20), Duration.ofHours(24));
  }

  @Test
  void aPermanentRedirectIsFollowedDirectlyAfterThreeEqualAnswers() {
    server.status("/rss", "301 Moved", "Location: /new");
    server.serve("/new", "<rss><channel>" + item("Un", null) + "</channel></rss>");
    poll();
    poll();
    assertThat(FeedPoller.resolveAddress(rss.feed, rss.state)).isEqualTo(rss.feed.address());
    poll();
    assertThat(FeedPoller.resolveAddress(rss.feed, rss.state)).isEqualTo(server.at("/new"));
    int before = server.requests().size();
    poll();
    assertThat(server.requests()).hasSize(before + 1);

    server.status("/new", "429 Too Many Requests", "Retry-After: 0");
    poll();
    assertThat(FeedPoller.resolveAddress(rss.feed, rss.state)).isEqualTo(server.at("/new"));

    server.status("/new", "404 Not Found");
    poll();
    assertThat(FeedPoller.resolveAddress(rss.feed, rss.state)).isEqualTo(rss.feed.address());
  }

  @Test
  void aWindowWithoutAKnownEntryCountsAsAPossibleLoss() {
    serve(item("Un", null), item("Deux", null));
    poll();
    serve(item("Trois", null), item("Quatre", null));
    assertThat(poll().outcome()).contains("some may have been missed");
    assertThat(rss.state.possibleLosses()).isEqualTo(1);
    serve(item("Cinq", null), item("Trois", null));
    poll();
    assertThat(rss.state.possibleLosses()).isEqualTo(1);
  }

  @Test
  void aBusyFrontPageIsReadEveryFewMinutes() {
    String[] items = new String[20];
    for (int i = 0; i < items.length; i++) {
      items[i] =
          item("t" + i, String.format("Sun, 16 Mar 2025 %02d:30:00 GMT", Math.max(0, 11 - i / 2)));
    }
    serve(items);
    poll();

    assertThat(pause()).isBetween(Duration.ofSeconds(100), Duration.ofMinutes(6));
  }

  @Test
  void aQuietFeedIsReadRarely() {
    serve(item("a", "Sun, 09 Mar 2025 10:00:00 GMT"), item("b", "Sun, 02 Mar 2025 10:00:00 GMT"));
    poll();

    assertThat(pause()).isBetween(Duration.ofHours(5), TOLERANCE);
  }

  @Test
  void aWishWithAnIntervalIsTakenAtItsWord() {
    serve(item("Un", null));
    Feed changed = Feed.of(rss.feed.address(), rss.feed.outlet(), null, Duration.ofSeconds(1));
    rss.state = FeedState.neverPolled(changed);

    Poll poll = rss.poller.poll(changed, rss.state);

    assertThat(poll.state().nextPoll()).isEqualTo(rss.now.plusSeconds(1));
  }

  @Test
  void timeOfAReadingIsTheTimeOfThePoll() {
    serve(item("Un", "Sun, 16 Mar 2025 10:00:00 GMT"));
    Reading reading = poll().readings().getFirst();

    assertThat(reading.seen()).isEqualTo(rss.now);
    assertThat(reading.fetched()).isEqualTo(rss.now);
    assertThat(reading.undated()).isFalse();
  }

  @Test
  void aDocumentThatEndsInTheMiddleIsAskedForAgain() {
    String whole = "<rss><channel>" + item("Un", null) + item("Deux", null) + "</channel></rss>";
    server.serve("/rss", whole.substring(0, whole.indexOf("Deux")), "ETag: \"1\"");
    assertThat(poll().readings()).hasSize(1);
    server.serve("/rss", whole, "ETag: \"1\"");

    assertThat(poll().readings()).hasSize(2);
    assertThat(server.requests().getLast().headers()).doesNotContainKey("if-none-match");
  }

  @Test
  void aRedirectToTheFrontPageIsAnErrorThatNamesThePage() {
    server.status("/rss", "302 Found", "Location: /");
    server.serve("/", "<!doctype html><title>À la une</title>", "Content-Type: text/html");

    assertThat(poll().outcome()).isEqualTo("an HTML page (\"À la une\"), not a feed");
  }

  @Test
  void aFeedThatIsGoneIsAskedAtLeastDaily() {
    server.status("/rss", "410 Gone");
    for (int i = 0; i < 30; i++) {
      poll();
    }

    assertThat(rss.state.problem()).isEqualTo("HTTP 410, gone for good");
    assertThat(pause()).isBetween(Duration.ofHours(20), Duration.ofHours(24));
  }

  @Test
  void aFeedThatShrinksToNothingAndComesBackHasLostNothing() {
    serve(item("Un", null), item("Deux", null));
    poll();
    serve();
    poll();
    serve(item("Un", null), item("Deux", null));

    assertThat(poll().newEntries()).isZero();
    assertThat(rss.state.possibleLosses()).isZero();
  }

  @Test
  void oneFeedDoesNotGiveMoreThanItsShareOfEntries() {
    String[] items = new String[2_100];
    for (int i = 0; i < items.length; i++) {
      items[i] = item("t" + i, null);
    }
    serve(items);

    assertThat(poll().readings()).hasSize(2_000);
  }

  @Test
  void hintsOfThePublisherAreBoundsAndNoMore() {
    String busy = item("a", "Sun, 16 Mar 2025 11:59:00 GMT");
    String[] hints = {
      "<ttl>99999</ttl>",
      "<sy:updatePeriod>weekly</sy:updatePeriod><skipHours><hour>11</hour></skipHours>",
      "<skipDays><day>Monday</day></skipDays><ttl>600</ttl>"
    };
    for (String hint : hints) {
      server.serve(
          "/rss",
          "<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>"
              + hint
              + busy
              + item("b", "Sun, 16 Mar 2025 11:58:00 GMT")
              + "</channel></rss>",
          "Cache-Control: max-age=504911232");
      rss.state = FeedState.neverPolled(rss.feed);
      poll();
      assertThat(pause()).as(hint).isBetween(Duration.ofMinutes(13), Duration.ofMinutes(17));
    }
    serve(busy, item("b", "Sun, 16 Mar 2025 11:58:00 GMT"));
    rss.state = FeedState.neverPolled(rss.feed);
    poll();
    assertThat(pause()).isLessThan(Duration.ofMinutes(4));
    assertThat(FeedPoller.explainNextPoll(rss.feed, rss.state))
        .contains("never sooner than every 2 min");
  }

  @Test
  void inHoursAndDaysToBeSkippedAFeedIsReadOnceAnHour() {
    String items =
        item("a", "Sun, 16 Mar 2025 11:59:00 GMT") + item("b", "Sun, 16 Mar 2025 11:58:00 GMT");
    for (String hint :
        List.of(
            "<skipHours><hour>12</hour></skipHours>",
            "<skipDays><day>Monday</day><day>sunday</day></skipDays>")) {
      server.serve("/rss", "<rss><channel>" + hint + items + "</channel></rss>");
      rss.state = FeedState.neverPolled(rss.feed);
      poll();
      assertThat(pause()).as(hint).isBetween(Duration.ofMinutes(54), Duration.ofMinutes(66));
      assertThat(rss.state.asked()).isEqualTo(Duration.ofHours(1));
    }
    String every =
        IntStream.range(0, 24).mapToObj("<hour>%d</hour>"::formatted).collect(Collectors.joining());
    server.serve(
        "/rss", "<rss><channel><skipHours>" + every + "</skipHours>" + items + "</channel></rss>");
    rss.state = FeedState.neverPolled(rss.feed);
    poll();
    assertThat(pause()).isLessThan(Duration.ofMinutes(4));
  }

  @Test
  void waitingForAHostIsNoFailureOfTheFeed() {
    server.serve("/rss", "<rss><channel>" + item("Un", null) + "</channel></rss>", "ETag: \"1\"");
    poll();
    FeedState good = rss.state;
    Feed other = Feed.of(server.at("/other"), rss.feed.outlet(), null, null);
    server.status("/other", "429 Too Many Requests", "Retry-After: 600");
    rss.poller.poll(other, FeedState.neverPolled(other));

    Poll poll = poll();

    assertThat(poll.outcome()).isEqualTo("nothing was asked, 127.0.0.1 was busy");
    assertThat(poll.hasSucceeded()).isTrue();
    assertThat(pause()).isEqualTo(Duration.ofMinutes(2));
    assertThat(rss.state.failures()).isZero();
    assertThat(rss.state.lastAttempt()).isEqualTo(good.lastAttempt());
    assertThat(rss.state.etag()).isEqualTo("\"1\"");
  }

  @Test
  void anUndatedFeedWhoseBytesAloneChangeIsAskedLessAndLess() {
    serve(item("Un", null));
    poll();
    for (int day = 1; day <= 5; day++) {
      rss.now = rss.now.plus(Duration.ofDays(1));
      serve("<lastBuildDate>" + rss.now + "</lastBuildDate>", item("Un", null));
      poll();
    }

    assertThat(pause()).isGreaterThan(Duration.ofHours(8));
  }

  @Test
  void ofTooManyEntriesTheNewestAreTaken() {
    Instant first = rss.now.minus(Duration.ofDays(2_500));
    serve(
        IntStream.range(0, 2_400)
            .mapToObj(day -> item("Jour " + day, first.plus(Duration.ofDays(day)).toString()))
            .toArray(String[]::new));

    assertThat(poll().readings())
        .hasSize(2_000)
        .extracting(reading -> reading.content().title())
        .contains("Jour 2399")
        .doesNotContain("Jour 399");
  }
}
