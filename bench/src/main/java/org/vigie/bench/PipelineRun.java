package org.vigie.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Utils;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Deadline;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// One run of an application with its own broker, in a directory that is removed at the end: first
/// a backlog of readings, then readings at a steady pace.
final class PipelineRun implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /// The time without alerts after which no more are expected, if the machine runs nothing else.
  static final Duration QUIET_PERIOD = Duration.ofSeconds(3);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private final Catalogue catalogue = Catalogue.live();
  private final Path directory;
  private final EmbeddedBroker broker;
  private final TopicWriter writer;

  private PipelineRun(Path directory) {
    this.directory = directory;
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    new TopicAdmin(broker.connection()).createAndCheck(catalogue);
    writer = TopicWriter.open(broker.connection());
  }

  /// Starts a broker that holds these subscriptions and a backlog of these readings.
  static PipelineRun start(
      Path directory, List<Subscription> subscriptions, List<Reading> waiting) {
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

  /// Writes a subscription as the command does and returns once Kafka has acknowledged it.
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

  /// Returns how many records per second a plain consumer reads from the backlog.
  double measureRawRate(int records) {
    long begin = System.nanoTime();
    awaitRecords(catalogue.readings(), records);
    return records * 1e9 / (System.nanoTime() - begin);
  }

  /// Waits for the expected number of alerts and returns the seconds from the first reading
  /// processed to the last alert.
  double measureSecondsUntil(AlertObserver alerts, int expected) {
    awaitAlerts(alerts, expected);
    long sinceLast = System.nanoTime() - alerts.lastArrivalNanos();
    double sinceFirst = (System.currentTimeMillis() - findFirstItemMillis()) / 1e3;
    return sinceFirst - sinceLast / 1e9;
  }

  private static void awaitAlerts(AlertObserver alerts, int expected) {
    if (!Deadline.after(TIMEOUT).await(POLL_INTERVAL, () -> alerts.count() >= expected)) {
      throw new IllegalStateException(
          alerts.count() + " alerts of " + expected + " came within " + TIMEOUT);
    }
  }

  /// Waits until this number of readings is archived and no alert has arrived for three seconds.
  void awaitQuiet(AlertObserver alerts, int readings) {
    awaitRecords(catalogue.items(), readings);
    awaitQuiet(alerts, QUIET_PERIOD);
  }

  /// Waits until no alert has arrived for the given time.
  static void awaitQuiet(AlertObserver alerts, Duration silence) {
    long begin = System.nanoTime();
    Deadline.none()
        .await(
            POLL_INTERVAL,
            () ->
                System.nanoTime() - Math.max(begin, alerts.lastArrivalNanos())
                    >= silence.toNanos());
  }

  /// The timestamp of an item record is the time when its reading was processed.
  private long findFirstItemMillis() {
    long[] first = {Long.MAX_VALUE};
    TopicScan.of(connection(), catalogue.items())
        .readRaw(record -> first[0] = Math.min(first[0], record.timestamp()));
    return first[0];
  }

  /// Reads a Kafka topic until so many records have come.
  private void awaitRecords(KafkaTopic<?> topic, int count) {
    int[] read = {0};
    TopicScan.of(connection(), topic).followRaw(record -> read[0]++, () -> read[0] >= count);
  }

  /// Writes readings at a fixed pace. Returns the latencies of those that raised an alert, from the
  /// moment when the reading was due to be written to its first committed alert, in ms, sorted. The
  /// first readings warm up and are left out.
  double[] measureLatencies(
      AlertObserver alerts, List<Reading> readings, int expected, int perSecond, int warmUp) {
    int before = alerts.count();
    alerts.startRecordingItems();
    Map<String, Long> due = writeAtPace(readings, perSecond, warmUp);
    awaitAlerts(alerts, before + expected);
    return computeLatencies(alerts, due);
  }

  /// Writes readings at a fixed pace that does not depend on their processing (an open loop).
  ///
  /// @param warmUp how many of the first readings the result leaves out
  /// @return when each item was due to be written, in the time of `System.nanoTime`
  Map<String, Long> writeAtPace(List<Reading> readings, int perSecond, int warmUp) {
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

  /// Returns the latencies of the items that raised an alert, from the moment when they were due to
  /// the first alert, in ms, sorted.
  static double[] computeLatencies(AlertObserver alerts, Map<String, Long> due) {
    return due.entrySet().stream()
        .flatMapToLong(entry -> alerts.findNanosToFirstAlert(entry.getValue(), entry.getKey()))
        .mapToDouble(nanos -> nanos / 1e6)
        .sorted()
        .toArray();
  }

  /// Returns the quantile of sorted values; NaN without values.
  static double quantile(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /// Returns the values of two sorted arrays, sorted.
  static double[] mergeSorted(double[] some, double[] others) {
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
