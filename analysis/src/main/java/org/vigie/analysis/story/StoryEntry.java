package org.vigie.analysis.story;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A story of the window.
final class StoryEntry {
  private static final long SINCE_LAST = StoryWindow.MAX_SINCE_LAST.toSeconds();
  private static final long SINCE_FOUNDER = StoryWindow.MAX_SINCE_FOUNDER.toSeconds();

  final String storyId;
  private final long order;
  final List<IndexedFeatures> articles;
  /// Times in seconds since the epoch: when the last member and the founder were seen, and the date
  /// of the founder. Held as plain fields, since a thousand entries are checked for each item.
  private final long lastSeen;

  private final long founderSeen;
  private final long founderDate;

  /// The number of the last query that reached this entry, and the total weight of the features
  /// shared with it.
  long lastQuery;

  double sharedWeight;

  StoryEntry(String story, long order, List<IndexedFeatures> prints) {
    this.storyId = story;
    this.order = order;
    this.articles = prints;
    lastSeen =
        prints.stream().mapToLong(p -> p.article.seen().getEpochSecond()).max().orElseThrow();
    founderSeen = founder().article.seen().getEpochSecond();
    founderDate = founder().article.effectiveDate().getEpochSecond();
  }

  long order() {
    return order;
  }

  IndexedFeatures founder() {
    return articles.getFirst();
  }

  /// Returns the newest member; the founder if there is no other.
  IndexedFeatures newest() {
    return articles.getLast();
  }

  /// Returns whether a kept excerpt is of the outlet.
  boolean hasOutlet(String outlet) {
    for (IndexedFeatures print : articles) {
      if (print.article.outlet().equals(outlet)) {
        return true;
      }
    }
    return false;
  }

  /// Returns the features of an item, null if they are not kept.
  @Nullable IndexedFeatures findArticle(String item) {
    for (IndexedFeatures print : articles) {
      if (print.article.item().equals(item)) {
        return print;
      }
    }
    return null;
  }

  /// Returns whether an item is close enough in time to join. Items may arrive late and in any
  /// order.
  ///
  /// @param seen when the item could first be read, in seconds since the epoch
  /// @param itsDate date of the item in seconds since the epoch; all items of a first poll have one
  ///     `seen`
  boolean isTimely(long seen, long itsDate) {
    return seen <= lastSeen + SINCE_LAST
        && seen <= founderSeen + SINCE_FOUNDER
        && seen >= founderSeen - SINCE_LAST
        && Math.abs(itsDate - founderDate) <= SINCE_FOUNDER;
  }

  boolean isTimely(ArticleFeatures print) {
    return isTimely(print.seen().getEpochSecond(), print.effectiveDate().getEpochSecond());
  }

  /// Returns whether nothing seen from `now` on may join.
  boolean isExpired(Instant now) {
    return lastSeen + SINCE_LAST < now.getEpochSecond()
        || founderSeen + SINCE_FOUNDER < now.getEpochSecond();
  }

  /// Returns the distinct features of all members.
  Set<FeaturePostings> features() {
    Set<FeaturePostings> all = new LinkedHashSet<>();
    articles.forEach(print -> all.addAll(Arrays.asList(print.features)));
    return all;
  }
}
