package org.vigie.analysis.story;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A posting list: a feature and the stories of the window that contain it, in the order of their
/// last update.
final class FeaturePostings {
  /// Length of `@RU` in UTF-16 units.
  private static final int COUNTRY_LENGTH = 3;

  /// Assumed number of texts with the feature before the window, out of the assumed number of texts
  /// of [StoryWindow].
  private final double assumedCount;

  /// Natural logarithm of the number of texts with the feature, assumed and in the window.
  private double logFrequency;

  /// Number of excerpts of the stories of the window that contain the feature.
  private int articleCount;

  final String name;
  private final List<StoryEntry> entries = new ArrayList<>(1);

  /// Set while one article is compared: the number of the comparison, whether the feature is in the
  /// headline of that article, and whether it is a name there.
  long comparison;

  boolean inComparedTitle;
  boolean inComparedStep;

  boolean isComparedTitleName;

  /// Set while the candidates of one article are counted: the number of the comparison, the number
  /// of candidates with the feature, and the last one of them.
  private long counting;

  private int candidates;
  private @Nullable StoryEntry lastCandidate;

  FeaturePostings(String name, double guess) {
    this.name = name;
    this.assumedCount = guess;
    logFrequency = Math.log(guess);
  }

  /// Counts a story that has the feature in one comparison or both.
  void countCandidate(long mark, StoryEntry candidate) {
    if (counting != mark) {
      counting = mark;
      candidates = 0;
      lastCandidate = null;
    }
    if (lastCandidate != candidate) {
      lastCandidate = candidate;
      candidates++;
    }
  }

  int candidateCount(long mark) {
    return counting == mark ? candidates : 0;
  }

  boolean isPlace() {
    return name.charAt(0) == '@';
  }

  /// France is in every other headline and says little about where something happened.
  boolean isForeign() {
    return isPlace() && !name.equals("@FR");
  }

  /// Countries have codes of two letters; organisations and movements have longer names.
  boolean isCountry() {
    return isPlace() && name.length() == COUNTRY_LENGTH;
  }

  boolean isEventType() {
    return name.charAt(0) == '=';
  }

  double logFrequency() {
    return logFrequency;
  }

  int storyCount() {
    return entries.size();
  }

  /// Returns the i-th newest entry.
  StoryEntry newestEntry(int i) {
    return entries.get(entries.size() - 1 - i);
  }

  /// Adds an entry that is newer than all others.
  void append(StoryEntry entry) {
    entries.add(entry);
  }

  /// Counts an excerpt that contains the feature. All excerpts of a story count, so that a name
  /// that only one story has, but in each of its articles, is not taken for rare.
  void addArticle() {
    articleCount++;
    logFrequency = Math.log(assumedCount + articleCount);
  }

  void removeArticle() {
    articleCount--;
    logFrequency = Math.log(assumedCount + articleCount);
  }

  /// Removes an entry, found by its order.
  void remove(StoryEntry entry) {
    int at = Collections.binarySearch(entries, entry, Comparator.comparingLong(StoryEntry::order));
    if (at >= 0) {
      entries.remove(at);
    }
  }
}
