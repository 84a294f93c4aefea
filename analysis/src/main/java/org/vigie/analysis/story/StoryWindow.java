package org.vigie.analysis.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stories that an item may still join, indexed by their features. Answers depend only on the
/// traces and their order, so that a refilled window gives the same answers. Not thread-safe.
///
/// A query looks up the [#ASKED] rarest features of the item, reads the [#POSTINGS] newest stories
/// of each, and compares [#COMPARED] stories by two articles each, whatever the size of the window.
final class StoryWindow {
  static final int ASKED = 24;
  static final int POSTINGS = 60;
  static final int COMPARED = 20;

  /// Maximum time between the last member of a story and a new one, by `seen`.
  static final Duration SINCE_LAST = Duration.ofHours(72);

  /// Maximum time between the founder of a story and a new member, by `seen`.
  static final Duration SINCE_FOUNDER = Duration.ofDays(7);

  /// Weight, in texts, of the table's frequency of a feature against the counts of the window.
  private static final double TRUST = 2000;

  /// Minimum weight of a feature, for one that every story has.
  private static final double LEAST = 0.1;

  private final Rarity rarity;
  private final Map<String, Feature> features = new HashMap<>();
  private final Map<String, StoryEntry> stories = new LinkedHashMap<>();
  private final Map<String, StoryEntry> byLink = new HashMap<>();
  private final Map<String, StoryEntry> byTitle = new HashMap<>();
  private final List<StoryEntry> met = new ArrayList<>();
  private long question;

  /// Natural logarithm of the number of texts that weights are computed from: the assumed texts and
  /// the stories of the window.
  private double texts = Math.log(TRUST);

  StoryWindow(Rarity rarity) {
    this.rarity = rarity;
  }

  int size() {
    return stories.size();
  }

  Fingerprint fingerprint(Print print) {
    Feature[] known =
        print.signs().stream()
            .map(
                sign -> {
                  Feature feature = features.get(sign.feature());
                  return feature == null
                      ? new Feature(sign.feature(), TRUST * rarity.share(sign.feature()))
                      : feature;
                })
            .toArray(Feature[]::new);
    return new Fingerprint(print, known);
  }

  /// Adds a story, or replaces it by its newer state.
  void put(String story, long order, List<Fingerprint> prints) {
    remove(story);
    prints.forEach(this::intern);
    StoryEntry entry = new StoryEntry(story, order, List.copyOf(prints));
    stories.put(story, entry);
    texts = Math.log(TRUST + stories.size());
    for (Feature feature : entry.features()) {
      feature.append(entry);
    }
    for (Fingerprint print : prints) {
      byTitle.put(print.print.title(), entry);
      if (print.print.link() != null) {
        byLink.put(print.print.link(), entry);
      }
    }
  }

  private void intern(Fingerprint print) {
    for (int i = 0; i < print.features.length; i++) {
      Feature feature = print.features[i];
      Feature known = features.putIfAbsent(feature.name, feature);
      print.features[i] = known == null ? feature : known;
    }
  }

  /// Removes a story if it is present.
  void remove(String story) {
    StoryEntry entry = stories.remove(story);
    if (entry == null) {
      return;
    }
    texts = Math.log(TRUST + stories.size());
    for (Feature feature : entry.features()) {
      feature.remove(entry);
      if (feature.stories() == 0) {
        features.remove(feature.name);
      }
    }
    for (Fingerprint print : entry.prints) {
      byTitle.remove(print.print.title(), entry);
      if (print.print.link() != null) {
        byLink.remove(print.print.link(), entry);
      }
    }
  }

  /// Returns the least recently updated story, null if the window is empty.
  @Nullable StoryEntry eldest() {
    return stories.isEmpty() ? null : stories.values().iterator().next();
  }

  @Nullable StoryEntry get(String story) {
    return stories.get(story);
  }

  @Nullable StoryEntry withLink(@Nullable String link) {
    return link == null ? null : byLink.get(link);
  }

  @Nullable StoryEntry withTitle(String title) {
    return byTitle.get(title);
  }

  /// Returns the stories that share the largest weight of rare features, best first.
  List<StoryEntry> candidates(Fingerprint print) {
    question++;
    List<Feature> rarest = new ArrayList<>(List.of(print.features));
    rarest.sort(Comparator.comparingDouble(this::weight).reversed());
    met.clear();
    long seen = print.print.seen().getEpochSecond();
    long dated = print.print.dated().getEpochSecond();
    for (Feature feature : rarest.subList(0, Math.min(ASKED, rarest.size()))) {
      double weight = weight(feature);
      for (int i = 0; i < Math.min(POSTINGS, feature.stories()); i++) {
        StoryEntry entry = feature.newest(i);
        if (entry.weighed != question) {
          entry.weighed = question;
          entry.votes = 0;
          if (entry.isTimely(seen, dated)) {
            met.add(entry);
          }
        }
        entry.votes += weight;
      }
    }
    return best();
  }

  /// Selects the best of the reached stories, best first. Avoids sorting, since there may be a
  /// thousand.
  private List<StoryEntry> best() {
    List<StoryEntry> best = new ArrayList<>(COMPARED + 1);
    for (StoryEntry entry : met) {
      int at = best.size();
      while (at > 0 && isBefore(entry, best.get(at - 1))) {
        at--;
      }
      if (at < COMPARED) {
        best.add(at, entry);
        if (best.size() > COMPARED) {
          best.removeLast();
        }
      }
    }
    return best;
  }

  private static boolean isBefore(StoryEntry one, StoryEntry other) {
    return one.votes > other.votes || (one.votes == other.votes && one.order() > other.order());
  }

  Comparison comparison(Fingerprint print) {
    return new Comparison(print);
  }

  /// Compares one article with others. Its features are marked once for all comparisons.
  final class Comparison {
    private final Fingerprint print;
    private final long mark;
    private double titleNorm;
    private double titleWeight;
    private final NameCount names = new NameCount();

    Comparison(Fingerprint print) {
      this.print = print;
      mark = ++question;
      for (int i = 0; i < print.features.length; i++) {
        Feature feature = print.features[i];
        feature.mark = mark;
        feature.inTitle = print.inTitle(i);
        feature.titleName = print.isTitleName(i);
        if (feature.inTitle) {
          double weight = weight(feature);
          titleNorm += weight * weight;
          titleWeight += weight;
        }
        if (feature.titleName) {
          names.add(feature);
        }
      }
    }

    /// Computes the similarity to another article.
    Likeness with(Fingerprint other) {
      double titleDot = 0;
      double otherTitleNorm = 0;
      double otherTitleWeight = 0;
      double said = 0;
      double otherSaid = 0;
      double rarest = 0;
      int happenings = 0;
      NameCount strange = new NameCount();
      NameCount known = new NameCount();
      boolean namesake = false;
      for (int i = 0; i < other.features.length; i++) {
        Feature feature = other.features[i];
        double weight = weight(feature);
        boolean title = other.inTitle(i);
        boolean titleName = other.isTitleName(i);
        otherTitleNorm += title ? weight * weight : 0;
        otherTitleWeight += title ? weight : 0;
        if (feature.mark != mark) {
          if (titleName) {
            strange.add(feature);
          }
          continue;
        }
        if (titleName || feature.titleName) {
          known.add(feature);
        }
        boolean inBoth = title && feature.inTitle;
        namesake |= inBoth && (titleName || feature.titleName);
        titleDot += inBoth ? weight * weight : 0;
        happenings += inBoth && feature.isHappening() ? 1 : 0;
        said += feature.inTitle ? weight : 0;
        otherSaid += title ? weight : 0;
        rarest = Math.max(rarest, weight);
      }
      return new Likeness(
          (ratio(said, titleWeight) + ratio(otherSaid, otherTitleWeight)) / 2,
          ratio(titleDot, Math.sqrt(titleNorm * otherTitleNorm)),
          rarest,
          happenings,
          NameCount.compared(names, strange, known, namesake),
          Math.abs(Duration.between(print.print.dated(), other.print.dated()).toMinutes()) / 60.0,
          print.print.outlet().equals(other.print.outlet()));
    }
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private double weight(Feature feature) {
    return Math.max(LEAST, texts - feature.met());
  }
}
