package org.vigie.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigie.app.demo.SampleItem.Telling;
import org.vigie.ingest.feed.Entry;
import org.vigie.ingest.feed.FeedDocument;
import org.vigie.ingest.feed.FeedReader;
import org.vigie.ingest.feed.FeedResult;
import org.vigie.ingest.item.ItemNaming;
import org.vigie.ingest.item.NamedEntry;

/// The documents of the sample, read by the feed reader.
class SampleFeedsTest {
  private static final int END = SamplePress.SECONDS;

  private final SamplePress press = SamplePress.bundled();
  private final MovedTime time = new MovedTime();

  @Test
  void areReadAsTheyWereWrittenWithoutRepair() {
    for (SampleOutlet outlet : press.outlets()) {
      for (SampleFeed feed : outlet.feeds()) {
        Map<String, Entry> read = new HashMap<>();
        FeedDocument document = read(outlet, feed, END);
        document.entries().forEach(entry -> read.put(entry.content().url(), entry));
        assertThat(document.repairs()).as(feed.title()).isEmpty();
        for (SampleItem item : outlet.itemsOf(feed)) {
          Telling told = Objects.requireNonNull(item.telling(END), item.id());
          Entry entry = Objects.requireNonNull(read.remove(outlet.link(item)), item.id());
          assertThat(spaced(entry.content().title())).isEqualTo(spaced(told.title()));
          assertThat(spaced(entry.content().summary())).isEqualTo(spaced(told.summary()));
          assertThat(entry.content().categories()).isEqualTo(item.categories());
          assertThat(entry.content().published())
              .isEqualTo(moment(END).zero().plus(told.published()));
        }
        assertThat(read).isEmpty();
      }
    }
  }

  @Test
  void giveOneIdToAnArticleThatStandsInTwoSections() {
    Set<String> ids = new HashSet<>();
    for (SampleOutlet outlet : press.outlets()) {
      outlet.feeds().forEach(feed -> named(outlet, feed, END).forEach(e -> ids.add(e.id())));
    }
    assertThat(ids).hasSize(press.items());
  }

  @Test
  void giveTheSameIdsInEveryRunAndAtEverySecond() {
    SampleOutlet outlet = press.outlets().getFirst();
    SampleFeed feed = outlet.feeds().getFirst();
    List<String> before = named(outlet, feed, 0).stream().map(NamedEntry::id).toList();
    time.pass(Duration.ofDays(40));
    assertThat(named(outlet, feed, END)).extracting(NamedEntry::id).containsAll(before);
  }

  private List<NamedEntry> named(SampleOutlet outlet, SampleFeed feed, int second) {
    return ItemNaming.of(outlet.outlet(), read(outlet, feed, second).entries());
  }

  private FeedDocument read(SampleOutlet outlet, SampleFeed feed, int second) {
    byte[] bytes = ShownFeed.at(outlet, feed, moment(second)).bytes();
    FeedResult result =
        new FeedReader(time).read(bytes, feed.contentType(), URI.create(outlet.address(feed)));
    assertThat(result).as(feed.title()).isInstanceOf(FeedDocument.class);
    return (FeedDocument) result;
  }

  private SampleClock.Moment moment(int second) {
    return new SampleClock.Moment(time.instant().minusSeconds(second).minusMillis(250), second);
  }

  /// Normalises spaces: the reader may replace any of them by a plain one.
  private static String spaced(String text) {
    return text.replace('\u00a0', ' ').replace('\u202f', ' ');
  }
}
