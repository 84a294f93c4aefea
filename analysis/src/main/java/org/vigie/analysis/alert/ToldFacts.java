package org.vigie.analysis.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Alert.Development;
import org.vigie.model.Classification;
import org.vigie.model.CountryMatch;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;

/// What the alerts of a pair of story and subscription have told so far.
///
/// @param news whether one of them was raised by news or a live page
/// @param phases the phases of their topics, as `topic/phase`
/// @param countries ISO codes of their countries
/// @param score the highest score of a topic
record ToldFacts(boolean news, List<String> phases, List<String> countries, double score) {
  /// How many times the highest score so far a score must be to be far higher.
  static final double FAR_HIGHER = 2;

  ToldFacts {
    phases = List.copyOf(phases);
    countries = List.copyOf(countries);
  }

  /// Adds what an alert tells.
  ///
  /// @param before the pair before the alert, null if there was none
  static ToldFacts add(@Nullable AlertedPair before, Alert alert) {
    ToldFacts known = before == null ? null : before.told();
    TreeSet<String> phases = new TreeSet<>(known == null ? List.of() : known.phases);
    TreeSet<String> countries = new TreeSet<>(known == null ? List.of() : known.countries);
    double score = known == null ? 0 : known.score;
    for (TopicMatch match : alert.topics()) {
      PhaseMatch phase = match.phase();
      if (phase != null) {
        phases.add(key(match.topic(), phase));
      }
      score = Math.max(score, match.score());
    }
    countries.addAll(alert.countries());
    // Of a pair of an older release nobody knows what its alerts were: it gets no first news.
    boolean news = before != null && !before.isHeld() && (known == null || known.news);
    return new ToldFacts(
        news || alert.form().isReport(), List.copyOf(phases), List.copyOf(countries), score);
  }

  private static String key(String topic, PhaseMatch phase) {
    return topic + "/" + phase.id();
  }

  /// Returns the phases that topics add.
  List<Development> findPhases(List<TopicMatch> topics) {
    List<Development> found = new ArrayList<>();
    for (TopicMatch match : topics) {
      PhaseMatch phase = match.phase();
      if (phase != null && !phases.contains(key(match.topic(), phase))) {
        found.add(new Development(Development.DevelopmentKind.PHASE, match.topic(), phase.label()));
      }
    }
    return found;
  }

  /// Returns whether an alert told a phase of a topic.
  boolean hasPhaseOf(String topic) {
    return phases.stream().anyMatch(told -> told.startsWith(topic + "/"));
  }

  /// Returns the countries and the far higher scores that findings add.
  List<Development> findCountriesAndScores(Classification findings) {
    List<Development> found = new ArrayList<>();
    for (CountryMatch country : findings.countries()) {
      if (!countries.contains(country.code())) {
        found.add(
            new Development(
                Development.DevelopmentKind.COUNTRY, country.code(), nameCountry(country.code())));
      }
    }
    for (TopicMatch match : findings.topics()) {
      if (score > 0 && match.score() >= FAR_HIGHER * score) {
        found.add(new Development(Development.DevelopmentKind.SCORE, match.topic(), Map.of()));
      }
    }
    return found;
  }

  private static Map<String, String> nameCountry(String code) {
    Locale country = Locale.of("", code);
    return Map.of(
        "fr", country.getDisplayCountry(Locale.FRENCH),
        "en", country.getDisplayCountry(Locale.ENGLISH));
  }
}
