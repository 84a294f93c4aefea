package org.vigie.analysis.alert;

import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;

/// The decision on one match of a story and a subscription.
public sealed interface AlertDecision {
  /// An alert is raised.
  ///
  /// @param evidenceProblem why the alert lacks the evidence of its query, null if it lacks none
  record Raised(Alert alert, @Nullable String evidenceProblem) implements AlertDecision {}

  /// No alert yet: too few sources report the story.
  ///
  /// @param pair state to store, so that a later edit of the item can raise the alert
  record Held(AlertedPair pair) implements AlertDecision {
    /// The outcome label in metrics.
    public static final String WORD = "held";
  }

  /// No alert is raised.
  record Suppressed(SuppressionReason reason) implements AlertDecision {}

  /// The reason why no alert is raised.
  enum SuppressionReason {
    /// The earlier version matched as well and raised no alert.
    KEPT("kept"),
    /// The subscriber was alerted, and nothing has changed that the notification rule asks for.
    NOTHING_NEW("nothing-new"),
    /// The subscriber has muted the story.
    MUTED("muted"),
    /// The item no longer matches, but it did not raise the last alert.
    NEVER_ALERTED("never-alerted"),
    /// The last alert is of this item version, or already a correction.
    ALREADY_ALERTED("already-alerted"),
    /// The item is a live page that has alerted already, and only its headline has turned.
    LIVE_PAGE("live-page"),
    /// Another story has told the subscriber the same step of the same affair.
    REPEAT("repeat"),
    /// The subscription is removed.
    SUBSCRIPTION_OFF("subscription-off");

    private final String word;

    SuppressionReason(String word) {
      this.word = word;
    }

    /// The outcome label in metrics.
    @Override
    public String toString() {
      return word;
    }
  }
}
