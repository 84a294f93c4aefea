package org.vigie.wire;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes records that cannot be used into `vigie.rejected` and logs each as a warning. Kafka
/// Streams writes its own inside a transaction, see [DeadLetter#toRecord]. Safe to share between
/// threads.
public final class DeadLetters {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final KafkaTopic<DeadLetter> topic;
  private final Producer<byte[], byte[]> producer;

  /// @param topic `vigie.rejected` of a catalogue
  /// @param producer stays the caller's, who closes it
  public DeadLetters(KafkaTopic<DeadLetter> topic, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.producer = producer;
  }

  /// Sends a dead letter. The answer completes on the thread of the producer once every in-sync
  /// replica has the record, exceptionally with Kafka's exception if it is not written.
  public CompletableFuture<RecordMetadata> write(DeadLetter letter) {
    log.warn("dead letter source={} reason={}", letter.source(), letter.reason());
    return TopicWriter.send(producer, letter.toRecord(topic));
  }
}
