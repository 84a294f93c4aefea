package org.vigie.streams.topology;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.vigie.streams.store.RocksDbMemoryLimits;

/// The Kafka Streams settings that every application of this project shares, in addition to those
/// for the connection and the commit timing. Public because the baseline in the benchmark runs
/// under the same settings.
///
/// @param stateDirectory the directory of the state stores; created if missing
/// @param threads the number of stream threads
public record StreamsConfiguration(Path stateDirectory, int threads) {

  /// The settings of an application that writes dead letters.
  public Properties createProperties(
      Map<String, Object> connection, DeadLetterHandlers deadLetterHandlers) {
    Properties all = createProperties(connection);
    putErrorHandling(all, deadLetterHandlers);
    return all;
  }

  /// The settings of an application that stops at the first record that it cannot process.
  ///
  /// @param connection the application id and the connection settings, see
  ///     `org.vigie.wire.KafkaConnection#streams`
  public Properties createProperties(Map<String, Object> connection) {
    Properties all = new Properties();
    all.putAll(connection);
    all.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemoryLimits.class);
    all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // Output records carry the time at which they are written. Otherwise a reading that waited for
    // weeks would pass on its old timestamp, and Kafka would delete the results at once.
    all.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class);
    return all;
  }

  private static void putErrorHandling(Properties all, DeadLetterHandlers deadLetterHandlers) {
    all.put(DeadLetterHandlers.CONFIG_KEY, deadLetterHandlers);
    all.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DeadLetterHandlers.DeserializationHandler.class);
    all.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        DeadLetterHandlers.ProcessingHandler.class);
    all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    all.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DeadLetterHandlers.ProductionHandler.class);
  }
}
