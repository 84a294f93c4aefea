package org.vigie.notifier;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The result of one attempt to send.
public sealed interface Outcome {
  /// The receiver accepted the alert.
  record Arrived() implements Outcome {}

  /// The attempt failed, and another one may succeed.
  ///
  /// @param problem the reason, for people, without secrets
  /// @param after how long the receiver asks to wait; null if it does not say
  record TryAgain(String problem, @Nullable Duration after) implements Outcome {}

  /// Nothing was sent, because something on this side must be fixed first, such as a secret that is
  /// not configured. The delivery is attempted again like the others, and the destination does not
  /// count as failing.
  ///
  /// @param problem what to fix, for people, without secrets
  record NotSent(String problem) implements Outcome {}

  /// The attempt failed, and no other one can succeed.
  ///
  /// @param problem the reason, for people, without secrets
  record GivenUp(String problem) implements Outcome {}
}
