package org.vigie.analysis.story;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the story of the window that an article belongs to: the story with the same link, else
/// with the same headline, else the most similar one if it exceeds the threshold. Not thread-safe.
final class Joining {
  /// Weight of the more similar one of a story's founder and newest member; the other has the rest.
  private static final double LIKER = 0.75;

  /// Minimum number of words of a headline that may identify a reprint; shorter ones may be the
  /// constant title of a series.
  private static final int TELLING_WORDS = 4;

  private final StoryWindow window;

  Joining(StoryWindow window) {
    this.window = window;
  }

  /// Returns the story that the article joins, null if it founds one.
  @Nullable StoryEntry story(Fingerprint print) {
    StoryEntry copy = copied(print);
    return copy != null ? copy : alike(print);
  }

  private @Nullable StoryEntry copied(Fingerprint print) {
    StoryEntry linked = window.withLink(print.print.link());
    if (linked != null && linked.isTimely(print.print)) {
      return linked;
    }
    StoryEntry titled = window.withTitle(print.print.title());
    boolean copy =
        titled != null
            && titled.isTimely(print.print)
            && print.print.kind() != Print.Kind.DIGEST
            && words(print.print.title()) >= TELLING_WORDS
            && titled.prints.stream().anyMatch(other -> isReprint(print.print, other.print));
    return copy ? titled : null;
  }

  private static int words(String title) {
    return title.split(" ").length;
  }

  /// The same headline in another outlet is a reprint; in the same outlet it may be a series.
  static boolean isReprint(Print print, Print other) {
    return print.title().equals(other.title()) && !print.outlet().equals(other.outlet());
  }

  private @Nullable StoryEntry alike(Fingerprint print) {
    if (print.print.kind() == Print.Kind.DIGEST) {
      return null;
    }
    StoryWindow.Comparison comparison = window.comparison(print);
    Crowd crowd = new Crowd();
    StoryEntry best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (StoryEntry entry : window.candidates(print)) {
      double strength = strength(comparison, print, entry);
      crowd.add(strength);
      if (strength > most) {
        best = entry;
        most = strength;
      }
    }
    return most > crowd.enough() ? best : null;
  }

  /// Computes the similarity to the founder and the newest member of a story. The founder defines
  /// the subject of the story: comparing with the newest member alone would let the story drift
  /// with every join. Members between the two are compared by ordinals only, since one of them may
  /// be the only member that states an ordinal.
  private static double strength(
      StoryWindow.Comparison comparison, Fingerprint print, StoryEntry entry) {
    for (Fingerprint member : entry.prints) {
      if (Veto.byOrdinals(print.print, member.print)) {
        return Double.NEGATIVE_INFINITY;
      }
    }
    double founder = strength(comparison, print, entry.founder());
    double newest =
        entry.prints.size() == 1 ? founder : strength(comparison, print, entry.newest());
    return LIKER * Math.max(founder, newest) + (1 - LIKER) * Math.min(founder, newest);
  }

  private static double strength(
      StoryWindow.Comparison comparison, Fingerprint print, Fingerprint member) {
    return member.print.kind() == Print.Kind.DIGEST || Veto.byForm(print.print, member.print)
        ? Double.NEGATIVE_INFINITY
        : comparison.with(member).strength();
  }

  /// Within this interval, an outlet that repeats a headline repeats an article; a series appears
  /// daily.
  private static final Duration SERIES = Duration.ofHours(18);

  /// Minimum number of equal words at the end of two headlines of one template, and maximum number
  /// of words before them; the first word must be equal as well.
  private static final int FORM_TAIL = 2;

  private static final int FORM_HEAD = 5;

  /// Rules that keep two articles apart whatever their similarity.
  private static final class Veto {
    /// Different ordinals of one noun: `13e paquet` and `12e paquet`.
    static boolean byOrdinals(Print one, Print other) {
      Map<String, Set<String>> others = other.facts().ordinals();
      for (Map.Entry<String, Set<String>> row : one.facts().ordinals().entrySet()) {
        Set<String> values = others.get(row.getKey());
        if (values != null && values.stream().noneMatch(row.getValue()::contains)) {
          return true;
        }
      }
      return false;
    }

    /// Headlines of one outlet that follow one template.
    static boolean byForm(Print one, Print other) {
      return one.outlet().equals(other.outlet())
          && (isSeries(one, other) || isFilledIn(one, other) || isDaily(one, other));
    }

    /// A series with a constant title: one outlet, one headline, further apart than a repetition.
    private static boolean isSeries(Print one, Print other) {
      return one.title().equals(other.title())
          && !one.item().equals(other.item())
          && Duration.between(one.dated(), other.dated()).abs().compareTo(SERIES) > 0;
    }

    /// A template with different names: `Défilé - Aelis - Couture`, `Défilé - Ashi - Couture`.
    private static boolean isFilledIn(Print one, Print other) {
      if (one.title().equals(other.title())) {
        return false;
      }
      String[] words = one.title().split(" ");
      String[] others = other.title().split(" ");
      int shorter = Math.min(words.length, others.length);
      int tail = 0;
      while (tail < shorter
          && words[words.length - 1 - tail].equals(others[others.length - 1 - tail])) {
        tail++;
      }
      return words[0].equals(others[0])
          && tail >= FORM_TAIL
          && Math.max(words.length, others.length) - tail <= FORM_HEAD;
    }

    /// A daily headline with a date: `Le journal du mercredi 24 janvier`.
    private static boolean isDaily(Print one, Print other) {
      Set<String> days = one.facts().days();
      Set<String> others = other.facts().days();
      return !days.isEmpty()
          && !others.isEmpty()
          && days.stream().noneMatch(others::contains)
          && Duration.between(one.dated(), other.dated()).abs().compareTo(SERIES) > 0;
    }
  }
}
