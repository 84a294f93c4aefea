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
  private static final long MAX_GAP = 500;

  private final String topic;
  private final Consumer<byte[], byte[]> consumer;
  private final StopSignal stop;

  LedgerReader(String topic, Consumer<byte[], byte[]> consumer, StopSignal stop) {
    this.topic = topic;
    this.consumer = consumer;
    this.stop = stop;
  }

  /// Reads a partition from an offset to its current end.
  void readFrom(
      int partition,
      long offset,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
    consumer.seek(assignPartition(partition), offset);
    EndReader.readToEnd(consumer, stop, records);
  }

  private TopicPartition assignPartition(int partition) {
    TopicPartition source = new TopicPartition(topic, partition);
    consumer.assign(List.of(source));
    return source;
  }

  /// Reads the records at these offsets. Compaction keeps the newest record of a key at its offset,
  /// so a record that is missing from the result has been superseded.
  ///
  /// @throws TimeoutException if Kafka makes no progress
  Map<Long, ConsumerRecord<byte[], byte[]>> readOffsets(int partition, Collection<Long> offsets) {
    TopicPartition source = assignPartition(partition);
    TreeSet<Long> left = new TreeSet<>(offsets);
    // A truncated log has no records beyond its end.
    left.tailSet(findEndOffset(source), true).clear();
    Map<Long, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
    long position = Long.MIN_VALUE;
    long progress = System.nanoTime();
    while (!left.isEmpty()) {
      stop.throwIfRequested();
      if (left.first() < position || left.first() - position > MAX_GAP || position < 0) {
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
      long reached = EndReader.findPosition(consumer, source);
      left.headSet(reached).clear();
      if (reached != position) {
        position = reached;
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > EndReader.PROGRESS_TIMEOUT.toNanos()) {
        throw new TimeoutException("no progress in reading " + source + " at " + position);
      }
    }
    return found;
  }

  private long findEndOffset(TopicPartition source) {
    return consumer
        .endOffsets(List.of(source), EndReader.PROGRESS_TIMEOUT)
        .getOrDefault(source, 0L);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
