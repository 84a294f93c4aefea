package org.vigie.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.vigie.analysis.TextAnalyser;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Alert;
import org.vigie.model.Reading;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// An embedded broker with the Kafka topics of the catalogue, on which versions of the live
/// application run one after another. Their clock is fixed.
public final class StreamsTestCluster implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(20);

  public final Catalogue catalogue = Catalogue.live();
  private final Path directory;
  private final Clock clock;
  private final EmbeddedBroker broker;
  private final TopicWriter writer;

  public StreamsTestCluster(Path directory, Instant now) {
    this.directory = directory;
    clock = Clock.fixed(now, ZoneOffset.UTC);
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    new TopicAdmin(broker.connection()).createAndCheck(catalogue);
    writer = TopicWriter.open(broker.connection());
  }

  public KafkaConnection connection() {
    return broker.connection();
  }

  public Admin admin() {
    return Admin.create(connection().adminSettings());
  }

  /// Starts a version of the application and waits until it is ready.
  public StreamsRole startVersion(int version) {
    StreamsRole role =
        new StreamsRole(
            connection(),
            new ClusterProbe(connection()),
            catalogue,
            TextAnalyser.bundled(),
            clock,
            directory.resolve("state"),
            StreamsSettings.DEFAULT.withVersion(version).asSingleInstance());
    role.start();
    await(role::isReady);
    return role;
  }

  /// Commits offsets for a version of the application that is not running.
  public void commitOffsets(int version, Map<TopicPartition, OffsetAndMetadata> offsets)
      throws Exception {
    try (Admin admin = admin()) {
      admin.alterConsumerGroupOffsets(StreamsRole.applicationId(version), offsets).all().get();
    }
  }

  public <V> void write(KafkaTopic<V> topic, V value) throws Exception {
    writer.write(topic, value).get(60, TimeUnit.SECONDS);
  }

  public void writeReading(Reading reading) throws Exception {
    write(catalogue.readings(), reading);
  }

  public void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(LONG).until(condition);
  }

  public List<Alert> awaitAlerts(int count) {
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(readValues(catalogue.alerts())).hasSizeGreaterThanOrEqualTo(count));
    return readValues(catalogue.alerts());
  }

  public <V> List<V> readValues(KafkaTopic<V> topic) {
    return TopicScan.of(connection(), topic)
        .onUnreadable(
            letter -> {
              throw new AssertionError(letter.reason());
            })
        .values();
  }

  @Override
  public void close() {
    writer.close();
    broker.close();
  }
}
