package org.vigie.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// One run of an application on a broker of its own, in a directory that is removed in the end:
/// first a backlog of readings that wait for it, then readings that come at a steady pace.
final class PipelineRun implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /// After which nothing comes any more, on a machine that is busy with one run alone.
  static final Duration SILENCE = Duration.ofSeconds(3);

  private static final Duration LOOK = Duration.ofMillis(20);

  private final Catalogue catalogue = Catalogue.live();
  private final Path directory;
  private final EmbeddedBroker broker;
  private final TopicWriter writer;

  private PipelineRun(Path directory) {
    this.directory = directory;
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    new TopicAdmin(broker.connection()).prepare(catalogue);
    writer = TopicWriter.open(broker.connection());
  }

  /// A broker with these subscriptions, and with these readings waiting.
  static PipelineRun on(Path directory, List<Subscription> subscriptions, List<Reading> waiting) {
    PipelineRun run = new PipelineRun(directory);
    try {
      run.writeAll(run.catalogue.subscriptions(), subscriptions);
      run.writeAll(run.catalogue.readings(), waiting);
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  private <V> void writeAll(KafkaTopic<V> topic, List<V> values) {
    CompletableFuture.allOf(
            values.stream()
                .map(value -> writer.write(topic, value))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  void write(Reading reading) {
    writer.write(catalogue.readings(), reading);
  }

  /// As the command writes it; returns once Kafka has it.
  void write(Subscription subscription) {
    writer.write(catalogue.subscriptions(), subscription).join();
  }

  KafkaConnection connection() {
    return broker.connection();
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Path stateDirectory() {
    return directory.resolve("state");
  }

  /// How fast the backlog is read and thrown away: records a second.
  double rawRate(int records) {
    long begin = System.nanoTime();
    try (KafkaConsumer<byte[], byte[]> consumer = reader(catalogue.readings())) {
      for (int read = 0; read < records; ) {
        read += consumer.poll(LOOK).count();
      }
    }
    return records * 1e9 / (System.nanoTime() - begin);
  }

  /// Waits until as many alerts came as are expected, and says how long that took from the moment
  /// when the first reading was taken up.
  double secondsUntil(AlertClock alerts, int expected) {
    await(alerts, expected);
    long sinceLast = System.nanoTime() - alerts.last();
    double sinceFirst = (System.currentTimeMillis() - firstItemMillis()) / 1e3;
    return sinceFirst - sinceLast / 1e9;
  }

  private static void await(AlertClock alerts, int expected) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (alerts.count() < expected) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            alerts.count() + " alerts of " + expected + " came within " + LONGEST);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /// Waits until all of so many readings are archived and no alert has come for a while.
  void awaitSilence(AlertClock alerts, int readings) {
    try (KafkaConsumer<byte[], byte[]> consumer = reader(catalogue.items())) {
      for (int read = 0; read < readings; ) {
        read += consumer.poll(LOOK).count();
      }
    }
    awaitSilence(alerts, SILENCE);
  }

  /// Waits until no alert has come for a while.
  static void awaitSilence(AlertClock alerts, Duration silence) {
    long begin = System.nanoTime();
    while (System.nanoTime() - Math.max(begin, alerts.last()) < silence.toNanos()) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /// Records are stamped when the reading behind them is taken up.
  private long firstItemMillis() {
    try (KafkaConsumer<byte[], byte[]> consumer = reader(catalogue.items())) {
      Map<TopicPartition, Long> first = new HashMap<>();
      boolean more = true;
      while (more) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
        for (TopicPartition partition : records.partitions()) {
          first.putIfAbsent(partition, records.records(partition).getFirst().timestamp());
        }
        more = !records.isEmpty() && first.size() < consumer.assignment().size();
      }
      return Collections.min(first.values());
    }
  }

  private KafkaConsumer<byte[], byte[]> reader(KafkaTopic<?> topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection().reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < topic.partitions(); partition++) {
      partitions.add(new TopicPartition(topic.name(), partition));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  /// Writes readings at a fixed pace, see [#pace], and says how long each that raised an alert took
  /// from the moment when it was due to be written to its first committed alert, in ms, sorted. The
  /// first ones warm up and are left out.
  double[] latencies(
      AlertClock alerts, List<Reading> readings, int expected, int perSecond, int warmUp) {
    int before = alerts.count();
    alerts.nameItems();
    Map<String, Long> due = pace(readings, perSecond, warmUp);
    await(alerts, before + expected);
    return latencies(alerts, due);
  }

  /// Writes readings at a fixed pace, whatever becomes of them (an open loop).
  ///
  /// @param warmUp how many of the first are left out of the answer
  /// @return when each item was due to be written, in the time of `System.nanoTime`
  Map<String, Long> pace(List<Reading> readings, int perSecond, int warmUp) {
    Map<String, Long> due = new HashMap<>();
    long begin = System.nanoTime();
    for (int i = 0; i < readings.size(); i++) {
      long moment = begin + i * 1_000_000_000L / perSecond;
      while (System.nanoTime() < moment) {
        LockSupport.parkNanos(moment - System.nanoTime());
      }
      if (i >= warmUp) {
        due.put(readings.get(i).itemId(), moment);
      }
      write(readings.get(i));
    }
    return due;
  }

  /// How long after it was due the first alert of each item came that raised any, in ms, sorted.
  static double[] latencies(AlertClock alerts, Map<String, Long> due) {
    return due.entrySet().stream()
        .flatMapToLong(entry -> alerts.nanosAfter(entry.getValue(), entry.getKey()))
        .mapToDouble(nanos -> nanos / 1e6)
        .sorted()
        .toArray();
  }

  /// The value below which a share of sorted values lies; NaN without values.
  static double quantile(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /// All of two sorted lists, sorted.
  static double[] merged(double[] some, double[] others) {
    double[] all = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    Arrays.sort(all);
    return all;
  }

  @Override
  public void close() {
    writer.close();
    broker.close();
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
