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
import org.vigie.app.demo.SampleItem.ItemState;
import org.vigie.ingest.feed.Entry;
import org.vigie.ingest.feed.FeedDocument;
import org.vigie.ingest.feed.FeedReader;
import org.vigie.ingest.feed.FeedResult;
import org.vigie.ingest.item.IdentifiedEntry;
import org.vigie.ingest.item.ItemIdProposer;

/// The documents of the sample, read by the feed reader.
class SampleFeedsTest {
  private static final int END = SamplePress.DURATION_SECONDS;

  private final SamplePress press = SamplePress.readBundled();
  private final ManualTime time = new ManualTime();

  @Test
  void areReadAsTheyWereWrittenWithoutRepair() {
    for (SampleOutlet outlet : press.outlets()) {
      for (SampleFeed feed : outlet.feeds()) {
        Map<String, Entry> read = new HashMap<>();
        FeedDocument document = read(outlet, feed, END);
        document.entries().forEach(entry -> read.put(entry.content().url(), entry));
        assertThat(document.repairs()).as(feed.title()).isEmpty();
        for (SampleItem item : outlet.findItems(feed)) {
          ItemState expected = Objects.requireNonNull(item.findState(END), item.id());
          Entry entry = Objects.requireNonNull(read.remove(outlet.createLink(item)), item.id());
          assertThat(spaced(entry.content().title())).isEqualTo(spaced(expected.title()));
          assertThat(spaced(entry.content().summary())).isEqualTo(spaced(expected.summary()));
          assertThat(entry.content().categories()).isEqualTo(item.categories());
          assertThat(entry.content().published())
              .isEqualTo(moment(END).start().plus(expected.published()));
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
    assertThat(ids).hasSize(press.countItems());
  }

  @Test
  void giveTheSameIdsInEveryRunAndAtEverySecond() {
    SampleOutlet outlet = press.outlets().getFirst();
    SampleFeed feed = outlet.feeds().getFirst();
    List<String> before = named(outlet, feed, 0).stream().map(IdentifiedEntry::id).toList();
    time.advance(Duration.ofDays(40));
    assertThat(named(outlet, feed, END)).extracting(IdentifiedEntry::id).containsAll(before);
  }

  private List<IdentifiedEntry> named(SampleOutlet outlet, SampleFeed feed, int second) {
    return ItemIdProposer.proposeIds(outlet.toOutlet(), read(outlet, feed, second).entries());
  }

  private FeedDocument read(SampleOutlet outlet, SampleFeed feed, int second) {
    byte[] bytes = FeedSnapshot.create(outlet, feed, moment(second)).toBytes();
    FeedResult result =
        new FeedReader(time)
            .read(bytes, feed.contentType(), URI.create(outlet.createAddress(feed)));
    assertThat(result).as(feed.title()).isInstanceOf(FeedDocument.class);
    return (FeedDocument) result;
  }

  private SampleClock.SampleMoment moment(int second) {
    return new SampleClock.SampleMoment(
        time.instant().minusSeconds(second).minusMillis(250), second);
  }

  /// Normalises spaces: the reader may replace any of them by a plain one.
  private static String spaced(String text) {
    return text.replace('\u00a0', ' ').replace('\u202f', ' ');
  }
}
