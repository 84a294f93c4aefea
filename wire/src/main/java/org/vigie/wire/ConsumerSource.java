package org.vigie.wire;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Where a [TopicScan] gets its consumer from.
sealed interface ConsumerSource {
  /// How long a broker may hold back the answer to a fetch if no record comes. Closing a consumer
  /// waits for that answer, and the last poll at the end of a partition always sends one more
  /// fetch.
  Duration BRIEF = Duration.ofMillis(10);

  /// The same for a consumer that waits for new records: ten fetches a second while none come.
  Duration LASTING = Duration.ofMillis(100);

  Consumer<byte[], byte[]> open(Duration fetchWait);

  void close(Consumer<byte[], byte[]> consumer);

  /// For messages: ` on <cluster>`, empty if the cluster is not known.
  String place();

  /// A consumer is opened for each reading.
  record NewConsumer(KafkaConnection connection) implements ConsumerSource {
    private static final CloseOptions CLOSE = CloseOptions.timeout(Duration.ofSeconds(1));

    @Override
    public Consumer<byte[], byte[]> open(Duration fetchWait) {
      Map<String, Object> settings = connection.readerSettings();
      settings.put("fetch.max.wait.ms", Math.toIntExact(fetchWait.toMillis()));
      return new KafkaConsumer<>(
          settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close(Consumer<byte[], byte[]> consumer) {
      consumer.close(CLOSE);
    }

    @Override
    public String place() {
      return " on " + connection;
    }
  }

  /// The caller's consumer, which stays open.
  record Given(Consumer<byte[], byte[]> consumer) implements ConsumerSource {
    @Override
    public Consumer<byte[], byte[]> open(Duration fetchWait) {
      return consumer;
    }

    @Override
    public void close(Consumer<byte[], byte[]> unused) {}

    @Override
    public String place() {
      return "";
    }
  }
}
