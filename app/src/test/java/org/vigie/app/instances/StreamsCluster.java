package org.vigie.app.instances;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vigie.admin.lag.LagMonitor;
import org.vigie.admin.lag.LagStatus;
import org.vigie.analysis.TextAnalyser;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;
import org.vigie.streams.StreamsRole;
import org.vigie.streams.StreamsSettings;
import org.vigie.testkit.ChildProcess;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// A cluster of its own whose streams read batch after batch. The clock is set to the time of a
/// batch before it is written, and not before the batch before it is processed.
final class StreamsCluster implements AutoCloseable {
  private static final Duration WAIT_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  private final Catalogue catalogue = Catalogue.live();
  private final Path directory;
  private final boolean onePartition;
  private final FileClock clock;
  private final EmbeddedBroker broker;
  private final KafkaProducer<String, byte[]> producer;
  private final LagMonitor lag;
  private final List<StreamsRole> instances = new ArrayList<>();

  /// @param onePartition whether all readings go through one partition, whatever their outlet
  StreamsCluster(Path directory, boolean onePartition) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.onePartition = onePartition;
    clock = new FileClock(directory.resolve("clock"));
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    new TopicAdmin(broker.connection()).createAndCheck(catalogue);
    producer =
        new KafkaProducer<>(
            broker.connection().producerSettings(),
            new StringSerializer(),
            new ByteArraySerializer());
    lag = LagMonitor.open(broker.connection(), Clock.systemUTC());
  }

  /// The output of one undisturbed instance.
  StreamsOutput runUndisturbed(List<Subscription> subscriptions, List<ReadingBatch> editions)
      throws Exception {
    subscribe(subscriptions);
    clock.set(editions.getFirst().time());
    startInstance("only", StreamsSettings.DEFAULT.asSingleInstance());
    await().atMost(WAIT_TIMEOUT).until(() -> instances.getFirst().isReady());
    for (ReadingBatch edition : editions) {
      publish(edition);
      awaitIdle();
    }
    return StreamsOutput.read(connection());
  }

  /// The output of three instances, one of which is killed while it works on the middle batch.
  StreamsOutput runThreeInstances(List<Subscription> subscriptions, List<ReadingBatch> editions)
      throws Exception {
    subscribe(subscriptions);
    clock.set(editions.getFirst().time());
    try (ChildProcess third =
        StreamsProcess.start(connection(), directory.resolve("third"), clock)) {
      startInstance("first", StreamsSettings.DEFAULT);
      startInstance("second", StreamsSettings.DEFAULT);
      await().atMost(WAIT_TIMEOUT).until(() -> isEachInstanceReady(third));
      for (int i = 0; i < editions.size(); i++) {
        long before = countWritten(catalogue.items());
        publish(editions.get(i));
        if (i == editions.size() / 2) {
          await()
              .atMost(WAIT_TIMEOUT)
              .pollInterval(POLL_INTERVAL)
              .until(() -> isWorkShared(before));
          third.kill();
        }
        awaitIdle();
      }
    }
    return StreamsOutput.read(connection());
  }

  private boolean isEachInstanceReady(ChildProcess third) {
    return StreamsProcess.isReady(third)
        && instances.stream().allMatch(role -> role.countRunningTasks() > 0);
  }

  /// Whether part of the batch is processed, and not all tasks run in this process.
  private boolean isWorkShared(long before) {
    int tasksHere = instances.stream().mapToInt(role -> role.countRunningTasks()).sum();
    return tasksHere < countTasks() && countWritten(catalogue.items()) > before;
  }

  private int countTasks() {
    return catalogue.readings().partitions()
        + catalogue.decided().partitions()
        + catalogue.matches().partitions();
  }

  private KafkaConnection connection() {
    return broker.connection();
  }

  private void startInstance(String name, StreamsSettings settings) {
    StreamsRole role =
        new StreamsRole(
            connection(),
            new ClusterProbe(connection()),
            catalogue,
            TextAnalyser.bundled(),
            clock,
            directory.resolve(name),
            settings);
    instances.add(role);
    role.start();
  }

  private void subscribe(List<Subscription> subscriptions) {
    try (TopicWriter writer = TopicWriter.open(connection())) {
      subscriptions.forEach(subscription -> writer.write(catalogue.subscriptions(), subscription));
      writer.flush();
    }
  }

  private void publish(ReadingBatch edition) throws IOException {
    clock.set(edition.time());
    edition.readings().forEach(this::sendReading);
    producer.flush();
  }

  private void sendReading(Reading reading) {
    KafkaTopic<Reading> topic = catalogue.readings();
    Headers headers = new RecordHeaders();
    byte[] bytes = topic.serde().serializer().serialize(topic.name(), headers, reading);
    int partition = onePartition ? 0 : topic.partitionFor(reading);
    producer.send(
        new ProducerRecord<>(topic.name(), partition, topic.key().apply(reading), bytes, headers));
  }

  private long countWritten(KafkaTopic<?> topic) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < topic.partitions(); partition++) {
      ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
    }
    try (Admin admin = Admin.create(connection().adminSettings())) {
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits until no stage has unread records. Committed offsets are read before the end offsets,
  /// and each stage commits its input offsets with its output.
  private void awaitIdle() {
    String group = StreamsRole.applicationId(StreamsSettings.VERSION);
    await()
        .atMost(WAIT_TIMEOUT)
        .pollInterval(POLL_INTERVAL)
        .until(
            () ->
                lag.measure(group).groups().stream()
                    .anyMatch(
                        measured ->
                            measured.status() == LagStatus.OK
                                && measured.partitions().size()
                                    >= catalogue.readings().partitions()));
  }

  @Override
  public void close() {
    instances.forEach(StreamsRole::close);
    lag.close();
    producer.close();
    broker.close();
  }
}
