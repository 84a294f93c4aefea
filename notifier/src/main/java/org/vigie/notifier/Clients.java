package org.vigie.notifier;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.vigie.wire.KafkaConnection;

/// Opens the clients that the notifier needs.
interface Clients {
  /// How long a client may take to close, so that an end does not wait for a cluster that is gone.
  Duration LAST_WORDS = Duration.ofSeconds(5);

  /// A member of the group that shares the alerts and the wishes to retry: committed records only,
  /// offsets committed by hand, from the oldest alert on where the group has none.
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
        Map<String, Object> settings = connection.consumer(group);
        // Gives a member the same partitions of the wishes as of the alerts.
        settings.put("partition.assignment.strategy", RangeAssignor.class.getName());
        return consumer(settings);
      }

      @Override
      public Consumer<byte[], byte[]> reader() {
        Map<String, Object> settings = connection.reader();
        // A broker answers the requests of a connection in their order. A fetch that waits at the
        // end of the log for its default of 500 ms would hold up whatever is asked next.
        settings.put("fetch.max.wait.ms", 10);
        return consumer(settings);
      }

      @Override
      public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
            connection.producer(), new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public void close() {
            close(LAST_WORDS);
          }
        };
      }
    };
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
      @Override
      public void close() {
        close(CloseOptions.timeout(LAST_WORDS));
      }
    };
  }
}
