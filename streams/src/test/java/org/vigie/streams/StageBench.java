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
import org.vigie.analysis.Analyst;
import org.vigie.analysis.alert.AudienceRules;
import org.vigie.analysis.alert.SubscriptionHistory;
import org.vigie.analysis.alert.Subscriptions;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Alert;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;

/// Runs the whole topology in one thread, without a broker.
final class StageBench implements AutoCloseable {
  final Catalogue catalogue;
  final StageCounts counts = new StageCounts();
  final Rejecting rejecting;
  private final Path directory = directory();
  private final MovedClock clock;
  private final TopologyTestDriver driver;

  private StageBench(
      Catalogue catalogue,
      MovedClock clock,
      VigieTopology.Entry entry,
      Subscriptions subscriptions) {
    this.catalogue = catalogue;
    this.clock = clock;
    rejecting = new Rejecting(catalogue.rejected(), counts, Clock.fixed(Press.NOW, ZoneOffset.UTC));
    VigieTopology topology =
        new VigieTopology(
            new VigieTopology.Parts(catalogue, entry, Analyst.bundled(), subscriptions, counts));
    driver = new TopologyTestDriver(topology.get(), properties(), Press.NOW);
  }

  static StageBench live(Instant now) {
    return live(now, Subscriptions.current(new SubscriptionIndex()));
  }

  static StageBench live(Instant now, Subscriptions subscriptions) {
    MovedClock clock = new MovedClock(now);
    return new StageBench(
        Catalogue.live(),
        clock,
        new VigieTopology.Entry.Live(clock, AudienceRules.live(Duration.ofHours(48))),
        subscriptions);
  }

  static StageBench past(Instant from) {
    return new StageBench(
        Catalogue.replay("test"),
        new MovedClock(from),
        new VigieTopology.Entry.Past(from),
        new SubscriptionHistory(new SubscriptionIndex()));
  }

  /// Transactions are off, because the driver loses records sent between two records of one
  /// transaction.
  private Properties properties() {
    Map<String, Object> nowhere = new HashMap<>(KafkaConnection.embedded("none:1").streams("test"));
    nowhere.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    return new StreamsConfiguration(directory, 1).of(nowhere, rejecting);
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("vigie-stages");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void read(Reading... readings) {
    for (Reading reading : readings) {
      pipe(catalogue.readings(), reading);
    }
  }

  void subscribe(Subscription... subscriptions) {
    for (Subscription subscription : subscriptions) {
      pipe(catalogue.subscriptions(), subscription);
    }
  }

  <V> void pipe(KafkaTopic<V> topic, V value) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), topic.serde().serializer())
        .pipeInput(topic.key().apply(value), value);
  }

  void pipeBytes(KafkaTopic<?> topic, String key, String value) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value.getBytes(StandardCharsets.UTF_8));
  }

  <V> List<V> values(KafkaTopic<V> topic) {
    return driver
        .createOutputTopic(topic.name(), new StringDeserializer(), topic.serde().deserializer())
        .readValuesToList();
  }

  List<Alert> alerts() {
    return values(catalogue.alerts());
  }

  List<TestRecord<byte[], byte[]>> rejected() {
    return driver
        .createOutputTopic(
            catalogue.rejected().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  void pass(Duration time) {
    clock.pass(time);
    driver.advanceWallClockTime(time);
  }

  TopologyTestDriver driver() {
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
