package org.vigie.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
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
/// logged and left out.
///
/// Immutable. Each reading of a cluster opens a consumer of its own and closes it, so such a scan
/// may be shared between threads; a scan over a given consumer is for the thread of that consumer.
/// Every reading method throws a [KafkaException] that names the Kafka topic if the topic does not
/// exist or if the reading makes no progress for 30 s (see [#giveUpAfter]).
public final class TopicScan<V> {
  private static final Logger log = LoggerFactory.getLogger(TopicScan.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration NO_PROGRESS = Duration.ofSeconds(30);

  /// [#readAt] reads through gaps of at most this many offsets instead of seeking: a fetch has
  /// brought the records that lie there.
  private static final long NEAR = 500;

  private final ConsumerSource source;
  private final KafkaTopic<V> topic;
  private final Options options;

  private TopicScan(ConsumerSource source, KafkaTopic<V> topic, Options options) {
    this.source = source;
    this.topic = topic;
    this.options = options;
  }

  /// @param partition the only one to read, empty for all
  /// @param start in each partition
  /// @param noProgress how long the position may stay as it is
  /// @param stopCheck runs before every poll; what it throws ends the reading
  private record Options(
      OptionalInt partition,
      Start start,
      Duration noProgress,
      Runnable stopCheck,
      Consumer<DeadLetter> onUnreadable) {
    static final Options DEFAULT =
        new Options(
            OptionalInt.empty(),
            new Start.Offset(0),
            NO_PROGRESS,
            () -> {},
            TopicScan::logUnreadable);
  }

  private sealed interface Start {
    /// If the offset is older than what is kept, reading begins with the first record.
    record Offset(long offset) implements Start {}

    /// So many offsets before the end.
    record BeforeEnd(long offsets) implements Start {}
  }

  private static void logUnreadable(DeadLetter unreadable) {
    log.atWarn()
        .addKeyValue("source", unreadable.source())
        .addKeyValue("reason", unreadable.reason())
        .log("a record cannot be read and is left out");
  }

  /// A scan of a Kafka topic of a cluster. Nothing is opened before something is read.
  public static <V> TopicScan<V> of(KafkaConnection connection, KafkaTopic<V> topic) {
    return new TopicScan<>(new ConsumerSource.Cluster(connection), topic, Options.DEFAULT);
  }

  /// A scan with a consumer that stays the caller's, who may wake it and must close it. Each
  /// reading
  /// assigns it anew.
  ///
  /// @param consumer without a group; sees committed records only
  public static <V> TopicScan<V> of(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, KafkaTopic<V> topic) {
    return new TopicScan<>(new ConsumerSource.Given(consumer), topic, Options.DEFAULT);
  }

  /// Reads this partition only; nothing if the Kafka topic has fewer partitions.
  public TopicScan<V> partition(int partition) {
    return with(
        new Options(
            OptionalInt.of(partition),
            options.start,
            options.noProgress,
            options.stopCheck,
            options.onUnreadable));
  }

  /// Begins at this offset of each partition, or at the first record if that is later.
  public TopicScan<V> from(long offset) {
    return startingAt(new Start.Offset(offset));
  }

  /// Begins this many offsets before the end of each partition. With 0, [#follow] gives new records
  /// only.
  public TopicScan<V> last(long offsets) {
    return startingAt(new Start.BeforeEnd(offsets));
  }

  private TopicScan<V> startingAt(Start start) {
    return with(
        new Options(
            options.partition, start, options.noProgress, options.stopCheck, options.onUnreadable));
  }

  /// Fails if no record comes for this long before the end is reached, or if the cluster does not
  /// answer a question for as long.
  public TopicScan<V> giveUpAfter(Duration noProgress) {
    return with(
        new Options(
            options.partition, options.start, noProgress, options.stopCheck, options.onUnreadable));
  }

  /// Runs this before every poll. To end the reading it throws an exception, which the reading
  /// throws in turn.
  public TopicScan<V> checkBeforePoll(Runnable stopCheck) {
    return with(
        new Options(
            options.partition, options.start, options.noProgress, stopCheck, options.onUnreadable));
  }

  /// Hands over each record that cannot be decoded.
  public TopicScan<V> onUnreadable(Consumer<DeadLetter> handler) {
    return with(
        new Options(
            options.partition, options.start, options.noProgress, options.stopCheck, handler));
  }

  private TopicScan<V> with(Options changed) {
    return new TopicScan<>(source, topic, changed);
  }

  /// Reads every record, tombstones too.
  public void read(Consumer<TopicRecord<V>> records) {
    readRaw(record -> decode(record, records, options.onUnreadable));
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
          Map<TopicPartition, Long> ends = ends(consumer, start(consumer));
          pollTo(
              consumer,
              ends,
              record -> {
                if (record.offset() < ends.getOrDefault(partitionOf(record), 0L)) {
                  records.accept(record);
                }
              });
        });
  }

  /// True if there is no record, be it that offsets lie there: transactions leave markers, and
  /// compaction leaves gaps.
  public boolean isEmpty() {
    boolean[] found = {false};
    run(
        ConsumerSource.BRIEF,
        consumer -> {
          Map<TopicPartition, Long> ends = ends(consumer, start(consumer));
          pollUntil(
              consumer,
              () -> found[0] || isReached(consumer, ends),
              record -> found[0] |= record.offset() < ends.getOrDefault(partitionOf(record), 0L));
        });
    return !found[0];
  }

  /// Reads the records at these offsets of one partition, whatever the start of this scan is. One
  /// that is missing in the answer is unreadable, a tombstone's offset that was compacted away, or
  /// superseded by a newer record of its key.
  public Map<Long, TopicRecord<V>> readAt(int partition, Collection<Long> offsets) {
    Map<Long, TopicRecord<V>> found = new HashMap<>();
    TopicScan<V> one = partition(partition);
    one.run(
        ConsumerSource.BRIEF,
        consumer -> {
          for (TopicPartition assigned : one.start(consumer)) {
            one.readAt(consumer, assigned, offsets, found);
          }
        });
    return found;
  }

  private void readAt(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      Collection<Long> offsets,
      Map<Long, TopicRecord<V>> found) {
    TreeSet<Long> left = new TreeSet<>(offsets);
    // A log that was truncated holds nothing of what lay beyond its end.
    left.tailSet(ends(consumer, List.of(partition)).getOrDefault(partition, 0L), true).clear();
    if (!left.isEmpty()) {
      consumer.seek(partition, left.first());
    }
    pollUntil(
        consumer,
        () -> {
          long position = consumer.position(partition, options.noProgress);
          left.headSet(position).clear();
          if (!left.isEmpty() && left.first() - position > NEAR) {
            consumer.seek(partition, left.first());
          }
          return left.isEmpty();
        },
        record -> {
          if (left.remove(record.offset())) {
            decode(record, decoded -> found.put(decoded.offset(), decoded), options.onUnreadable);
          }
        });
  }

  /// Reads every record, then every new one as it comes, until told to stop; blocks so long. Does
  /// not give up when no record comes.
  ///
  /// @param stopped asked several times a second
  public void follow(Consumer<TopicRecord<V>> records, BooleanSupplier stopped) {
    followRaw(record -> decode(record, records, options.onUnreadable), stopped);
  }

  /// As [#follow], without decoding.
  public void followRaw(Consumer<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier stopped) {
    run(
        ConsumerSource.LASTING,
        consumer -> {
          start(consumer);
          while (!stopped.getAsBoolean()) {
            options.stopCheck.run();
            consumer.poll(POLL).forEach(records);
          }
        });
  }

  private void run(
      Duration fetchWait,
      Consumer<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> reading) {
    org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer = source.open(fetchWait);
    try {
      named(() -> reading.accept(consumer));
    } finally {
      source.close(consumer);
    }
  }

  /// Runs a reading; a timeout gets the names of the Kafka topic and the cluster.
  void named(Runnable reading) {
    try {
      reading.run();
    } catch (TimeoutException e) {
      throw new KafkaException(
          "reading " + topic.name() + source.place() + ": " + e.getMessage(), e);
    }
  }

  ConsumerSource source() {
    return source;
  }

  Consumer<DeadLetter> unreadableHandler() {
    return options.onUnreadable;
  }

  /// Assigns the partitions and seeks to the start.
  List<TopicPartition> start(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    switch (options.start) {
      case Start.Offset(long offset) when offset == 0 -> consumer.seekToBeginning(partitions);
      case Start.Offset(long offset) ->
          partitions.forEach(partition -> consumer.seek(partition, offset));
      case Start.BeforeEnd(long offsets) ->
          ends(consumer, partitions)
              .forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - offsets)));
    }
    return partitions;
  }

  private List<TopicPartition> partitions(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
    List<PartitionInfo> found = consumer.partitionsFor(topic.name(), options.noProgress);
    if (found == null || found.isEmpty()) {
      throw new KafkaException("Kafka topic " + topic.name() + " does not exist" + source.place());
    }
    return found.stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .filter(one -> options.partition.orElse(one.partition()) == one.partition())
        .toList();
  }

  /// Where the partitions end now: behind the last committed record.
  Map<TopicPartition, Long> ends(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Collection<TopicPartition> partitions) {
    return consumer.endOffsets(partitions, options.noProgress);
  }

  /// Polls until the consumer stands at these ends. Records beyond them may come with the others.
  void pollTo(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<byte[], byte[]>> records) {
    pollUntil(consumer, () -> isReached(consumer, ends), records);
  }

  private boolean isReached(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), options.noProgress) >= end.getValue());
  }

  private void pollUntil(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      BooleanSupplier done,
      Consumer<ConsumerRecord<byte[], byte[]>> records) {
    Deadline deadline = Deadline.after(options.noProgress);
    Map<TopicPartition, Long> before = Map.of();
    while (!done.getAsBoolean()) {
      options.stopCheck.run();
      consumer.poll(POLL).forEach(records);
      Map<TopicPartition, Long> now = positions(consumer);
      if (!now.equals(before)) {
        before = now;
        deadline.restart();
      } else if (deadline.hasPassed()) {
        throw new TimeoutException(
            "no progress for %s, positions stay at %s".formatted(options.noProgress, now));
      }
    }
  }

  private Map<TopicPartition, Long> positions(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      positions.put(partition, consumer.position(partition, options.noProgress));
    }
    return positions;
  }

  private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /// Decodes a record for one of two handlers.
  void decode(
      ConsumerRecord<byte[], byte[]> record,
      Consumer<TopicRecord<V>> records,
      Consumer<DeadLetter> unreadable) {
    TopicRecord<V> decoded;
    try {
      decoded = topic.decode(record);
    } catch (SerializationException e) {
      unreadable.accept(DeadLetter.of(record, String.valueOf(e.getMessage())));
      return;
    }
    records.accept(decoded);
  }
}
