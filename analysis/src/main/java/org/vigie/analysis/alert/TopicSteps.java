package org.vigie.analysis.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Classification;
import org.vigie.model.CountryMatch;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TopicMatch;

/// What the alerts of the last days have told a subscription about one topic. Written as JSON to a
/// state store.
///
/// @param steps in the order of their alerts, the last [#MAX_STEPS]
public record TopicSteps(List<ToldStep> steps) {
  /// How long a step is kept; no pack can ask for more.
  public static final Duration RETENTION = Duration.ofDays(7);

  /// How many steps are kept.
  static final int MAX_STEPS = 50;

  static final TopicSteps NONE = new TopicSteps(List.of());

  /// Copies the list.
  public TopicSteps {
    steps = steps == null ? List.of() : List.copyOf(steps);
  }

  /// What one alert has told.
  ///
  /// @param story id of its story
  /// @param decided when
  /// @param news whether it was news or a live page
  /// @param countries ISO codes
  /// @param phase id of the phase of the topic, null if none
  /// @param score score of the topic
  public record ToldStep(
      String story,
      Instant decided,
      boolean news,
      List<String> countries,
      @Nullable String phase,
      double score) {
    /// Copies the list.
    public ToldStep {
      countries = countries == null ? List.of() : List.copyOf(countries);
    }
  }

  /// Returns whether all steps are older than the retention period.
  public boolean isExpired(Instant now) {
    return steps.stream().allMatch(step -> step.decided.isBefore(now.minus(RETENTION)));
  }

  /// Returns a copy with what an alert tells about the topic.
  TopicSteps withAlert(Alert alert, TopicMatch topic) {
    Instant decided = alert.timeline().decided();
    List<ToldStep> kept = new ArrayList<>(steps);
    kept.removeIf(step -> step.decided.isBefore(decided.minus(RETENTION)));
    kept.add(
        new ToldStep(
            alert.story(),
            decided,
            alert.form().isReport(),
            alert.countries(),
            findPhase(topic),
            topic.score()));
    return new TopicSteps(kept.subList(Math.max(0, kept.size() - MAX_STEPS), kept.size()));
  }

  /// Returns a copy without what the alerts of a story have told.
  TopicSteps withoutStory(String story) {
    return new TopicSteps(steps.stream().filter(step -> !step.story.equals(story)).toList());
  }

  private static @Nullable String findPhase(TopicMatch topic) {
    PhaseMatch phase = topic.phase();
    return phase == null ? null : phase.id();
  }

  /// Returns whether the alerts of one story have told the phase of the text, if it has one, all
  /// its countries, and the topic about as clearly. A text without a country is no repeat, nor is
  /// news of what only an opinion or the like has told. An alert without a phase silences no text
  /// with one: who was told of talks has not been told of the agreement.
  ///
  /// @param topic the match of this topic
  /// @param since earlier steps do not count
  boolean isRepeat(TopicMatch topic, Classification findings, Instant since) {
    List<String> countries = findings.countries().stream().map(CountryMatch::code).toList();
    if (countries.isEmpty()) {
      return false;
    }
    boolean news = findings.form().form().isReport();
    Map<String, List<ToldStep>> byStory =
        steps.stream()
            .filter(step -> step.decided.isAfter(since) && (step.news || !news))
            .collect(Collectors.groupingBy(ToldStep::story));
    return byStory.values().stream().anyMatch(told -> hasTold(told, topic, countries));
  }

  private static boolean hasTold(List<ToldStep> told, TopicMatch topic, List<String> countries) {
    String phase = findPhase(topic);
    return (phase == null || told.stream().anyMatch(step -> phase.equals(step.phase)))
        && told.stream().flatMap(step -> step.countries.stream()).toList().containsAll(countries)
        && topic.score()
            < ToldFacts.FAR_HIGHER * told.stream().mapToDouble(ToldStep::score).max().orElse(0);
  }
}
