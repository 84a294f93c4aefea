package org.vigie.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.testkit.SampleRecords;

class KafkaTopicTest {
  private static final Catalogue CATALOGUE = Catalogue.live();

  private static <V> TopicRecord<V> decode(
      KafkaTopic<V> topic, int partition, String key, @Nullable String json) {
    byte[] bytes = json == null ? null : json.getBytes(UTF_8);
    return topic.decode(
        new ConsumerRecord<>(topic.name(), partition, 0, key.getBytes(UTF_8), bytes));
  }

  private static <V> void assertOnlyItsPartition(KafkaTopic<V> topic, V value) {
    int own = topic.partitionFor(value);
    String key = topic.key().apply(value);
    for (int partition = 0; partition < topic.partitions(); partition++) {
      int read = partition;
      if (partition == own) {
        assertThat(decode(topic, read, key, Json.toText(value)).value()).isEqualTo(value);
      } else {
        assertThatExceptionOfType(SerializationException.class)
            .isThrownBy(() -> decode(topic, read, key, Json.toText(value)))
            .withMessage("the record belongs into partition " + own);
      }
      assertThat(decode(topic, read, key, null).value()).isNull();
    }
  }

  /// Kafka's own tools choose the partition by the key.
  @Test
  void whereTheNewestOfAKeyIsKeptAValueMustLieInItsPartition() {
    assertOnlyItsPartition(CATALOGUE.feeds(), SampleRecords.FEED);
    assertOnlyItsPartition(CATALOGUE.feedStates(), SampleRecords.FEED_STATE);
    assertOnlyItsPartition(CATALOGUE.deliveries(), SampleRecords.DELIVERY);
  }

  @ParameterizedTest
  @CsvSource({"\"id\":\"127.0.0.1/, \"id\":\"a.test/", "//127.0.0.1:9/, //a.test/"})
  void aFeedHasTheHostThatItsIdNames(String part, String other) {
    Feed feed = SampleRecords.FEED;
    String changed = Json.toText(feed).replace(part, other);
    assertThatExceptionOfType(Json.MalformedJsonException.class)
        .isThrownBy(() -> Json.read(changed, Feed.class))
        .withMessageContaining("id and address name different hosts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.000000001S", "PT0.999S"})
  void aPublisherIsNotPolledWithoutPause(String interval) {
    String changed = Json.toText(SampleRecords.FEED).replace("PT5M", interval);
    assertThatExceptionOfType(Json.MalformedJsonException.class)
        .isThrownBy(() -> Json.read(changed, Feed.class))
        .withMessageContaining("interval is below 1 second");
  }

  @Test
  void aFeedStateHasTheHostOfItsFeed() {
    String state = Json.toText(SampleRecords.FEED_STATE);
    String changed = state.replace("\"host\":\"127.0.0.1\"", "\"host\":\"a.test\"");
    assertThat(changed).isNotEqualTo(state);
    assertThatExceptionOfType(Json.MalformedJsonException.class)
        .isThrownBy(() -> Json.read(changed, FeedState.class))
        .withMessageContaining("feed and host name different hosts");
  }
}
