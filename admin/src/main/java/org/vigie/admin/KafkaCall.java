package org.vigie.admin;

import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/// Calls to Kafka whose failures become [AdminException.KafkaUnavailable].
final class KafkaCall {
  private KafkaCall() {}

  static <T> T execute(Supplier<T> call) {
    try {
      return call.get();
    } catch (KafkaException e) {
      throw new AdminException.KafkaUnavailable(String.valueOf(e.getMessage()), e);
    }
  }

  static void run(Runnable call) {
    execute(
        () -> {
          call.run();
          return call;
        });
  }
}
