package org.vigie.console.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Subscription;

/// Sends trial messages, so that a person sees whether a channel works before news depends on it.
@FunctionalInterface
public interface ChannelTrials {
  /// Sends a message that is marked as a trial by every channel of a subscription, and waits for
  /// what comes of it.
  ///
  /// @return one result for each channel, in their order
  List<TrialResult> send(Subscription subscription);

  /// What came of the trial of a channel.
  ///
  /// @param channel its name
  /// @param kind its kind
  /// @param result `arrived`, `failed`, `not sent` or `refused`
  /// @param problem why it did not arrive; null if it did
  record TrialResult(String channel, String kind, String result, @Nullable String problem) {}
}
