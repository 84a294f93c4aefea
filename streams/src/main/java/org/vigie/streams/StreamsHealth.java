package org.vigie.streams;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the live application is.
///
/// @param ready true where its tasks are assigned and run
/// @param state in the words of Kafka Streams
/// @param tasks how many run here
/// @param cause why a thread died last, null where none has
/// @param disabledSubscriptions by key or id, those that take no part, and why
public record StreamsHealth(
    boolean ready,
    String state,
    int tasks,
    @Nullable String cause,
    Map<String, String> disabledSubscriptions) {
  /// True where it has stopped for good: an operator must look at the cause.
  public boolean failed() {
    return state.equals("ERROR");
  }

  /// Throws where it has stopped for good.
  ///
  /// @throws IllegalStateException with the cause
  public void throwFailure() {
    if (failed()) {
      throw new IllegalStateException("the streams have failed: " + cause);
    }
  }

  /// Copies the map.
  public StreamsHealth {
    disabledSubscriptions = Map.copyOf(disabledSubscriptions);
  }
}
