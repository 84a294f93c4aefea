package org.vigie.admin;

import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/// Calls to Kafka whose failures become [AdminException.KafkaUnavailable].
public final class KafkaCall {
  private KafkaCall() {}

  /// Calls, and returns what the call returns.
  public static <T> T execute(Supplier<T> call) {
    try {
      return call.get();
    } catch (KafkaException e) {
      throw new AdminException.KafkaUnavailable(String.valueOf(e.getMessage()), e);
    }
  }

  /// Calls.
  public static void run(Runnable call) {
    execute(
        () -> {
          call.run();
          return call;
        });
  }
}
