package org.vigie.notifier.render;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.vigie.model.Alert;
import org.vigie.model.Alert.Development;

/// Says what alerts of one story have changed, as a whole: `mise à jour 3 : médias, chiffres`.
///
/// @param alerts oldest first
/// @param writer names topics
record ChangeText(List<Alert> alerts, StoryWriter writer) {
  /// What has changed since the last alert that was told before these; empty if there was none, as
  /// the story is new to the reader then.
  String describe() {
    Alert last = alerts.getLast();
    boolean isNew = alerts.getFirst().kind() == Alert.Kind.NEW;
    if (last.kind() == Alert.Kind.NEW || (isNew && last.kind() == Alert.Kind.UPDATE)) {
      return "";
    }
    Set<String> changes = new LinkedHashSet<>();
    if (last.kind() == Alert.Kind.CORRECTION) {
      changes.add(describeWithdrawn(last));
    } else {
      alerts.forEach(alert -> describeUpdate(alert).forEach(changes::add));
    }
    String kind = phrases().kind(last.kind(), last.seq());
    return changes.isEmpty() ? kind : kind + phrases().colon() + String.join(", ", changes);
  }

  private Phrases phrases() {
    return writer.phrases();
  }

  private String describeWithdrawn(Alert alert) {
    return phrases()
        .withdrawn(
            alert.withdrawnTopics().stream().map(topic -> writer.nameTopic(alert, topic)).toList());
  }

  private Stream<String> describeUpdate(Alert alert) {
    return alert.changed().stream()
        .flatMap(
            reason ->
                reason == Alert.UpdateReason.DEVELOPMENT && !alert.developments().isEmpty()
                    ? alert.developments().stream().map(this::describe)
                    : Stream.of(phrases().reason(reason)));
  }

  private String describe(Development development) {
    String name = StoryWriter.clean(development.findName(writer.language()));
    return switch (development.kind()) {
      case PHASE -> name;
      case COUNTRY -> phrases().newCountry(name);
      case SCORE -> phrases().strongerMatch();
    };
  }
}
