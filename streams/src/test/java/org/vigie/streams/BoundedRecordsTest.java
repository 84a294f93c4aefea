package org.vigie.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.TestReadings.NOW;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigie.model.Alert;
import org.vigie.model.Content;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.model.Origin;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;
import org.vigie.model.Subscription;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.streams.store.StoreDefinition;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaTopic;

/// An accepted item fits into every record made from it. A reading that does not fit leaves nothing
/// but its dead letter.
class BoundedRecordsTest {
  private static final int FITS = 1_000_000;
  private static final String HUGE = "é".repeat(300_000);

  private final TopologyHarness harness = TopologyHarness.openLive(NOW);

  @AfterEach
  void close() {
    harness.close();
  }

  @TestFactory
  Stream<DynamicTest> anOversizedPartIsRefusedAndNothingOfItRemembered() {
    Map<String, Reading> oversized = new TreeMap<>();
    oversized.put("title", with(content(HUGE, null, null, List.of())));
    oversized.put("url", with(content("t", "https://a.example/" + HUGE, null, List.of())));
    oversized.put("author", with(content("t", null, HUGE, List.of())));
    oversized.put(
        "100,000 categories",
        with(
            content("t", null, null, IntStream.range(0, 100_000).mapToObj(i -> "c" + i).toList())));
    oversized.put("alias", with("g1", "g1", List.of(HUGE), TestReadings.GAZETTE));
    oversized.put("outlet name", with("g1", "g1", List.of(), new Outlet("gazette", HUGE)));
    oversized.put("escapes", with(content("\u0001".repeat(100_000), null, null, List.of())));
    return oversized.entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> refuses(entry.getValue())));
  }

  private static void refuses(Reading reading) {
    onBench(
        bench -> {
          bench.pipeReadings(reading);
          assertThat(reasons(bench)).singleElement().asString().contains("too large");
          assertThat(entries(bench)).as("entries in the stores of accept").isZero();
          bench.pipeReadings(TestReadings.liveReading("g1", "Un titre", ""));
          assertThat(bench.readValues(bench.catalogue.items()))
              .extracting(item -> item.content().title())
              .containsExactly("Un titre");
        });
  }

  @Test
  void writesHalfACharacterAsValidUtf8() {
    harness.pipeBytes(
        harness.catalogue.readings(),
        "k",
        Json.toText(TestReadings.liveReading("g1", "Un titre", ""))
            .replace("Un titre", "Un titre \\ud83d"));
    assertThat(values(harness.catalogue.items()))
        .singleElement()
        .satisfies(bytes -> UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)));
  }

  @Test
  void takesNulInNamesForAnyOtherCharacter() {
    harness.pipeReadings(
        with("g\0one", "g\0one", List.of("a\0b"), TestReadings.GAZETTE),
        with("g one", "g one", List.of("b"), TestReadings.GAZETTE));
    assertThat(harness.readDeadLetters()).isEmpty();
    assertThat(harness.readValues(harness.catalogue.items())).extracting(Item::id).isNotEmpty();
  }

  @Test
  void whatIsMadeOfTheDensestTextFitsIntoARecord() {
    harness.pipeSubscriptions(
        IntStream.range(0, 500)
            .mapToObj(i -> TestReadings.topicSubscription("s".repeat(95) + i, "ceasefire"))
            .toArray(Subscription[]::new));
    harness.pipeSubscriptions(
        TestReadings.querySubscription("query", "trente NEAR/50 jours OR kiev OR moscou"));
    harness.pipeReadings(
        TestReadings.liveReading(
            "g1", TestReadings.TRUCE, (TestReadings.TRUCE + " ; ").repeat(6_500)));
    assertThat(harness.readDeadLetters()).isEmpty();
    assertThat(sizes(harness.catalogue.decided())).hasSizeGreaterThan(6).allMatch(n -> n < FITS);
    assertThat(sizes(harness.catalogue.matches())).hasSize(6).allMatch(n -> n < FITS);
    assertThat(sizes(harness.catalogue.stories())).singleElement().matches(n -> n < FITS);
    assertThat(harness.counts.outcomes(Stage.ALERT)).containsEntry("new", 501L);
    List<Alert> alerts = harness.readAlerts();
    assertThat(alerts)
        .hasSize(501)
        .allSatisfy(alert -> assertThat(alert.topics().getFirst().evidence()).isNotEmpty());
  }

  private List<Integer> sizes(KafkaTopic<?> topic) {
    return values(topic).stream().map(bytes -> bytes.length).toList();
  }

  private List<byte[]> values(KafkaTopic<?> topic) {
    return harness
        .driver()
        .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readValuesToList();
  }

  private static void onBench(Consumer<TopologyHarness> work) {
    try (TopologyHarness own = TopologyHarness.openLive(NOW)) {
      work.accept(own);
    }
  }

  private static List<String> reasons(TopologyHarness bench) {
    return bench.readDeadLetters().stream().map(BoundedRecordsTest::reason).toList();
  }

  private static String reason(TestRecord<byte[], byte[]> rejected) {
    return new String(rejected.headers().lastHeader("vigie_reason").value(), UTF_8);
  }

  private static int entries(TopologyHarness bench) {
    int count = 0;
    for (StoreDefinition<?> store :
        List.of(
            StoreDefinition.ALIASES, StoreDefinition.KNOWN_ITEMS, StoreDefinition.OUTLET_FEEDS)) {
      try (var all = bench.driver().getKeyValueStore(store.name()).all()) {
        while (all.hasNext()) {
          all.next();
          count++;
        }
      }
    }
    return count;
  }

  private static Content content(
      String title, @Nullable String url, @Nullable String author, List<String> categories) {
    return Content.of(title, "")
        .withUrl(url)
        .withAuthor(author)
        .withPublished(NOW)
        .withCategories(categories);
  }

  private static Reading with(Content content) {
    return reading("g1", "g1", List.of(), TestReadings.GAZETTE, content);
  }

  private static Reading with(String id, String guid, List<String> aliases, Outlet outlet) {
    return reading(id, guid, aliases, outlet, content("Un titre", null, null, List.of()));
  }

  private static Reading reading(
      String id, String guid, List<String> aliases, Outlet outlet, Content content) {
    return new Reading(
        Identity.itemId(outlet, id),
        aliases,
        outlet,
        "gazette/1",
        Origin.LIVE,
        guid,
        content,
        NOW,
        false,
        NOW,
        null);
  }
}
