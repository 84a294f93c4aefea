package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigie.model.Channel;
import org.vigie.testkit.FaultyJson;
import org.vigie.testkit.FaultyJson.FaultyCopy;
import org.vigie.testkit.SampleRecords;

/// Every field of every record in every form: what is read is a value that can be used, or is
/// refused with the name of the field.
class FaultyRecordsTest {
  private static final Catalogue CATALOGUE = Catalogue.live();

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of(CATALOGUE.feeds(), SampleRecords.FEED),
        Arguments.of(CATALOGUE.feedStates(), SampleRecords.FEED_STATE),
        Arguments.of(CATALOGUE.readings(), SampleRecords.READING),
        Arguments.of(CATALOGUE.items(), SampleRecords.ITEM),
        Arguments.of(CATALOGUE.decided(), SampleRecords.DECISION),
        Arguments.of(CATALOGUE.decided(), SampleRecords.MATCH_GROUP),
        Arguments.of(CATALOGUE.stories(), SampleRecords.STORY),
        Arguments.of(CATALOGUE.matches(), SampleRecords.STORY_MATCHES),
        Arguments.of(CATALOGUE.subscriptions(), SampleRecords.SUBSCRIPTION),
        Arguments.of(CATALOGUE.subscriptionStates(), SampleRecords.SUBSCRIPTION_STATE),
        Arguments.of(CATALOGUE.alerts(), SampleRecords.ALERT),
        Arguments.of(CATALOGUE.deliveries(), SampleRecords.DELIVERY),
        Arguments.of(CATALOGUE.retries(), SampleRecords.RETRY),
        Arguments.of(CATALOGUE.feedback(), SampleRecords.FEEDBACK),
        Arguments.of(CATALOGUE.replays(), SampleRecords.REPLAY));
  }

  @Test
  void everyKafkaTopicOfTheModelIsThere() {
    assertThat(records().map(record -> record.get()[0]).distinct())
        .containsExactlyInAnyOrderElementsOf(
            CATALOGUE.all().stream().filter(topic -> topic != CATALOGUE.rejected()).toList());
  }

  @ParameterizedTest
  @MethodSource("records")
  <V> void noFieldOfTheSampleIsEmpty(KafkaTopic<V> topic, V sample) throws Exception {
    assertFilled(topic.name(), sample);
  }

  private static void assertFilled(String path, @Nullable Object value) throws Exception {
    assertThat(value).as(path).isNotNull();
    if (value instanceof Collection<?> list) {
      assertThat(list).as(path).isNotEmpty();
      assertFilled(path, list.iterator().next());
    } else if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        assertFilled(path + "." + component.getName(), component.getAccessor().invoke(value));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  <V> void eachFormOfEachFieldIsUsableOrRefusedByName(KafkaTopic<V> topic, V sample) {
    Headers headers = new RecordHeaders();
    byte[] bytes = topic.serde().serializer().serialize(topic.name(), headers, sample);
    Object tree = Json.MAPPER.readValue(bytes, Object.class);
    int used = 0;
    int refused = 0;
    for (FaultyCopy copy : FaultyJson.copiesOf(tree, Json::toText)) {
      V value = read(topic, headers, copy);
      if (value == null) {
        refused++;
      } else {
        assertUsable(copy, topic, value);
        used++;
      }
    }
    assertThat(used).isPositive();
    assertThat(refused).isPositive();
    System.out.printf(
        "%s %s: %d forms of fields, %d refused, %d usable%n",
        topic.name(), sample.getClass().getSimpleName(), used + refused, refused, used);
  }

  /// Null if it is refused.
  private static <V> @Nullable V read(KafkaTopic<V> topic, Headers headers, FaultyCopy copy) {
    byte[] bytes = copy.json().getBytes(StandardCharsets.UTF_8);
    try {
      return Objects.requireNonNull(
          topic.serde().deserializer().deserialize(topic.name(), headers, bytes));
    } catch (SerializationException e) {
      if (isRefusedByJson(copy)) {
        return null;
      }
      assertThat(FailureReason.sanitize(String.valueOf(e.getMessage())))
          .as(copy.toString())
          .contains(copy.path().contains("abels.") ? "abels" : copy.field());
      return null;
    } catch (RuntimeException e) {
      throw new AssertionError(topic.name() + " " + copy, e);
    }
  }

  /// No JSON, or deeper than any: the parser names the place.
  private static boolean isRefusedByJson(FaultyCopy copy) {
    return copy.form().equals("NaN") || copy.form().startsWith("a thousand");
  }

  private static <V> void assertUsable(FaultyCopy copy, KafkaTopic<V> topic, V value) {
    try {
      assertThat(topic.key().apply(value)).isNotBlank().hasSizeLessThan(10_000);
      assertThat(topic.key().apply(value).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(30_000);
      Headers headers = new RecordHeaders();
      byte[] again = topic.serde().serializer().serialize(topic.name(), headers, value);
      V same = topic.serde().deserializer().deserialize(topic.name(), headers, again);
      if (copy.form().contains("\\ud")) {
        assertThat(topic.key().apply(same)).isEqualTo(topic.key().apply(value));
      } else {
        assertThat(same).isEqualTo(value);
      }
      assertThat(value.toString()).isNotBlank();
      assertRange(value);
      if (!copy.path().equals("partition")) {
        assertThat(topic.partitionFor(value)).isBetween(0, topic.partitions() - 1);
      }
    } catch (RuntimeException | ReflectiveOperationException e) {
      throw new AssertionError(topic.name() + " " + copy, e);
    }
  }

  /// Sums with any configured duration must not overflow.
  private static void assertRange(@Nullable Object value) throws ReflectiveOperationException {
    switch (value) {
      case Instant time -> {
        assertThat(time.plus(Duration.ofDays(1_000_000)).toEpochMilli()).isNotZero();
        assertThat(time.minus(Duration.ofDays(1_000_000)).toEpochMilli()).isNotZero();
      }
      case Duration duration ->
          assertThat(duration.multipliedBy(1 << 20).toMillis()).isNotNegative();
      case Double number -> assertThat(number).isFinite();
      case Integer number -> assertThat(Math.addExact(number, 1)).isNotNegative();
      case Collection<?> list -> {
        for (Object element : list) {
          assertRange(element);
        }
      }
      case Channel channel -> assertThat(channel.name()).isNotBlank();
      case Map<?, ?> map -> assertThat(map).doesNotContainValue(null);
      case Record nested -> {
        for (RecordComponent component : nested.getClass().getRecordComponents()) {
          assertRange(component.getAccessor().invoke(nested));
        }
      }
      case null, default -> {}
    }
  }
}
