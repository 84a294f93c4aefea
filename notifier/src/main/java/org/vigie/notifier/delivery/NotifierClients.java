package org.vigie.notifier.delivery;

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
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;

/// Opens the Kafka clients of the notifier.
public interface NotifierClients {
  /// The time limit for closing a client, so that the notifier can end while the cluster is
  /// unavailable.
  Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /// The size of an answer with single records, in bytes: a few of them.
  int SINGLE_FETCH_BYTES = 16 * 1024;

  /// How many records such an answer holds, of some 3 kB each.
  int RECORDS_OF_SINGLE_FETCH = 5;

  /// A consumer in the group that shares the alerts and the retry requests: reads committed records
  /// only, does not commit by itself, and starts at the oldest record if the group has no offsets.
  Consumer<byte[], byte[]> openAlertConsumer();

  /// A consumer without a group, for reading whole partitions.
  Consumer<byte[], byte[]> openPartitionReader();

  /// A consumer without a group, for reading single records that lie far apart.
  default Consumer<byte[], byte[]> openSingleReader() {
    return openPartitionReader();
  }

  /// A producer for the ledger and the dead letters.
  Producer<byte[], byte[]> openProducer();

  /// Creates the Kafka topics that are missing and checks the others.
  default void prepareTopics(Catalogue catalogue) {}

  /// The clients of a cluster.
  static NotifierClients of(KafkaConnection connection, String group) {
    return new NotifierClients() {
      @Override
      public void prepareTopics(Catalogue catalogue) {
        new TopicAdmin(connection).createAndCheck(catalogue);
      }

      @Override
      public Consumer<byte[], byte[]> openAlertConsumer() {
        Map<String, Object> settings = connection.consumerSettings(group);
        // Assigns a member the same partitions of the retry requests as of the alerts.
        settings.put("partition.assignment.strategy", RangeAssignor.class.getName());
        return consumer(settings);
      }

      @Override
      public Consumer<byte[], byte[]> openPartitionReader() {
        Map<String, Object> settings = connection.readerSettings();
        // A broker answers the requests of a connection in order. A fetch at the end of the log
        // waits for 500 ms by default and would delay the next request.
        settings.put("fetch.max.wait.ms", 10);
        return consumer(settings);
      }

      @Override
      public Consumer<byte[], byte[]> openSingleReader() {
        Map<String, Object> settings = connection.readerSettings();
        settings.put("fetch.max.wait.ms", 10);
        // A fetch brings what comes after the record as well: a few records, not hundreds. As long
        // as some of them are not taken, the consumer does not fetch ahead, in vain.
        settings.put("max.partition.fetch.bytes", SINGLE_FETCH_BYTES);
        settings.put("max.poll.records", 1);
        return consumer(settings);
      }

      @Override
      public Producer<byte[], byte[]> openProducer() {
        return new KafkaProducer<>(
            connection.producerSettings(), new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public void close() {
            close(CLOSE_TIMEOUT);
          }
        };
      }
    };
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
      @Override
      public void close() {
        close(CloseOptions.timeout(CLOSE_TIMEOUT));
      }
    };
  }
}
