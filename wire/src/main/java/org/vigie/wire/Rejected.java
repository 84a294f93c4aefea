package org.vigie.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/// A record that could not be used, as it came: the value of `vigie.rejected` is its bytes, and the
/// reason rides in headers beside those it had.
///
/// @param source Kafka topic, partition and offset it came from, as `topic-partition@offset`
/// @param reason why, in words
/// @param headers those it had
/// @param value its bytes, null for a tombstone
public record Rejected(
    String source, String reason, List<Header> headers, byte @Nullable [] value) {
  static final String SOURCE_HEADER = "vigie_source";
  static final String REASON_HEADER = "vigie_reason";

  /// Writes the bytes alone; use [#record] to have the headers too.
  static final Serde<Rejected> SERDE =
      Serdes.serdeFrom(
          (topic, rejected) -> rejected == null ? null : rejected.value(),
          (topic, bytes) -> new Rejected(topic, "", List.of(), bytes));

  /// Copies the headers.
  public Rejected {
    headers = List.copyOf(headers);
  }

  /// The same as the constructor.
  ///
  /// @param value its bytes, null for a tombstone
  public static Rejected of(
      String source, String reason, List<Header> headers, byte @Nullable [] value) {
    return new Rejected(source, reason, headers, value);
  }

  /// A record that was read and could not be used.
  public static Rejected of(ConsumerRecord<?, byte[]> record, String reason) {
    String source = record.topic() + "-" + record.partition() + "@" + record.offset();
    return new Rejected(source, reason, List.of(record.headers().toArray()), record.value());
  }

  /// The record that sets it aside.
  public ProducerRecord<byte[], byte[]> record(KafkaTopic<Rejected> topic) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic.name(), 0, source.getBytes(StandardCharsets.UTF_8), value, headers);
    record.headers().add(header(SOURCE_HEADER, source)).add(header(REASON_HEADER, reason));
    return record;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
