package org.vigie.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WrittenDeadLettersTest {
  private static final KafkaTopic<DeadLetter> TOPIC = Catalogue.live().rejected();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC.name(), 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final WrittenDeadLetters written = new WrittenDeadLetters();

  WrittenDeadLettersTest() {
    consumer.updatePartitions(
        TOPIC.name(), List.of(new PartitionInfo(TOPIC.name(), 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 1L));
  }

  private static DeadLetter letter(String source) {
    return DeadLetter.of(source, "", List.of(), null);
  }

  private void addLetterAtPoll(String source) {
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(
                    TOPIC.name(), 0, 0, source.getBytes(UTF_8), "whatever".getBytes(UTF_8))));
  }

  @Test
  void knowsWhatKafkaHasAndWhatItHasAcknowledged() {
    addLetterAtPoll("feeds-0@7");
    written.readOnce(TopicScan.of(consumer, TOPIC));
    assertThat(written.contains(letter("feeds-0@7"))).isTrue();
    assertThat(written.contains(letter("feeds-0@8"))).isFalse();
    assertThat(written.contains(letter("feeds-0@8"))).as("not before it is added").isFalse();
    written.add(letter("feeds-0@8"));
    assertThat(written.contains(letter("feeds-0@8"))).isTrue();
  }

  @Test
  void goesOnWhereTheyCannotBeReadAndTriesAgain() {
    consumer.setPollException(new KafkaException("no leader"));
    written.readOnce(TopicScan.of(consumer, TOPIC));
    assertThat(written.contains(letter("feeds-0@7"))).isFalse();
    addLetterAtPoll("feeds-0@7");
    written.readOnce(TopicScan.of(consumer, TOPIC));
    assertThat(written.contains(letter("feeds-0@7"))).isTrue();
  }
}
