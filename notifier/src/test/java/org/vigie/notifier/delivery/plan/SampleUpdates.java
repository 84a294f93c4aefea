package org.vigie.notifier.delivery.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Alert.Development;
import org.vigie.model.Alert.UpdateReason;
import org.vigie.model.ArticleForm;
import org.vigie.model.Evidence;
import org.vigie.model.TopicMatch;
import org.vigie.testkit.SampleAlerts;

/// Builds the alerts of a story that follow one another. By default they come from article `a`,
/// whose topic is `summit` and whose headline is that of the alert before.
final class SampleUpdates {
  private final Alert.Kind kind;
  private final List<UpdateReason> changed;
  private final List<String> withdrawn;
  private List<Development> developments = List.of();
  private String item = "a";
  private @Nullable String title;
  private List<String> topics = List.of("summit");
  private List<String> countries = List.of();
  private ArticleForm form = ArticleForm.NEWS;

  private SampleUpdates(Alert.Kind kind, List<UpdateReason> changed, List<String> withdrawn) {
    this.kind = kind;
    this.changed = changed;
    this.withdrawn = withdrawn;
  }

  static SampleUpdates first() {
    return new SampleUpdates(Alert.Kind.NEW, List.of(), List.of());
  }

  static SampleUpdates update(UpdateReason... changed) {
    return new SampleUpdates(Alert.Kind.UPDATE, List.of(changed), List.of());
  }

  /// Its article has no topic left.
  static SampleUpdates correction(String... withdrawn) {
    return new SampleUpdates(Alert.Kind.CORRECTION, List.of(), List.of(withdrawn)).topics();
  }

  SampleUpdates developments(Development... others) {
    developments = List.of(others);
    return this;
  }

  SampleUpdates item(String other) {
    item = other;
    return this;
  }

  SampleUpdates title(String other) {
    title = other;
    return this;
  }

  SampleUpdates topics(String... others) {
    topics = List.of(others);
    return this;
  }

  SampleUpdates countries(String... others) {
    countries = List.of(others);
    return this;
  }

  SampleUpdates form(ArticleForm other) {
    form = other;
    return this;
  }

  /// Builds them one after another: from 2 on if the first alert was told.
  ///
  /// @param told the headline before them
  static List<Alert> number(String told, SampleUpdates... following) {
    List<Alert> alerts = new ArrayList<>();
    String headline = told;
    int seq = following[0].kind == Alert.Kind.NEW ? 1 : 2;
    for (SampleUpdates update : following) {
      Alert alert = update.build(seq++, headline);
      headline = alert.title();
      alerts.add(alert);
    }
    return alerts;
  }

  private Alert build(int seq, String before) {
    Alert alert =
        SampleAlerts.alert()
            .item(item)
            .title(title == null ? before : title)
            .findings(
                new Alert.Findings(
                    topics.stream().map(SampleUpdates::match).toList(),
                    topics.stream()
                        .collect(Collectors.toMap(topic -> topic, topic -> Map.of("en", topic))),
                    null,
                    countries,
                    List.of(),
                    "",
                    form))
            .build();
    return new Alert(
        alert.id(),
        new Alert.Revision(
            kind, seq, changed, kind == Alert.Kind.NEW ? null : before, withdrawn, developments),
        alert.recipient(),
        alert.coverage(),
        alert.source(),
        alert.findings(),
        alert.timeline());
  }

  private static TopicMatch match(String topic) {
    return new TopicMatch(topic, 1, List.of(new Evidence("title", 0, 1, "S", topic, 1)));
  }
}
