package org.vigie.analysis.story;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// A feature and the stories of the window that have it, in the order in which they were told last.
final class Feature {
  /// UTF-16 units of `@RU`.
  private static final int COUNTRY = 3;

  /// In how many texts it would have been met before the window, had they been as many as the
  /// guess is worth.
  private final double guess;

  /// Natural logarithm of how often it was met, by guess and in the window.
  private double met;

  final String name;
  private final List<StoryEntry> entries = new ArrayList<>(1);

  /// Set while one print is compared: which print, its weight there, and whether it is its
  /// headline's.
  long mark;

  boolean inTitle;

  boolean titleName;

  Feature(String name, double guess) {
    this.name = name;
    this.guess = guess;
    met = Math.log(guess);
  }

  boolean isPlace() {
    return name.charAt(0) == '@';
  }

  /// Home stands in every other headline, and says little of where something happened.
  boolean isForeign() {
    return isPlace() && !name.equals("@FR");
  }

  /// Countries go by their code, bodies and movements by longer names.
  boolean isCountry() {
    return isPlace() && name.length() == COUNTRY;
  }

  boolean isHappening() {
    return name.charAt(0) == '=';
  }

  double met() {
    return met;
  }

  int stories() {
    return entries.size();
  }

  /// The i-th newest.
  StoryEntry newest(int i) {
    return entries.get(entries.size() - 1 - i);
  }

  /// Takes in the entry that was told last of all.
  void append(StoryEntry entry) {
    entries.add(entry);
    met = Math.log(guess + entries.size());
  }

  /// Drops an entry, found by its order.
  void remove(StoryEntry entry) {
    int at = Collections.binarySearch(entries, entry, Comparator.comparingLong(StoryEntry::order));
    if (at >= 0) {
      entries.remove(at);
      met = Math.log(guess + entries.size());
    }
  }
}
