package org.vigie.streams;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The health of the live application.
///
/// @param ready true if its tasks are assigned and running
/// @param state the state as named by Kafka Streams
/// @param tasks the number of tasks running in this instance
/// @param cause why a thread last died; null if none has
/// @param disabledSubscriptions the reason for each subscription that is disabled, by key or id
public record StreamsHealth(
    boolean ready,
    String state,
    int tasks,
    @Nullable String cause,
    Map<String, String> disabledSubscriptions) {
  /// True if the application has stopped permanently; an operator must look at the cause.
  public boolean isFailed() {
    return state.equals("ERROR");
  }

  /// @throws IllegalStateException with the cause, if the application has stopped permanently
  public void throwIfFailed() {
    if (isFailed()) {
      throw new IllegalStateException("the streams have failed: " + cause);
    }
  }

  /// Copies the map.
  public StreamsHealth {
    disabledSubscriptions = Map.copyOf(disabledSubscriptions);
  }
}
