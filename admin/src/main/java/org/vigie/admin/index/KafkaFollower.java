package org.vigie.admin.index;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;

/// Reads what the index is made of, from the offsets of the index on, and keeps count of how far it
/// is. For one thread; the counts may be read by any.
///
/// Records of one Kafka topic come in their order, those of several mix.
final class KafkaFollower implements AutoCloseable {
  private static final CloseOptions CLOSE = CloseOptions.timeout(Duration.ofSeconds(1));

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;
  private final List<TopicPartition> partitions;
  private final long total;
  private final String cluster;

  private KafkaFollower(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends,
      long total,
      String cluster) {
    this.consumer = consumer;
    this.partitions = partitions;
    this.ends = ends;
    this.total = total;
    this.cluster = cluster;
  }

  /// Begins at the offsets of an index; at the first record where there is none, or where Kafka has
  /// deleted what follows.
  ///
  /// @throws ForeignIndexException if the index is of another cluster, or Kafka has less than was
  ///     read from it before
  static KafkaFollower open(KafkaConnection connection, Catalogue catalogue, IndexStore store) {
    String cluster = readCluster(connection);
    if (!store.readCluster().isEmpty() && !store.readCluster().equals(cluster)) {
      throw new ForeignIndexException("it is of the cluster " + store.readCluster());
    }
    Map<TopicPartition, Long> offsets = store.readOffsets();
    Map<String, Object> settings = connection.readerSettings();
    settings.put("fetch.max.wait.ms", "100");
    settings.put("max.poll.records", "2000");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions =
          sources(catalogue)
              .flatMap(topic -> listPartitions(consumer, topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long total = 0;
      for (TopicPartition partition : partitions) {
        long done = offsets.getOrDefault(partition, 0L);
        long start = Math.max(beginnings.getOrDefault(partition, 0L), done);
        long end = ends.getOrDefault(partition, 0L);
        if (done > end) {
          throw new ForeignIndexException(partition + " ends before the offset that was read last");
        }
        consumer.seek(partition, start);
        total += end - start;
      }
      return new KafkaFollower(consumer, partitions, new HashMap<>(ends), total, cluster);
    } catch (RuntimeException e) {
      consumer.close(CLOSE);
      throw e;
    }
  }

  /// @throws KafkaException if there is no such Kafka topic: it may be made later, and is needed
  private static List<PartitionInfo> listPartitions(
      KafkaConsumer<byte[], byte[]> consumer, KafkaTopic<?> topic) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic.name());
    if (partitions.isEmpty()) {
      throw new KafkaException("there is no Kafka topic " + topic.name());
    }
    return partitions;
  }

  private static Stream<KafkaTopic<?>> sources(Catalogue catalogue) {
    return Stream.of(
        catalogue.items(), catalogue.decided(), catalogue.stories(), catalogue.alerts());
  }

  private static String readCluster(KafkaConnection connection) {
    try (Admin admin = Admin.create(connection.adminSettings())) {
      return admin.describeCluster().clusterId().get();
    } catch (ExecutionException e) {
      throw new KafkaException("the cluster does not say its id", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /// The index was not made of what Kafka has now.
  static final class ForeignIndexException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForeignIndexException(String message) {
      super(message);
    }
  }

  /// Takes a record.
  interface RecordWriter {
    /// @throws IOException if the index cannot be written
    void write(ConsumerRecord<byte[], byte[]> record) throws IOException;
  }

  /// Reads what has come, and waits for a record at most this long.
  ///
  /// @return how many records there were
  int poll(Duration atMost, RecordWriter writer) throws IOException {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(atMost);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      writer.write(record);
    }
    return records.count();
  }

  /// Whether everything was read that there was when it was opened.
  boolean hasCaughtUp() {
    ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    return ends.isEmpty();
  }

  /// The number of offsets that were to be read when it was opened.
  long total() {
    return total;
  }

  /// The id of the cluster.
  String cluster() {
    return cluster;
  }

  /// What is to be read next.
  Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
    return positions;
  }

  @Override
  public void close() {
    consumer.close(CLOSE);
  }
}
