package org.vigie.notifier;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of one attempt to send.
public sealed interface Outcome {
  /// It arrived.
  record Arrived() implements Outcome {}

  /// It did not, and may if tried again.
  ///
  /// @param problem why, in words for people, without secrets
  /// @param after how long the receiver asks us to wait, null where it does not say
  record TryAgain(String problem, @Nullable Duration after) implements Outcome {}

  /// Nothing went out, because something on our side must be mended first, such as a secret that is
  /// not configured. Tried again like the others, and nothing is held against the address.
  ///
  /// @param problem what to mend, in words for people, without secrets
  record NotSent(String problem) implements Outcome {}

  /// It did not and never will.
  ///
  /// @param problem why, in words for people, without secrets
  record GivenUp(String problem) implements Outcome {}
}
