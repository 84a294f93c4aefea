package org.vigie.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which alerts are urgent: those of some topics, and those of stories that many outlets report.
///
/// @param topics ids of topics; an alert of one of them is urgent
/// @param outlets an alert whose story so many outlets report is urgent, at least 2; counted as
///     independent sources, as in [NotificationRule]; null for no such number
public record Urgency(List<String> topics, @Nullable Integer outlets) {
  /// Nothing is urgent.
  public static final Urgency NONE = new Urgency(List.of(), null);

  /// Rejects a number of outlets below 2, which would make every alert urgent.
  public Urgency {
    topics = Checks.copyTexts("topics", topics, Checks.MAX_NAME);
    if (outlets != null && (outlets < 2 || outlets > 100)) {
      throw new IllegalArgumentException(
          "urgent from " + outlets + " outlets on: must be within 2 and 100 (outlets)");
    }
  }

  /// Returns whether the alert is urgent. A correction is so if its topics or those that it
  /// withdraws are.
  public boolean includes(Alert alert) {
    return (outlets != null && alert.coverage().sources() >= outlets)
        || alert.topics().stream().anyMatch(match -> topics.contains(match.topic()))
        || alert.withdrawnTopics().stream().anyMatch(topics::contains);
  }
}
