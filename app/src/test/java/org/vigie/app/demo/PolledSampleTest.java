package org.vigie.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Identity;
import org.vigie.model.Origin;
import org.vigie.model.Reading;

/// The whole sample, polled each second by the real poller; the test advances the time.
class PolledSampleTest {
  private final SamplePress press = SamplePress.readBundled();
  private final ManualTime time = new ManualTime();
  private final Map<String, FeedState> states = new HashMap<>();
  private final List<Poll> polls = new ArrayList<>();

  @TempDir Path directory;

  @Test
  void giveEveryItemEveryEditAndABaseline() throws IOException {
    play();
    assertThat(polls).allMatch(Poll::hasSucceeded);
    assertThat(polls).extracting(Poll::outcome).contains("HTTP 304");

    Set<String> baseline = new HashSet<>();
    Set<String> live = new HashSet<>();
    Set<String> versions = new HashSet<>();
    for (Reading reading : polls.stream().flatMap(poll -> poll.readings().stream()).toList()) {
      (reading.origin() == Origin.FIRST_POLL ? baseline : live).add(reading.itemId());
      versions.add(reading.itemId() + Identity.contentVersion(reading.content()));
    }
    live.removeAll(baseline);
    long before = items().stream().filter(SampleItem::isBaseline).count();
    assertThat(baseline).hasSize((int) before);
    assertThat(live).hasSize(press.countItems() - (int) before);
    assertThat(versions).hasSize(press.countItems() + rewritings());
  }

  @Test
  void knowsNoOtherHost() throws IOException {
    SampleClock clock = SampleClock.open(directory.resolve("c"), time, press.createFeeds().size());
    try (SampleFeedServer server = SampleFeedServer.start(press, clock)) {
      var resolver = server.fetchSettings().resolver();
      assertThat(resolver.resolve("www.LeFilDuLevant.example", 80)).contains(server.address());
      assertThatThrownBy(() -> resolver.resolve("localhost", 80))
          .isInstanceOf(UnknownHostException.class);
    }
  }

  private void play() throws IOException {
    SampleClock clock = SampleClock.open(directory.resolve("c"), time, press.createFeeds().size());
    try (SampleFeedServer server = SampleFeedServer.start(press, clock);
        Fetcher fetcher = new Fetcher(server.fetchSettings(), time)) {
      FeedPoller poller = new FeedPoller(fetcher, time, new Random(7));
      while (!clock.hasEnded()) {
        press.createFeeds().forEach(feed -> poll(poller, feed));
        time.advance(Duration.ofSeconds(1));
      }
    }
  }

  private void poll(FeedPoller poller, Feed feed) {
    FeedState before =
        Objects.requireNonNullElseGet(states.get(feed.id()), () -> FeedState.neverPolled(feed));
    Poll poll = poller.poll(feed, before);
    states.put(feed.id(), poll.state());
    polls.add(poll);
  }

  /// The number of edits that change the text, not only a date or a count.
  private int rewritings() {
    return (int)
        items().stream()
            .flatMap(item -> item.edits().stream())
            .filter(edit -> edit.title() != null || edit.summary() != null)
            .count();
  }

  private List<SampleItem> items() {
    return press.outlets().stream().flatMap(outlet -> outlet.items().stream()).toList();
  }
}
