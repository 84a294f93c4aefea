package org.vigie.analysis.alert;

import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;

/// What a match means to one pair of story and subscription.
public sealed interface Verdict {
  /// The subscriber is to be told.
  ///
  /// @param flaw why the alert lacks the evidence of its query, null where it lacks none
  record Raised(Alert alert, @Nullable String flaw) implements Verdict {}

  /// Nothing is to be said yet: too few outlets tell the story.
  ///
  /// @param pair what to remember, so that a later edit of the item may raise the alert
  record Held(AlertedPair pair) implements Verdict {
    /// The word used in counters.
    public static final String WORD = "held";
  }

  /// Nothing is to be said, for this reason.
  record Silent(Reason reason) implements Verdict {}

  /// Why nothing is said.
  enum Reason {
    /// The version before matched as well, and nobody was to be told then.
    KEPT("kept"),
    /// The subscriber knows the story, and nothing that its rule asks for has changed.
    NOTHING_NEW("nothing-new"),
    /// The subscriber wants to hear no more of the story.
    MUTED("muted"),
    /// The item no longer matches, but it is not what its subscriber was told of last.
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
