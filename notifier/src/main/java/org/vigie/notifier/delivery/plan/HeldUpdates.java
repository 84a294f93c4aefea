package org.vigie.notifier.delivery.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Alert.Development;
import org.vigie.model.Alert.Findings;
import org.vigie.model.Alert.Revision;
import org.vigie.model.Alert.UpdateReason;
import org.vigie.model.PhaseMatch;
import org.vigie.model.TextTruncation;
import org.vigie.model.TopicMatch;

/// Held updates and corrections of a told story that ends as found. Merges them into one update.
final class HeldUpdates {
  private final List<Alert> held;
  private final Alert first;
  private final Alert last;
  private final boolean headlineChanged;

  private final Set<UpdateReason> reasons = new LinkedHashSet<>();
  private final Set<Development> developments = new LinkedHashSet<>();
  private final Map<String, TopicMatch> topics = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> labels = new TreeMap<>();

  /// @param held at least two, of which the last is an update
  HeldUpdates(List<Alert> held) {
    this.held = held;
    first = held.getFirst();
    last = held.getLast();
    headlineChanged = !Objects.equals(first.previousHeadline(), headlineToCompare(last));
    last.topics().forEach(match -> topics.put(match.topic(), match));
    labels.putAll(last.findings().topicLabels());
  }

  /// The title as the next alert would name it as the previous headline.
  private static @Nullable String headlineToCompare(Alert alert) {
    return alert.title().isBlank()
        ? null
        : TextTruncation.truncate(alert.title(), Alert.MAX_HEADLINE_LENGTH);
  }

  /// Returns the update; empty if none of the reasons still holds.
  Optional<Alert> merge() {
    for (int i = 0; i < held.size(); i++) {
      for (UpdateReason reason : held.get(i).changed()) {
        add(reason, i);
      }
    }
    return reasons.isEmpty() ? Optional.empty() : Optional.of(createUpdate());
  }

  private void add(UpdateReason reason, int index) {
    switch (reason) {
      case OUTLETS -> reasons.add(reason);
      case TOPICS -> addTopics(index);
      case NUMBERS, HEADLINE -> addIf(headlineChanged, reason);
      case NEWS -> addIf(!isLostAfter(index) || last.form().isReport(), reason);
      case DEVELOPMENT -> addDevelopments(index);
      case MATCH -> addMatch(index);
    }
  }

  private void addIf(boolean holds, UpdateReason reason) {
    if (holds) {
      reasons.add(reason);
    }
  }

  /// Which of its topics was new, the alert does not say: all that still hold are named.
  private void addTopics(int index) {
    Alert update = held.get(index);
    for (TopicMatch match : update.topics()) {
      if (isStillFound(match.topic(), index)) {
        reasons.add(UpdateReason.TOPICS);
        addTopic(update, match);
      }
    }
  }

  /// Adds a topic that the article of the last alert lacks; evidence would point into its text.
  private void addTopic(Alert update, TopicMatch match) {
    if (topics.containsKey(match.topic())) {
      return;
    }
    PhaseMatch phase = match.phase();
    topics.put(
        match.topic(),
        new TopicMatch(
            match.topic(),
            match.score(),
            List.of(),
            phase == null ? null : new PhaseMatch(phase.id(), phase.label(), List.of())));
    labels.put(
        match.topic(), update.findings().topicLabels().getOrDefault(match.topic(), Map.of()));
  }

  private void addDevelopments(int index) {
    for (Development development : held.get(index).developments()) {
      if (stillHolds(development, index)) {
        reasons.add(UpdateReason.DEVELOPMENT);
        developments.add(development);
      }
    }
  }

  private boolean stillHolds(Development development, int index) {
    return switch (development.kind()) {
      case PHASE, SCORE -> isStillFound(development.of(), index);
      case COUNTRY -> !isLostAfter(index) || last.countries().contains(development.of());
    };
  }

  /// A match after a correction is news only to those who were told of the correction. To others
  /// it stands for whatever the article brings, since such an update gives no other reason.
  private void addMatch(int index) {
    if (index == 0 || held.get(index - 1).kind() != Alert.Kind.CORRECTION) {
      reasons.add(UpdateReason.MATCH);
      return;
    }
    Alert again = held.get(index);
    Set<String> known = findTopicsBefore(index);
    for (TopicMatch match : again.topics()) {
      if (!known.contains(match.topic()) && isStillFound(match.topic(), index)) {
        reasons.add(UpdateReason.TOPICS);
        addTopic(again, match);
      }
    }
    // Only the article that was told raises a correction of it.
    boolean toldArticle = first.kind() == Alert.Kind.CORRECTION && first.item().equals(last.item());
    addIf(toldArticle && headlineChanged, UpdateReason.HEADLINE);
  }

  /// The topics of all alerts before one that follows a correction, told or not: what a correction
  /// withdraws and what its article still has are all that were alerted.
  private Set<String> findTopicsBefore(int index) {
    Alert correction = held.get(index - 1);
    Set<String> before =
        correction.topics().stream().map(TopicMatch::topic).collect(Collectors.toSet());
    before.addAll(correction.withdrawnTopics());
    return before;
  }

  private boolean isLostAfter(int index) {
    return held.stream().skip(index + 1).anyMatch(alert -> alert.kind() == Alert.Kind.CORRECTION);
  }

  /// Returns whether a topic of an update is still one of the story: a correction withdraws it, and
  /// a later update brings it back.
  private boolean isStillFound(String topic, int index) {
    boolean found = true;
    for (Alert later : held.subList(index + 1, held.size())) {
      if (later.kind() == Alert.Kind.CORRECTION) {
        found = !later.withdrawnTopics().contains(topic);
      } else {
        found = found || later.topics().stream().anyMatch(match -> match.topic().equals(topic));
      }
    }
    return found;
  }

  private Alert createUpdate() {
    Findings findings = last.findings();
    return new Alert(
        last.id(),
        new Revision(
            Alert.Kind.UPDATE,
            last.seq(),
            List.copyOf(reasons),
            first.previousHeadline(),
            List.of(),
            List.copyOf(developments)),
        last.recipient(),
        last.coverage(),
        last.source(),
        new Findings(
            new ArrayList<>(topics.values()),
            labels,
            findings.query(),
            findings.countries(),
            findings.codes(),
            findings.packs(),
            findings.form()),
        last.timeline());
  }
}
