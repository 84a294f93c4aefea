package org.vigie.notifier;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Reads the ledger: a partition to its end, or single records by offset. Used by the notifier's
/// thread only.
final class LedgerReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /// Gaps up to this number of offsets are read through instead of seeking, because their records
  /// have been fetched already.
  private static final long NEAR = 500;

  private final String topic;
  private final Consumer<byte[], byte[]> consumer;
  private final StopSign stop;

  LedgerReader(String topic, Consumer<byte[], byte[]> consumer, StopSign stop) {
    this.topic = topic;
    this.consumer = consumer;
    this.stop = stop;
  }

  /// Reads a partition from an offset to its current end.
  void from(
      int partition,
      long offset,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
    consumer.seek(assign(partition), offset);
    ReadAhead.toEnd(consumer, stop, records);
  }

  private TopicPartition assign(int partition) {
    TopicPartition source = new TopicPartition(topic, partition);
    consumer.assign(List.of(source));
    return source;
  }

  /// Reads the records at these offsets. Compaction keeps the newest record of a key at its offset,
  /// so a record that is missing from the result has been superseded.
  ///
  /// @throws TimeoutException if Kafka makes no progress
  Map<Long, ConsumerRecord<byte[], byte[]>> at(int partition, Collection<Long> offsets) {
    TopicPartition source = assign(partition);
    TreeSet<Long> left = new TreeSet<>(offsets);
    // A truncated log has no records beyond its end.
    left.tailSet(end(source), true).clear();
    Map<Long, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
    long position = Long.MIN_VALUE;
    long progress = System.nanoTime();
    while (!left.isEmpty()) {
      stop.check();
      if (left.first() < position || left.first() - position > NEAR || position < 0) {
        position = left.first();
        consumer.seek(source, position);
      }
      consumer
          .poll(POLL)
          .forEach(
              record -> {
                if (left.remove(record.offset())) {
                  found.put(record.offset(), record);
                }
              });
      long reached = ReadAhead.position(consumer, source);
      left.headSet(reached).clear();
      if (reached != position) {
        position = reached;
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > ReadAhead.PATIENCE.toNanos()) {
        throw new TimeoutException("no progress in reading " + source + " at " + position);
      }
    }
    return found;
  }

  private long end(TopicPartition source) {
    return consumer.endOffsets(List.of(source), ReadAhead.PATIENCE).getOrDefault(source, 0L);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
