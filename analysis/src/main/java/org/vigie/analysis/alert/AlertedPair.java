package org.vigie.analysis.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.TopicMatch;

/// The last alert of a pair of story and subscription. Written as JSON to a state store.
///
/// @param seq sequence number of the last alert; 0 if the pair is held until more outlets report
///     the story
/// @param kind kind of the last alert
/// @param item id of the item that raised it
/// @param itemVersion version of that item
/// @param title headline of that item
/// @param topics all topics alerted so far
/// @param voices largest number of independent sources of the story at an alert
/// @param decided decision time of the last alert
/// @param livePages ids of the live pages that raised alerts of the pair, the last
///     [#MAX_LIVE_PAGES]; null, as in states of older releases, reads as none
/// @param told what the alerts of the pair have told; null in states of older releases and of a
///     held pair, whose next alert begins to note it
public record AlertedPair(
    int seq,
    Alert.Kind kind,
    String item,
    String itemVersion,
    String title,
    List<String> topics,
    int voices,
    Instant decided,
    List<String> livePages,
    @Nullable ToldFacts told) {
  /// How long a pair is kept after its last alert.
  public static final Duration RETENTION = Duration.ofDays(30);

  /// How many live pages of a pair are kept; every outlet has one of a large event.
  static final int MAX_LIVE_PAGES = 100;

  /// Copies the lists, and rejects a number that no other can follow.
  public AlertedPair {
    if (seq >= Alert.MAX_SEQ) {
      throw new IllegalArgumentException("no alert can follow number " + seq);
    }
    topics = List.copyOf(topics);
    livePages = livePages == null ? List.of() : List.copyOf(livePages);
  }

  /// Creates the state after an alert was raised.
  ///
  /// @param before state before the alert, null if there was none
  public static AlertedPair ofAlert(@Nullable AlertedPair before, Alert alert) {
    TreeSet<String> topics = new TreeSet<>(before == null ? List.of() : before.topics);
    alert.topics().stream().map(TopicMatch::topic).forEach(topics::add);
    return new AlertedPair(
        alert.seq(),
        alert.kind(),
        alert.item(),
        alert.itemVersion(),
        alert.title(),
        List.copyOf(topics),
        Math.max(alert.coverage().sources(), before == null ? 0 : before.voices),
        alert.timeline().decided(),
        addLivePage(before == null ? List.of() : before.livePages, alert.source()),
        ToldFacts.add(before, alert));
  }

  private static List<String> addLivePage(List<String> before, Alert.Source source) {
    if (!source.livePage() || before.contains(source.item())) {
      return before;
    }
    List<String> pages = new ArrayList<>(before);
    pages.add(source.item());
    return pages.subList(Math.max(0, pages.size() - MAX_LIVE_PAGES), pages.size());
  }

  /// Creates the state of a story that matches while too few sources report it.
  static AlertedPair ofHeld(String item, String itemVersion, Instant decided) {
    return new AlertedPair(
        0, Alert.Kind.NEW, item, itemVersion, "", List.of(), 0, decided, List.of(), null);
  }

  /// Returns whether no alert of the pair was raised yet.
  boolean isHeld() {
    return seq == 0;
  }

  /// Returns the key of a pair.
  public static String key(String story, String subscription) {
    return story + "/" + subscription;
  }

  /// Returns whether the retention period of the pair is over.
  public boolean isExpired(Instant now) {
    return decided.isBefore(now.minus(RETENTION));
  }

  /// Returns whether an item is a live page that has alerted: that raised the last alert, or an
  /// earlier one as a live page. Such a page is about another moment of its event each time.
  boolean isTurnOfLivePage(Item other) {
    return other.livePage()
        && !isHeld()
        && (item.equals(other.id()) || livePages.contains(other.id()));
  }

  boolean isAlertOf(Alert.Kind alertKind, String alertItem, String version) {
    return kind == alertKind && item.equals(alertItem) && itemVersion.equals(version);
  }
}
