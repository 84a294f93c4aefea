package org.vigie.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;

/// The settings of Kafka Streams under which every application here runs.
record StreamsConfiguration(
    String applicationId, Path stateDirectory, int threads, Duration sessionTimeout) {

  /// Together with the settings that reach the cluster, which win where they name the same key.
  Properties with(Map<String, Object> connection, Rejecting rejecting) {
    Map<String, Object> all = new HashMap<>();
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    all.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStores.class);
    putErrorHandling(all, rejecting);
    putPace(all);
    all.putAll(connection);
    Properties properties = new Properties();
    properties.putAll(all);
    return properties;
  }

  private static void putErrorHandling(Map<String, Object> all, Rejecting rejecting) {
    all.put(Rejecting.CONFIG, rejecting);
    all.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, Rejecting.OfUnreadable.class);
    all.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, Rejecting.OfIndigestible.class);
    all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    all.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, Rejecting.OfOversized.class);
  }

  /// The defaults of 100 ms each for linger, poll and commit would add up at every stage. Records
  /// are stamped with now: an old stamp dies by retention at once, a missing one stops the stream.
  private void putPace(Map<String, Object> all) {
    int session = Math.toIntExact(sessionTimeout.toMillis());
    all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
    all.put(StreamsConfig.POLL_MS_CONFIG, 5L);
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 10L);
    all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    all.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
    all.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 3);
    all.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class);
  }
}
