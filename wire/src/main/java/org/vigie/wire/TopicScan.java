package org.vigie.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a Kafka topic outside any group, committed records only. Everything is read, from the
/// first record to the end as it is when the reading begins, unless [#partition], [#last] or
/// [#from] says otherwise; [#follow] goes on with new records. Records of one partition come in
/// order; partitions mix.
///
/// A record that cannot be decoded goes to the handler given to [#onUnreadable]; without one it is
/// logged and left out. So does a record whose handling throws a [SerializationException] or needs
/// too deep a stack.
///
/// Immutable. Each reading of a cluster opens a consumer of its own and closes it, so such a scan
/// may be shared between threads; a scan over a given consumer is for the thread of that consumer.
/// Every reading method throws a [KafkaException] that names the Kafka topic if the topic does not
/// exist or if the reading makes no progress for 30 s (see [#giveUpAfter]).
public final class TopicScan<V> {
  private static final Logger log = LoggerFactory.getLogger(TopicScan.class);

  private final ConsumerSource source;
  private final KafkaTopic<V> topic;
  private final ScanOptions options;

  private TopicScan(ConsumerSource source, KafkaTopic<V> topic, ScanOptions options) {
    this.source = source;
    this.topic = topic;
    this.options = options;
  }

  /// A scan of a Kafka topic of a cluster. Nothing is opened before something is read.
  public static <V> TopicScan<V> of(KafkaConnection connection, KafkaTopic<V> topic) {
    return new TopicScan<>(new ConsumerSource.NewConsumer(connection), topic, ScanOptions.DEFAULT);
  }

  /// A scan with a consumer that stays the caller's, who may wake it and must close it. Each
  /// reading assigns it anew.
  ///
  /// @param consumer without a group; sees committed records only
  public static <V> TopicScan<V> of(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, KafkaTopic<V> topic) {
    return new TopicScan<>(new ConsumerSource.Given(consumer), topic, ScanOptions.DEFAULT);
  }

  /// Reads this partition only; nothing if the Kafka topic has fewer partitions.
  public TopicScan<V> partition(int partition) {
    return with(options.withPartition(partition));
  }

  /// Begins at this offset of each partition, or at the first record if that is later.
  public TopicScan<V> from(long offset) {
    return with(options.withStart(new ScanOptions.Start.Offset(offset)));
  }

  /// Begins this many offsets before the end of each partition. With 0, [#follow] gives new records
  /// only.
  public TopicScan<V> last(long offsets) {
    return with(options.withStart(new ScanOptions.Start.BeforeEnd(offsets)));
  }

  /// Fails if no record comes for this long before the end is reached, or if the cluster does not
  /// answer a question for as long.
  public TopicScan<V> giveUpAfter(Duration noProgress) {
    return with(options.withNoProgress(noProgress));
  }

  /// Runs this before every poll. To end the reading it throws an exception, which the reading
  /// throws in turn.
  public TopicScan<V> checkBeforePoll(Runnable stopCheck) {
    return with(options.withStopCheck(stopCheck));
  }

  /// Makes [#readAt] read through gaps of at most this many offsets instead of seeking, for a
  /// consumer whose fetches are smaller than usual; by default 500.
  public TopicScan<V> readThroughGapsOf(long offsets) {
    return with(options.withMaxGap(offsets));
  }

  /// Hands over each record that cannot be decoded.
  public TopicScan<V> onUnreadable(Consumer<DeadLetter> handler) {
    return with(options.withUnreadableHandler(handler));
  }

  private TopicScan<V> with(ScanOptions changed) {
    return new TopicScan<>(source, topic, changed);
  }

  /// Reads every record, tombstones too.
  public void read(Consumer<TopicRecord<V>> records) {
    readRaw(record -> decode(record, records));
  }

  /// Reads every value; tombstones are left out.
  public void readValues(Consumer<V> values) {
    read(
        record -> {
          V value = record.value();
          if (value != null) {
            values.accept(value);
          }
        });
  }

  /// Reads every record under one key, tombstones too; the others are not decoded.
  public void readKey(String key, Consumer<TopicRecord<V>> records) {
    readRaw(
        record -> {
          if (KafkaTopic.keyOf(record).equals(key)) {
            decode(record, records);
          }
        });
  }

  /// All values; tombstones are left out.
  public List<V> values() {
    List<V> values = new ArrayList<>();
    readValues(values::add);
    return values;
  }

  /// The newest value under each key, in the order in which the keys came first; removed ones are
  /// left out. [TopicTable] keeps the same up to date.
  public Map<String, V> latest() {
    Map<String, V> latest = new LinkedHashMap<>();
    read(
        record -> {
          V value = record.value();
          if (value == null) {
            latest.remove(record.key());
          } else {
            latest.put(record.key(), value);
          }
        });
    return latest;
  }

  /// Reads every record without decoding it.
  public void readRaw(Consumer<ConsumerRecord<byte[], byte[]>> records) {
    run(
        ConsumerSource.BRIEF,
        consumer -> {
          Map<TopicPartition, Long> ends = consumer.ends();
          consumer.pollTo(
              ends,
              record -> {
                if (isBefore(ends, record)) {
                  records.accept(record);
                }
              });
        });
  }

  private static boolean isBefore(
      Map<TopicPartition, Long> ends, ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    return record.offset() < ends.getOrDefault(partition, 0L);
  }

  /// True if there is no record, even if offsets lie there: transactions leave markers, compaction
  /// leaves gaps.
  public boolean isEmpty() {
    boolean[] found = {false};
    run(
        ConsumerSource.BRIEF,
        consumer -> {
          Map<TopicPartition, Long> ends = consumer.ends();
          consumer.pollUntil(
              () -> found[0] || consumer.isAt(ends), record -> found[0] |= isBefore(ends, record));
        });
    return !found[0];
  }

  /// Reads the records at these offsets of one partition, whatever the start of this scan is. One
  /// that is missing in the answer cannot be decoded, or compaction has removed it.
  public Map<Long, TopicRecord<V>> readAt(int partition, Collection<Long> offsets) {
    Map<Long, TopicRecord<V>> found = new HashMap<>();
    partition(partition)
        .run(
            ConsumerSource.BRIEF,
            consumer ->
                consumer.partitions().forEach(one -> readAt(consumer, one, offsets, found)));
    return found;
  }

  /// The values at these offsets of one partition, by key; tombstones are left out. Else as
  /// [#readAt].
  public Map<String, V> valuesAt(int partition, Collection<Long> offsets) {
    Map<String, V> values = new HashMap<>();
    for (TopicRecord<V> record : readAt(partition, offsets).values()) {
      V value = record.value();
      if (value != null) {
        values.put(record.key(), value);
      }
    }
    return values;
  }

  private void readAt(
      AssignedConsumer consumer,
      TopicPartition partition,
      Collection<Long> offsets,
      Map<Long, TopicRecord<V>> found) {
    TreeSet<Long> left = new TreeSet<>(offsets);
    // A log that was truncated holds nothing of what lay beyond its end.
    left.tailSet(consumer.ends().getOrDefault(partition, 0L), true).clear();
    if (!left.isEmpty()) {
      consumer.seek(partition, left.first());
    }
    consumer.pollUntil(
        () -> {
          long position = consumer.position(partition);
          left.headSet(position).clear();
          if (!left.isEmpty() && left.first() - position > options.maxGap()) {
            consumer.seek(partition, left.first());
          }
          return left.isEmpty();
        },
        record -> {
          if (left.remove(record.offset())) {
            decode(record, read -> found.put(read.offset(), read));
          }
        });
  }

  /// Reads every record, then every new one as it comes, until told to stop; blocks so long. Does
  /// not give up when no record comes.
  ///
  /// @param stopped asked several times a second
  public void follow(Consumer<TopicRecord<V>> records, BooleanSupplier stopped) {
    followRaw(record -> decode(record, records), stopped);
  }

  /// As [#follow], without decoding.
  public void followRaw(Consumer<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier stopped) {
    run(ConsumerSource.LASTING, consumer -> consumer.follow(stopped, records));
  }

  private void run(Duration fetchWait, Consumer<AssignedConsumer> reading) {
    org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer = source.open(fetchWait);
    try {
      explainTimeout(() -> reading.accept(assign(consumer)));
    } finally {
      source.close(consumer);
    }
  }

  /// Runs a reading; a timeout gets the names of the Kafka topic and the cluster.
  void explainTimeout(Runnable reading) {
    try {
      reading.run();
    } catch (TimeoutException e) {
      throw new KafkaException(
          "reading " + topic.name() + source.place() + ": " + e.getMessage(), e);
    }
  }

  AssignedConsumer assign(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
    return AssignedConsumer.assign(consumer, topic.name(), source.place(), options);
  }

  ConsumerSource source() {
    return source;
  }

  /// Decodes a record for the handler, or hands it over as unreadable.
  void decode(ConsumerRecord<byte[], byte[]> record, Consumer<TopicRecord<V>> records) {
    try {
      records.accept(topic.decode(record));
    } catch (SerializationException e) {
      options.onUnreadable().accept(DeadLetter.of(record, String.valueOf(e.getMessage())));
    } catch (StackOverflowError e) {
      // It concerns the record, not the thread.
      options.onUnreadable().accept(DeadLetter.of(record, FailureReason.describe(e)));
    }
  }

  /// The same handling of records, so that one of them never ends the reading: whatever it throws
  /// becomes a [SerializationException], but for the exceptions of Kafka.
  public static <R> Consumer<R> setAsideFailures(Consumer<R> handling) {
    return record -> {
      try {
        handling.accept(record);
      } catch (KafkaException e) {
        throw e;
      } catch (RuntimeException | StackOverflowError e) {
        log.error("a record that could be read could not be handled", e);
        throw new SerializationException(FailureReason.describe(e), e);
      }
    };
  }
}
