package org.vigie.analysis.alert;

import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;

/// What a match means to one pair of story and subscription.
public sealed interface Verdict {
  /// The subscriber is to be told.
  ///
  /// @param flaw why the alert lacks the evidence of its query, null where it lacks none
  record Raised(Alert alert, @Nullable String flaw) implements Verdict {}

  /// Nothing is to be said, for this reason.
  record Silent(Reason reason) implements Verdict {}

  /// Why nothing is said.
  enum Reason {
    /// The version before matched as well.
    KEPT("kept"),
    /// The item no longer matches, but its subscriber was never told that it did.
    NEVER_ALERTED("never-alerted"),
    /// The subscriber has been told exactly this.
    ALREADY_SAID("already-said"),
    /// The subscription is paused or removed.
    SUBSCRIPTION_OFF("subscription-off");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /// The word used in counters.
    @Override
    public String toString() {
      return word;
    }
  }
}
