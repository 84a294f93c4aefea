package org.vigie.notifier;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.Rejected;

/// Writes records that cannot be used to the dead letters (`vigie.rejected`), with the reason.
/// Thread-safe.
///
/// @param onFailure called if Kafka does not accept a dead letter
record DeadLetters(
    KafkaTopic<Rejected> topic, Producer<byte[], byte[]> producer, Consumer<Throwable> onFailure) {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  /// @param acknowledged runs once the cluster has the dead letter
  void write(ConsumerRecord<byte[], byte[]> record, String reason, Runnable acknowledged) {
    Rejected rejected = Rejected.of(record, reason);
    log.warn("record set aside source={} reason={}", rejected.source(), rejected.reason());
    producer.send(
        rejected.record(topic),
        (unused, failure) -> {
          if (failure == null) {
            acknowledged.run();
          } else {
            onFailure.accept(failure);
          }
        });
  }
}
