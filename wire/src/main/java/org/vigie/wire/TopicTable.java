package org.vigie.wire;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A materialised view of a compacted Kafka topic: the newest value under each key, in memory. It
/// is as new as the last [#load], [#catchUp] or [#poll].
///
/// A key whose newest record cannot be decoded keeps the value it had; the handler of the scan gets
/// its dead letter. It also gets that of a record that the listener fails on, whatever it throws
/// but Kafka's exceptions; such a record stays in the table.
///
/// One thread loads, polls and closes; any thread may read.
public final class TopicTable<V> implements AutoCloseable {
  private final TopicScan<V> scan;
  private final BiConsumer<String, @Nullable V> onChange;
  private final Map<String, V> values = new ConcurrentHashMap<>();
  private @Nullable Consumer<byte[], byte[]> consumer;
  private @Nullable AssignedConsumer assigned;

  /// A table without a listener.
  public TopicTable(TopicScan<V> scan) {
    this(scan, (key, value) -> {});
  }

  /// Opens nothing before [#load].
  ///
  /// @param scan what is read, with which consumer, and who handles the unreadable
  /// @param onChange called for every record that is decoded, with its key and its value, null for
  ///     a tombstone; on the thread that reads, after the table has changed
  public TopicTable(TopicScan<V> scan, BiConsumer<String, @Nullable V> onChange) {
    this.scan = scan;
    this.onChange = onChange;
  }

  /// Reads the Kafka topic to its end. Must come first.
  ///
  /// @throws org.apache.kafka.common.KafkaException as [TopicScan]
  public void load() {
    Consumer<byte[], byte[]> opened =
        consumer == null ? scan.source().open(ConsumerSource.LASTING) : consumer;
    consumer = opened;
    scan.explainTimeout(() -> assigned = scan.assign(opened));
    catchUp();
  }

  /// Reads to the end as it is now.
  ///
  /// @throws org.apache.kafka.common.KafkaException as [TopicScan]
  public void catchUp() {
    AssignedConsumer loaded = requireLoaded();
    scan.explainTimeout(() -> loaded.pollTo(loaded.ends(), this::applyRecord));
  }

  /// Reads what has come, and waits for a record at most this long.
  public void poll(Duration atMost) {
    requireLoaded().poll(atMost, this::applyRecord);
  }

  private AssignedConsumer requireLoaded() {
    if (assigned == null) {
      throw new IllegalStateException("the table is not loaded");
    }
    return assigned;
  }

  private void applyRecord(ConsumerRecord<byte[], byte[]> record) {
    scan.decode(record, TopicScan.setAsideFailures(this::applyRecord));
  }

  private void applyRecord(TopicRecord<V> record) {
    V value = record.value();
    if (value == null) {
      values.remove(record.key());
    } else {
      values.put(record.key(), value);
    }
    onChange.accept(record.key(), value);
  }

  /// The newest value under a key, null if there is none.
  public @Nullable V get(String key) {
    return values.get(key);
  }

  /// The newest values, in no order: a view that changes with the table.
  public Collection<V> values() {
    return Collections.unmodifiableCollection(values.values());
  }

  /// Takes in a value that the caller has just written, before Kafka gives it back. The listener is
  /// not called.
  public void put(String key, V value) {
    values.put(key, value);
  }

  /// Takes in a tombstone that the caller has just written; else as [#put].
  public void remove(String key) {
    values.remove(key);
  }

  /// Closes the consumer unless it is the caller's.
  @Override
  public void close() {
    if (consumer != null) {
      scan.source().close(consumer);
    }
  }
}
