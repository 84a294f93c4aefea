package org.vigie.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.model.Feed;

class SamplePressTest {
  private final SamplePress press = SamplePress.readBundled();

  @Test
  void isALargeMixedPress() {
    long offTopic = items().filter(item -> everyTopic(item).isEmpty()).count();
    assertThat(press.outlets()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(press.countItems()).isGreaterThanOrEqualTo(100);
    assertThat(offTopic).isBetween(press.countItems() * 4L / 10, press.countItems() * 6L / 10);
    assertThat(items().map(SampleItem::lure).filter(lure -> lure != null).distinct())
        .contains("trêve", "coalition", "sanction", "sanctions", "sommet", "armistice");
  }

  @Test
  void hasFeedsInEveryFormAndSeveralEncodings() {
    List<SampleFeed> feeds =
        press.outlets().stream().flatMap(outlet -> outlet.feeds().stream()).toList();
    assertThat(feeds).extracting(SampleFeed::form).contains(SampleFeed.DocumentFormat.values());
    assertThat(feeds)
        .extracting(feed -> feed.charset().name())
        .contains("UTF-8", "ISO-8859-1", "windows-1252");
    assertThat(feeds).anyMatch(SampleFeed::bom).anyMatch(feed -> !feed.declared());
  }

  @Test
  void beginsEveryFeedWithOlderItemsAmongThemSomeOnTopic() {
    for (SampleOutlet outlet : press.outlets()) {
      for (SampleFeed feed : outlet.feeds()) {
        assertThat(outlet.findItems(feed)).filteredOn(SampleItem::isBaseline).hasSizeGreaterThan(1);
      }
      assertThat(outlet.items())
          .filteredOn(SampleItem::isBaseline)
          .as("%s", outlet.name())
          .anyMatch(item -> !item.topics().isEmpty())
          .allMatch(item -> item.findState(0) != null)
          .noneMatch(item -> item.hoursAgo() != null && item.hoursAgo() < 2);
    }
  }

  @Test
  void tellsOfEveryTopicWhileItPlays() {
    Set<String> topics = new TreeSet<>();
    items().filter(item -> !item.isBaseline()).forEach(item -> topics.addAll(everyTopic(item)));
    assertThat(topics).containsExactly("ceasefire", "coalition", "sanctions", "summit");
  }

  @Test
  void showsEveryStateLongEnoughForAPollEachSecond() {
    for (SampleItem item : items().toList()) {
      Set<Integer> starts = new TreeSet<>();
      IntStream.rangeClosed(0, SamplePress.DURATION_SECONDS)
          .mapToObj(item::findState)
          .filter(state -> state != null)
          .forEach(state -> starts.add(state.since()));
      starts.add(SamplePress.DURATION_SECONDS + 1);
      List<Integer> sorted = List.copyOf(starts);
      for (int i = 1; i < sorted.size(); i++) {
        assertThat(sorted.get(i) - sorted.get(i - 1)).as(item.id()).isGreaterThanOrEqualTo(4);
      }
    }
  }

  @Test
  void givesEveryFeedItsOwnStableId() {
    Set<String> ids = new HashSet<>(press.createFeeds().stream().map(Feed::id).toList());
    assertThat(ids).hasSameSizeAs(press.createFeeds());
    assertThat(SamplePress.readBundled().createFeeds()).isEqualTo(press.createFeeds());
    assertThat(press.createFeeds()).allMatch(feed -> feed.address().getPort() == -1);
  }

  @Test
  void refusesAnEditThatFlashesBy() {
    SampleItem.ItemEdit edit = new SampleItem.ItemEdit(6, "B", null, null, null, null);
    assertThatThrownBy(
            () ->
                new SampleItem(
                    "x", 5, null, List.of(), "A", "", List.of(), List.of(), null, List.of(edit)))
        .hasMessageContaining("'x'")
        .hasMessageContaining("too soon");
  }

  private Stream<SampleItem> items() {
    return press.outlets().stream().flatMap(outlet -> outlet.items().stream());
  }

  private static Set<String> everyTopic(SampleItem item) {
    Set<String> topics = new TreeSet<>(item.topics());
    for (SampleItem.ItemEdit edit : item.edits()) {
      topics.addAll(edit.topics() == null ? List.of() : edit.topics());
    }
    return topics;
  }
}
