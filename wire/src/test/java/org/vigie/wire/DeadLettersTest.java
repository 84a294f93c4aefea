package org.vigie.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final DeadLetters deadLetters =
      new TopicWriter(producer).deadLetters(Catalogue.live().rejected());
  private final DeadLetter letter =
      DeadLetter.of(new ConsumerRecord<>("news", 3, 7, "key", "{".getBytes(UTF_8)), "no JSON: '{'");

  @Test
  void writesBytesAndReasonUnderTheSource() {
    CompletableFuture<RecordMetadata> written = deadLetters.write(letter);
    assertThat(written).isNotDone();
    assertThat(producer.completeNext()).isTrue();
    assertThat(written).isCompleted();
    ProducerRecord<byte[], byte[]> record = producer.history().getFirst();
    assertThat(record.topic()).isEqualTo("vigie.rejected");
    assertThat(new String(record.key(), UTF_8)).isEqualTo("news-3@7");
    assertThat(record.value()).isEqualTo("{".getBytes(UTF_8));
    assertThat(List.of(record.headers().toArray()))
        .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
        .containsExactly("vigie_source=news-3@7", "vigie_reason=no JSON: …");
  }

  @Test
  void failsWithTheExceptionOfKafka() {
    CompletableFuture<RecordMetadata> written = deadLetters.write(letter);
    assertThat(producer.errorNext(new TimeoutException("no broker"))).isTrue();
    assertThat(written.exceptionNow()).isInstanceOf(TimeoutException.class);
  }
}
