package org.vigie.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.Rejected;
import org.vigie.wire.TopicReader;

/// Reads the values of Kafka topics from the first record to the current end. Skips tombstones;
/// logs and skips records that cannot be read.
record Values(KafkaConnection connection) {
  private static final Logger log = LoggerFactory.getLogger(Values.class);

  <V> List<V> of(KafkaTopic<V> topic) {
    List<V> values = new ArrayList<>();
    each(topic, values::add);
    return values;
  }

  /// Reads all partitions: each in order, with records of different partitions interleaved.
  <V> void each(KafkaTopic<V> topic, Consumer<V> reader) {
    new TopicReader(connection).read(topic, values(reader), Values::pass);
  }

  /// Reads one partition in order.
  <V> void each(KafkaTopic<V> topic, int partition, Consumer<V> reader) {
    new TopicReader(connection).readPartition(topic, partition, values(reader), Values::pass);
  }

  /// Reads one partition in order, with keys and tombstones. Skips records that cannot be read
  /// without logging them.
  <V> void entries(KafkaTopic<V> topic, int partition, Consumer<TopicReader.Entry<V>> reader) {
    new TopicReader(connection).readPartition(topic, partition, reader, unreadable -> {});
  }

  private static <V> Consumer<TopicReader.Entry<V>> values(Consumer<V> reader) {
    return entry -> {
      V value = entry.value();
      if (value != null) {
        reader.accept(value);
      }
    };
  }

  private static void pass(Rejected unreadable) {
    log.atWarn()
        .addKeyValue("source", unreadable.source())
        .addKeyValue("problem", unreadable.reason())
        .log("a record cannot be read and is left out");
  }
}
