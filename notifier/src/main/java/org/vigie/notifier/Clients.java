package org.vigie.notifier;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Opens the clients that the notifier needs.
interface Clients {
  /// A member of the group that shares the alerts: committed records only, offsets committed by
  /// hand, from the oldest alert on where the group has none.
  Consumer<byte[], byte[]> alerts();

  /// A consumer without a group, for reading whole partitions.
  Consumer<byte[], byte[]> reader();

  /// Writes the ledger and the rejected.
  Producer<byte[], byte[]> producer();

  /// Clients of the cluster that these settings reach.
  static Clients of(Map<String, Object> connection, String group) {
    return new Clients() {
      @Override
      public Consumer<byte[], byte[]> alerts() {
        Map<String, Object> config = consumer(connection);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "vigie-notifier");
        config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
        config.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2000);
        return new KafkaConsumer<>(config);
      }

      @Override
      public Consumer<byte[], byte[]> reader() {
        Map<String, Object> config = consumer(connection);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(config);
      }

      @Override
      public Producer<byte[], byte[]> producer() {
        Map<String, Object> config = new HashMap<>(connection);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "vigie-notifier");
        return new KafkaProducer<>(config);
      }
    };
  }

  private static Map<String, Object> consumer(Map<String, Object> connection) {
    Map<String, Object> config = new HashMap<>(connection);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return config;
  }
}
