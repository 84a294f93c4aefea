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

/// The values that lie in Kafka topics, from the first to where they end now. Tombstones are left
/// out; what cannot be read is reported and left out.
record Values(KafkaConnection connection) {
  private static final Logger log = LoggerFactory.getLogger(Values.class);

  <V> List<V> of(KafkaTopic<V> topic) {
    List<V> values = new ArrayList<>();
    each(topic, values::add);
    return values;
  }

  /// Each partition in its order; partitions mix.
  <V> void each(KafkaTopic<V> topic, Consumer<V> reader) {
    new TopicReader(connection).read(topic, values(reader), Values::pass);
  }

  /// One partition, in its order.
  <V> void each(KafkaTopic<V> topic, int partition, Consumer<V> reader) {
    new TopicReader(connection).readPartition(topic, partition, values(reader), Values::pass);
  }

  /// One partition, in its order, with keys and tombstones. What cannot be read is left out in
  /// silence.
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
