package org.vigie.notifier;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.Rejected;

/// Puts records that cannot be used into `vigie.rejected`, with the reason. Safe to share between
/// threads.
///
/// @param onFailure told when Kafka does not take one
record SetAside(
    KafkaTopic<Rejected> topic, Producer<byte[], byte[]> producer, Consumer<Throwable> onFailure) {
  private static final Logger log = LoggerFactory.getLogger(SetAside.class);

  /// @param acknowledged run once the cluster has it
  void put(ConsumerRecord<byte[], byte[]> record, String reason, Runnable acknowledged) {
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
