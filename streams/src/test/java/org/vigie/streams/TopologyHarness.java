package org.vigie.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.AudienceRules;
import org.vigie.analysis.alert.SubscriptionHistory;
import org.vigie.analysis.alert.SubscriptionVersions;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Alert;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;
import org.vigie.streams.stage.StageCounts;
import org.vigie.streams.topology.DeadLetterHandlers;
import org.vigie.streams.topology.StreamsConfiguration;
import org.vigie.streams.topology.VigieTopology;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;

/// Runs the whole topology in one thread, without a broker.
public final class TopologyHarness implements AutoCloseable {
  public final Catalogue catalogue;
  public final StageCounts counts = new StageCounts();
  public final DeadLetterHandlers deadLetterHandlers;
  private final Path directory = createDirectory();
  private final MovableClock clock;
  private final TopologyTestDriver driver;

  private TopologyHarness(
      Catalogue catalogue,
      MovableClock clock,
      VigieTopology.EntryPoint entry,
      SubscriptionVersions subscriptions) {
    this.catalogue = catalogue;
    this.clock = clock;
    deadLetterHandlers =
        new DeadLetterHandlers(
            catalogue.rejected(), counts, Clock.fixed(TestReadings.NOW, ZoneOffset.UTC));
    VigieTopology topology =
        new VigieTopology(
            new VigieTopology.TopologyDependencies(
                catalogue, entry, TextAnalyser.bundled(), subscriptions, counts));
    driver = new TopologyTestDriver(topology.get(), createProperties(), TestReadings.NOW);
  }

  public static TopologyHarness openLive(Instant now) {
    return openLive(now, SubscriptionVersions.ofIndex(new SubscriptionIndex()));
  }

  public static TopologyHarness openLive(Instant now, SubscriptionVersions subscriptions) {
    MovableClock clock = new MovableClock(now);
    return new TopologyHarness(
        Catalogue.live(),
        clock,
        new VigieTopology.EntryPoint.LiveReadings(clock, AudienceRules.live(Duration.ofHours(48))),
        subscriptions);
  }

  public static TopologyHarness openReplay(Instant from) {
    return new TopologyHarness(
        Catalogue.replay("test"),
        new MovableClock(from),
        new VigieTopology.EntryPoint.ArchivedItems(from),
        new SubscriptionHistory(new SubscriptionIndex()));
  }

  /// Transactions are off, because the driver loses records sent between two records of one
  /// transaction.
  private Properties createProperties() {
    Map<String, Object> nowhere =
        new HashMap<>(KafkaConnection.embedded("none:1").streamsSettings("test"));
    nowhere.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    return new StreamsConfiguration(directory, 1).createProperties(nowhere, deadLetterHandlers);
  }

  private static Path createDirectory() {
    try {
      return Files.createTempDirectory("vigie-stages");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void pipeReadings(Reading... readings) {
    for (Reading reading : readings) {
      pipe(catalogue.readings(), reading);
    }
  }

  public void pipeSubscriptions(Subscription... subscriptions) {
    for (Subscription subscription : subscriptions) {
      pipe(catalogue.subscriptions(), subscription);
    }
  }

  public <V> void pipe(KafkaTopic<V> topic, V value) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), topic.serde().serializer())
        .pipeInput(topic.key().apply(value), value);
  }

  public void pipeBytes(KafkaTopic<?> topic, String key, String value) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value.getBytes(StandardCharsets.UTF_8));
  }

  public <V> List<V> readValues(KafkaTopic<V> topic) {
    return driver
        .createOutputTopic(topic.name(), new StringDeserializer(), topic.serde().deserializer())
        .readValuesToList();
  }

  public List<Alert> readAlerts() {
    return readValues(catalogue.alerts());
  }

  public List<TestRecord<byte[], byte[]>> readDeadLetters() {
    return driver
        .createOutputTopic(
            catalogue.rejected().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  public void advanceTime(Duration time) {
    clock.advance(time);
    driver.advanceWallClockTime(time);
  }

  public TopologyTestDriver driver() {
    return driver;
  }

  @Override
  public void close() {
    driver.close();
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
