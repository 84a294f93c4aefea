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

/// A record that cannot be used, with the reason. In `vigie.rejected` its value is the bytes of the
/// record; source and reason are headers beside those that the record had. [DeadLetters] writes it.
///
/// @param source where the record comes from: `topic-partition@offset` of a record that was read,
///     else a description
/// @param reason why it cannot be used, sanitized by [FailureReason#sanitize]
/// @param headers of the record
/// @param value bytes of the record, null for a tombstone
public record DeadLetter(
    String source, String reason, List<Header> headers, byte @Nullable [] value) {
  static final String SOURCE_HEADER = "vigie_source";
  static final String REASON_HEADER = "vigie_reason";

  /// The length of the value in bytes, if not all of it is kept.
  static final String LENGTH_HEADER = "vigie_length";

  /// Bytes of a value that are kept. A cluster may accept records larger than the default of 1 MiB;
  /// the dead letter of such a record must fit into any cluster.
  static final int MAX_VALUE = 900_000;

  /// Bytes of the headers that are kept.
  static final int MAX_HEADERS = 32_000;

  /// Reads and writes the value only; [#toRecord] adds the headers.
  static final Serde<DeadLetter> SERDE =
      Serdes.serdeFrom(
          (topic, letter) -> letter == null ? null : letter.value(),
          (topic, bytes) -> new DeadLetter(topic, "", List.of(), bytes));

  /// Sanitizes the reason and copies the headers.
  public DeadLetter {
    reason = FailureReason.sanitize(reason);
    headers = List.copyOf(headers);
  }

  /// As the constructor. Other modules need it for a null value: the null checker does not see the
  /// annotation on an array component of a record that is already compiled.
  public static DeadLetter of(
      String source, String reason, List<Header> headers, byte @Nullable [] value) {
    return new DeadLetter(source, reason, headers, value);
  }

  /// The dead letter of a record that was read.
  public static DeadLetter of(ConsumerRecord<?, byte[]> record, String reason) {
    String source = record.topic() + "-" + record.partition() + "@" + record.offset();
    return new DeadLetter(source, reason, List.of(record.headers().toArray()), record.value());
  }

  /// The record to write. If the value or the headers are too large, it holds their beginning and
  /// the length of the value.
  public ProducerRecord<byte[], byte[]> toRecord(KafkaTopic<DeadLetter> topic) {
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
