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
record TopicValues(KafkaConnection connection) {
  private static final Logger log = LoggerFactory.getLogger(TopicValues.class);

  <V> List<V> readAll(KafkaTopic<V> topic) {
    List<V> values = new ArrayList<>();
    forEachValue(topic, values::add);
    return values;
  }

  /// Reads all partitions: each in order, with records of different partitions interleaved.
  <V> void forEachValue(KafkaTopic<V> topic, Consumer<V> reader) {
    new TopicReader(connection).read(topic, skipTombstones(reader), TopicValues::logUnreadable);
  }

  /// Reads one partition in order.
  <V> void forEachValue(KafkaTopic<V> topic, int partition, Consumer<V> reader) {
    new TopicReader(connection)
        .readPartition(topic, partition, skipTombstones(reader), TopicValues::logUnreadable);
  }

  /// Reads one partition in order, with keys and tombstones. Skips records that cannot be read
  /// without logging them.
  <V> void forEachEntry(KafkaTopic<V> topic, int partition, Consumer<TopicReader.Entry<V>> reader) {
    new TopicReader(connection).readPartition(topic, partition, reader, unreadable -> {});
  }

  private static <V> Consumer<TopicReader.Entry<V>> skipTombstones(Consumer<V> reader) {
    return entry -> {
      V value = entry.value();
      if (value != null) {
        reader.accept(value);
      }
    };
  }

  private static void logUnreadable(Rejected unreadable) {
    log.atWarn()
        .addKeyValue("source", unreadable.source())
        .addKeyValue("problem", unreadable.reason())
        .log("a record cannot be read and is left out");
  }
}
