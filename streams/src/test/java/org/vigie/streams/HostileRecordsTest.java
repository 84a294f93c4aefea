package org.vigie.streams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.TestReadings.NOW;
import static org.vigie.streams.TestReadings.TRUCE;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaTopic;

/// Invalid records in every Kafka topic that the stages read: each becomes a dead letter with its
/// source, its reason and its bytes, and blocks no later record.
class HostileRecordsTest {
  private static final List<Function<Catalogue, KafkaTopic<?>>> SOURCES =
      List.of(Catalogue::readings, Catalogue::decided, Catalogue::matches);
  private static final int FITS = 1_000_000;
  private static final String MARKS = "{}[]\",:09-";

  private final TopologyHarness harness = TopologyHarness.openLive(NOW);
  private int good;

  @AfterEach
  void close() {
    harness.close();
  }

  private static Map<String, byte @Nullable []> invalidRecords() {
    Map<String, byte @Nullable []> malformed = new TreeMap<>();
    malformed.put("nothing", new byte[0]);
    malformed.put("a tombstone", null);
    malformed.put("truncated JSON", "{\"itemId\": \"a".getBytes(UTF_8));
    malformed.put("10,000 levels", "[".repeat(10_000).getBytes(UTF_8));
    malformed.put("10,000 objects", "{\"content\":".repeat(10_000).getBytes(UTF_8));
    malformed.put("a million digits", ("{\"seen\":" + "9".repeat(1_000_000)).getBytes(UTF_8));
    malformed.put("duplicate keys", "{\"itemId\":\"a\",\"itemId\":\"b\"}".getBytes(UTF_8));
    malformed.put("wrong types", "{\"itemId\":[],\"item\":7,\"story\":{}}".getBytes(UTF_8));
    malformed.put("no UTF-8", "{\"itemId\":\"é\"}".getBytes(ISO_8859_1));
    malformed.put("a byte order mark", "\ufeff[]".getBytes(UTF_8));
    malformed.put("null", "null".getBytes(UTF_8));
    malformed.put("a long name", ("{\"" + "a".repeat(100_000) + "\":1}").getBytes(UTF_8));
    malformed.put("two megabytes", ("\"" + "x".repeat(2_000_000) + "\"").getBytes(UTF_8));
    return malformed;
  }

  @TestFactory
  Stream<DynamicTest> invalidRecordBecomesDeadLetterWithSourceReasonAndBytes() {
    return invalidRecords().entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> refuses(entry.getValue())));
  }

  private static void refuses(byte @Nullable [] bytes) {
    try (TopologyHarness bench = TopologyHarness.openLive(NOW)) {
      bench.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
      for (Function<Catalogue, KafkaTopic<?>> source : SOURCES) {
        KafkaTopic<?> topic = source.apply(bench.catalogue);
        pipe(bench, topic, "k", bytes, new RecordHeaders());
        TestRecord<byte[], byte[]> rejected = bench.readDeadLetters().getFirst();
        assertThat(header(rejected, "vigie_source")).startsWith(topic.name() + "-0@");
        assertThat(header(rejected, "vigie_reason")).isNotBlank().hasSizeLessThanOrEqualTo(500);
        assertOriginal(bytes, rejected.value());
      }
      bench.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
      assertThat(bench.readAlerts()).hasSize(1);
    }
  }

  private static void assertOriginal(byte @Nullable [] sent, byte @Nullable [] kept) {
    if (sent == null || kept == null) {
      assertThat(kept).isEqualTo(sent);
      return;
    }
    assertThat(kept.length).isLessThan(FITS);
    assertThat(kept).isEqualTo(Arrays.copyOf(sent, Math.min(sent.length, kept.length)));
  }

  @Test
  void aRecordWithoutAKeyOrHeadersIsReadAllTheSame() {
    pipe(
        harness,
        harness.catalogue.readings(),
        null,
        Json.toBytes(TestReadings.liveReading("g1", TRUCE, "")),
        new RecordHeaders());
    assertThat(harness.readValues(harness.catalogue.items())).hasSize(1);
  }

  @Test
  void anUnknownEventTypeBecomesADeadLetter() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_type", "com.example.other.v1\u001b[2J".getBytes(UTF_8));
    byte[] value = Json.toBytes(TestReadings.liveReading("g1", TRUCE, ""));
    for (Function<Catalogue, KafkaTopic<?>> source : SOURCES) {
      pipe(harness, source.apply(harness.catalogue), "k", value, headers);
    }
    assertThat(harness.readDeadLetters())
        .hasSize(3)
        .allSatisfy(
            rejected ->
                assertThat(header(rejected, "vigie_reason"))
                    .contains("ce_type")
                    .doesNotContain("\u001b", "com.example"));
  }

  @Test
  void anInvalidSubscriptionDisablesOnlyItself() {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    for (byte @Nullable [] bytes : invalidRecords().values()) {
      pipe(harness, harness.catalogue.subscriptions(), "k@1", bytes, new RecordHeaders());
    }
    harness.pipeSubscriptions(
        TestReadings.querySubscription("clauses", "paix OR ".repeat(10_000) + "paix"),
        TestReadings.querySubscription("levels", "(".repeat(1_000) + "paix" + ")".repeat(1_000)),
        TestReadings.querySubscription("prefix", "a*"),
        TestReadings.querySubscription("near", "paix NEAR/100000 trêve"),
        TestReadings.querySubscription("megabyte", "x".repeat(1_000_000)));
    harness.pipeReadings(TestReadings.liveReading("g1", TRUCE, ""));
    assertThat(harness.readAlerts())
        .extracting(alert -> alert.subscription())
        .containsExactly("treves");
  }

  @Test
  void mutatedRecordsBlockNothing() {
    mutate(400);
  }

  @Test
  @Tag("proof")
  void manyMutatedRecordsBlockNothing() {
    mutate(40_000);
  }

  /// Writes a valid record after each mutated one; it must pass through. Every received record must
  /// be counted.
  private void mutate(int runs) {
    Random random = new Random(11);
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    harness.pipeReadings(TestReadings.liveReading("seed", TRUCE, "Un chapeau"));
    List<byte[]> seeds =
        List.of(
            Json.toBytes(TestReadings.liveReading("seed", TRUCE, "Un chapeau")),
            Json.toBytes(harness.readValues(harness.catalogue.decided()).getFirst()),
            Json.toBytes(harness.readValues(harness.catalogue.matches()).getFirst()));
    harness.readValues(harness.catalogue.items());
    for (int run = 0; run < runs; run++) {
      int source = random.nextInt(SOURCES.size());
      byte[] bytes = mutated(seeds.get(random.nextInt(seeds.size())), random);
      RecordHeaders headers = new RecordHeaders();
      if (random.nextBoolean()) {
        headers.add("ce_type", mutated("org.vigie.decision.v1".getBytes(UTF_8), random));
      }
      pipe(harness, SOURCES.get(source).apply(harness.catalogue), "k" + run, bytes, headers);
      assertGoodPasses();
      harness
          .readDeadLetters()
          .forEach(rejected -> assertThat(rejected.value()).hasSizeLessThanOrEqualTo(FITS));
    }
    for (Stage stage : Stage.values()) {
      assertThat(harness.counts.outcomes(stage).values().stream().mapToLong(n -> n).sum())
          .as(stage.toString())
          .isEqualTo(harness.counts.received(stage));
    }
  }

  private void assertGoodPasses() {
    good++;
    String guid = "good-" + good;
    harness.pipeReadings(TestReadings.liveReading(guid, "Le marché numéro " + good, ""));
    assertThat(harness.readValues(harness.catalogue.items()))
        .extracting(item -> item.content().title())
        .contains("Le marché numéro " + good);
    harness.readValues(harness.catalogue.decided());
    harness.readValues(harness.catalogue.matches());
    harness.readValues(harness.catalogue.stories());
    harness.readAlerts();
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> bytes[at] = (byte) MARKS.charAt(random.nextInt(MARKS.length()));
      }
    }
    return bytes;
  }

  private static void pipe(
      TopologyHarness bench,
      KafkaTopic<?> topic,
      @Nullable String key,
      byte @Nullable [] value,
      RecordHeaders headers) {
    bench
        .driver()
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key == null ? null : key.getBytes(UTF_8), value, headers));
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
