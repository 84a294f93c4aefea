package org.vigie.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
/// @param reason why, in words as [Reason#in] leaves them
/// @param headers those it had
/// @param value its bytes, null for a tombstone
public record Rejected(
    String source, String reason, List<Header> headers, byte @Nullable [] value) {
  static final String SOURCE_HEADER = "vigie_source";
  static final String REASON_HEADER = "vigie_reason";

  /// How many bytes the record had, where not all of them are kept.
  static final String LENGTH_HEADER = "vigie_length";

  /// Bytes of a value that are kept. A cluster that takes larger records than the usual 1 MiB must
  /// not make a record here that does not fit.
  static final int MAX_VALUE = 900_000;

  /// Bytes of the headers that are kept.
  static final int MAX_HEADERS = 32_000;

  /// Writes the bytes alone; use [#record] to have the headers too.
  static final Serde<Rejected> SERDE =
      Serdes.serdeFrom(
          (topic, rejected) -> rejected == null ? null : rejected.value(),
          (topic, bytes) -> new Rejected(topic, "", List.of(), bytes));

  /// Copies the headers.
  public Rejected {
    reason = Reason.in(reason);
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

  /// The record that sets it aside. It fits into any cluster: of what is too large the beginning
  /// is kept, and its length.
  public ProducerRecord<byte[], byte[]> record(KafkaTopic<Rejected> topic) {
    byte[] whole = value;
    boolean cut = whole != null && whole.length > MAX_VALUE;
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic.name(),
            0,
            source.getBytes(StandardCharsets.UTF_8),
            whole != null && cut ? Arrays.copyOf(whole, MAX_VALUE) : whole,
            keptHeaders());
    if (whole != null && cut) {
      record.headers().add(header(LENGTH_HEADER, Integer.toString(whole.length)));
    }
    record.headers().add(header(SOURCE_HEADER, source)).add(header(REASON_HEADER, reason));
    return record;
  }

  private List<Header> keptHeaders() {
    List<Header> kept = new ArrayList<>();
    long bytes = 0;
    for (Header header : headers) {
      byte[] content = header.value();
      bytes += 3L * header.key().length() + (content == null ? 0 : content.length);
      if (bytes > MAX_HEADERS) {
        break;
      }
      kept.add(header);
    }
    return kept;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
