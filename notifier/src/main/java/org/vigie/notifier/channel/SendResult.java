package org.vigie.notifier.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The result of one attempt to send.
public sealed interface SendResult {
  /// The receiver accepted the message.
  ///
  /// @param receipt by which the receiver knows the message, so that a later one can replace it;
  ///     null if it gives none
  record Delivered(@Nullable String receipt) implements SendResult {
    /// Without a receipt.
    public Delivered() {
      this(null);
    }
  }

  /// The attempt failed, and another one may succeed.
  ///
  /// @param problem the reason, for people, without secrets
  /// @param retryAfter how long the receiver asks to wait; null if it does not say
  record TemporaryFailure(String problem, @Nullable Duration retryAfter) implements SendResult {}

  /// Nothing was sent, because something on this side must be fixed first, such as a secret that is
  /// not configured. The delivery is attempted again like the others, and the destination does not
  /// count as failing.
  ///
  /// @param problem what to fix, for people, without secrets
  record NotSent(String problem) implements SendResult {}

  /// The attempt failed, and no other one can succeed.
  ///
  /// @param problem the reason, for people, without secrets
  record PermanentFailure(String problem) implements SendResult {}
}
