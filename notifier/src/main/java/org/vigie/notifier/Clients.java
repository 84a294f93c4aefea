package org.vigie.notifier;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.vigie.wire.KafkaConnection;

/// Opens the clients that the notifier needs.
interface Clients {
  /// A member of the group that shares the alerts: committed records only, offsets committed by
  /// hand, from the oldest alert on where the group has none.
  Consumer<byte[], byte[]> alerts();

  /// A consumer without a group, for reading whole partitions.
  Consumer<byte[], byte[]> reader();

  /// Writes the ledger and the rejected.
  Producer<byte[], byte[]> producer();

  /// Clients of a cluster.
  static Clients of(KafkaConnection connection, String group) {
    return new Clients() {
      @Override
      public Consumer<byte[], byte[]> alerts() {
        return consumer(connection.consumer(group));
      }

      @Override
      public Consumer<byte[], byte[]> reader() {
        return consumer(connection.reader());
      }

      @Override
      public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
            connection.producer(), new ByteArraySerializer(), new ByteArraySerializer());
      }
    };
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
