package org.vigie.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vigie.streams.TestReadings.NOW;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Reading;
import org.vigie.streams.stage.StageCounts.Stage;
import org.vigie.testkit.FaultyJson;
import org.vigie.testkit.FaultyJson.FaultyCopy;
import org.vigie.testkit.SampleRecords;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaTopic;

/// Every field of every record that the topology reads, in every form: whatever becomes of the
/// record, the next one passes through all stages.
class FaultyFieldsTest {
  /// Of the forms, one in so many is tried; the long run tries all.
  private static final int SHARE = 16;

  private final TopologyHarness harness = TopologyHarness.openLive(NOW);
  private int good;

  @AfterEach
  void close() {
    harness.close();
  }

  static List<Arguments> records() {
    Catalogue catalogue = Catalogue.live();
    return List.of(
        Arguments.of(catalogue.readings(), SampleRecords.READING),
        Arguments.of(catalogue.decided(), SampleRecords.DECISION),
        Arguments.of(catalogue.decided(), SampleRecords.MATCH_GROUP),
        Arguments.of(catalogue.matches(), SampleRecords.STORY_MATCHES),
        Arguments.of(catalogue.subscriptions(), SampleRecords.SUBSCRIPTION));
  }

  @ParameterizedTest
  @MethodSource("records")
  <V> void aFaultyFieldStopsNothing(KafkaTopic<V> topic, V sample) {
    pipeCopies(topic, sample, SHARE);
  }

  @ParameterizedTest
  @MethodSource("records")
  @Tag("proof")
  <V> void noFormOfAnyFieldStopsAnything(KafkaTopic<V> topic, V sample) {
    pipeCopies(topic, sample, 1);
  }

  private <V> void pipeCopies(KafkaTopic<V> topic, V sample, int share) {
    harness.pipeSubscriptions(TestReadings.topicSubscription("treves", "ceasefire"));
    RecordHeaders headers = new RecordHeaders();
    byte[] bytes = topic.serde().serializer().serialize(topic.name(), headers, sample);
    byte[] key = topic.key().apply(sample).getBytes(UTF_8);
    TestInputTopic<byte[], byte[]> input =
        harness
            .driver()
            .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    List<FaultyCopy> copies =
        FaultyJson.copiesOf(Json.MAPPER.readValue(bytes, Object.class), Json::toText);
    int tried = 0;
    for (int i = 0; i < copies.size(); i++) {
      if (i % share == i / FaultyJson.forms().size() % share) {
        tried++;
        try {
          input.pipeInput(
              new TestRecord<>(
                  key, copies.get(i).json().getBytes(UTF_8), new RecordHeaders(headers)));
        } catch (RuntimeException e) {
          throw new AssertionError(topic.name() + " " + copies.get(i), e);
        }
        if (tried % 100 == 0) {
          assertGoodPasses();
        }
      }
    }
    harness.advanceTime(Duration.ofSeconds(5));
    assertGoodPasses();
    for (Stage stage : Stage.values()) {
      assertThat(harness.counts.outcomes(stage).values().stream().mapToLong(n -> n).sum())
          .as(stage.toString())
          .isEqualTo(harness.counts.received(stage));
    }
    System.out.printf("%s: %d forms tried%n", topic.name(), tried);
  }

  private void assertGoodPasses() {
    good++;
    harness.readAlerts();
    harness.pipeReadings(
        TestReadings.liveReading(
            "good-" + good, "Un cessez-le-feu est conclu à Ville-" + good, "Numéro " + good));
    assertThat(harness.readAlerts())
        .extracting(alert -> alert.subscription() + " " + alert.title())
        .contains("treves Un cessez-le-feu est conclu à Ville-" + good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/amp", ".amp", "?a", "&a=1", "=", ".", "(", "[", "\u0301", "%C3"})
  void anAddressOfManyPartsPassesThroughAllStages(String part) {
    String parts = part.repeat(20_000);
    for (String beginning : List.of("une", "une?a=1", "une#a")) {
      harness.pipeReadings(withUrl(beginning, "https://a.test/" + beginning + parts));
    }
    assertThat(harness.readDeadLetters()).isEmpty();
    assertThat(harness.readValues(harness.catalogue.stories())).hasSize(3);
  }

  private static Reading withUrl(String id, String url) {
    Reading sample = SampleRecords.READING;
    return new Reading(
        id,
        List.of(),
        sample.outlet(),
        sample.feed(),
        sample.origin(),
        id,
        sample.content().withUrl(url),
        NOW,
        false,
        NOW,
        null);
  }

  @Test
  void aPartitionThatDoesNotExistMakesADeadLetter() {
    DecisionRecord.MatchGroup group =
        new DecisionRecord.MatchGroup(
            SampleRecords.DECISION, 99, SampleRecords.MATCH_GROUP.matches());
    harness.pipe(harness.catalogue.decided(), group);
    assertThat(harness.readDeadLetters()).hasSize(1);
  }
}
