package org.vigie.streams.takeover;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsTestCluster;
import org.vigie.wire.Json;
import tools.jackson.databind.JsonNode;

/// The records that release 0.1.0 left in its Kafka topics, with the values byte for byte as it
/// wrote them. It was stopped at [#STOPPED] with one record unprocessed before each stage: the
/// reading of an armistice in Armenia, the decision on one in Haiti, and the match of one in Yemen
/// with the subscription `yemen`.
final class FirstReleaseRecords {
  static final Instant STOPPED = Instant.parse("2026-11-21T09:00:00Z");

  private FirstReleaseRecords() {}

  /// A line of the file.
  ///
  /// @param read true if the consumer group of 0.1.0 had committed the record
  private record RecordLine(
      String topic, int partition, boolean read, String key, String type, JsonNode value) {}

  /// Writes all records, and commits the offsets that release 0.1.0 had reached.
  static void writeTo(StreamsTestCluster cluster) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            cluster.connection().producerSettings(),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (RecordLine left : records()) {
        ProducerRecord<String, byte[]> record =
            new ProducerRecord<>(
                left.topic(), left.partition(), left.key(), Json.toBytes(left.value()));
        record.headers().add("ce_type", left.type().getBytes(UTF_8));
        long offset = producer.send(record).get().offset();
        if (left.read()) {
          offsets.put(
              new TopicPartition(left.topic(), left.partition()),
              new OffsetAndMetadata(offset + 1));
        }
      }
    }
    try (Admin admin = cluster.admin()) {
      admin.alterConsumerGroupOffsets(StreamsRole.applicationId(1), offsets).all().get();
    }
  }

  private static List<RecordLine> records() {
    try (InputStream file = FirstReleaseRecords.class.getResourceAsStream("release-0.1.jsonl")) {
      String lines = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
      return lines.lines().map(line -> Json.read(line, RecordLine.class)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
