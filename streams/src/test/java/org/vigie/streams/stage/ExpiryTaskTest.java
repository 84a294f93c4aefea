package org.vigie.streams.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uses a store of instants that expire after ten seconds.
class ExpiryTaskTest {
  private static final Instant START = Instant.parse("2025-03-01T12:00:00Z");
  private static final Duration KEPT = Duration.ofSeconds(10);

  @TempDir Path directory;
  private Instant now = START;
  private int checks;
  private @Nullable TopologyTestDriver driver;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "forgetting");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    Topology topology = new Topology();
    topology.addSource("in", new StringDeserializer(), new StringDeserializer(), "in");
    topology.addProcessor("keep", StoreWriter::new, "in");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore("kept"), Serdes.String(), Serdes.String()),
        "keep");
    driver = new TopologyTestDriver(topology, settings, START);
  }

  @AfterEach
  void close() {
    driver().close();
  }

  @Test
  void looksAtABoundedNumberOfEntriesAtATime() {
    fillStore(10_000, START);
    advanceOneSecond();
    assertThat(checks).isPositive().isLessThanOrEqualTo(ExpiryTask.MAX_CHECKS_PER_SLICE);
  }

  @Test
  void goesOnWhereItStoppedAndReachesEveryEntry() {
    fillStore(10_000, START);
    fillStore(500, START.plusSeconds(3_600));
    now = now.plus(KEPT).plusSeconds(1);
    driver().advanceWallClockTime(Duration.between(START, now));
    int slices = 10_500 / ExpiryTask.MAX_CHECKS_PER_SLICE + 2;
    for (int i = 0; i < slices; i++) {
      advanceOneSecond();
    }
    assertThat(countEntries()).isEqualTo(500);
  }

  @Test
  void staysBelowTwiceWhatIsKeptHoweverMuchIsWritten() {
    int eachSecond = 1_000;
    long kept = eachSecond * KEPT.toSeconds();
    TestInputTopic<String, String> in =
        driver().createInputTopic("in", new StringSerializer(), new StringSerializer());
    for (int second = 0; second < 60; second++) {
      for (int i = 0; i < eachSecond; i++) {
        in.pipeInput(key(second * eachSecond + i), now.toString());
      }
      advanceOneSecond();
      assertThat(countEntries()).isLessThan(2 * kept);
    }
    assertThat(countEntries()).isGreaterThanOrEqualTo(kept - eachSecond);
  }

  private void fillStore(int entries, Instant written) {
    for (int i = 0; i < entries; i++) {
      store().put(key(Objects.hash(i, written)), written.toString());
    }
  }

  /// Distributes keys evenly, independently of the order of writing, as ids are.
  private static String key(int number) {
    return "%08x-%d".formatted(number * 0x9E3779B9, number);
  }

  private void advanceOneSecond() {
    now = now.plusSeconds(1);
    driver().advanceWallClockTime(Duration.ofSeconds(1));
  }

  private long countEntries() {
    return store().approximateNumEntries();
  }

  private KeyValueStore<String, String> store() {
    return driver().getKeyValueStore("kept");
  }

  private TopologyTestDriver driver() {
    return Objects.requireNonNull(driver);
  }

  private final class StoreWriter implements Processor<String, String, Void, Void> {
    private @Nullable KeyValueStore<String, String> store;
    private @Nullable ExpiryTask<String> forgetting;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      KeyValueStore<String, String> kept = context.getStateStore("kept");
      store = kept;
      forgetting = new ExpiryTask<>(context, kept, this::expired, entry -> kept.delete(entry.key));
      forgetting.schedule(() -> now);
    }

    private boolean expired(String written, Instant moment) {
      checks++;
      return Instant.parse(written).isBefore(moment.minus(KEPT));
    }

    @Override
    public void process(Record<String, String> record) {
      Objects.requireNonNull(store).put(record.key(), record.value());
      Objects.requireNonNull(forgetting).recordWrite();
    }
  }
}
