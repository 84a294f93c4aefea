package org.vigie.streams;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;

/// The settings of Kafka Streams that every application here runs under, beside those that reach
/// the cluster and set the pace.
record StreamsConfiguration(Path stateDirectory, int threads) {

  /// @param connection names the application and reaches the cluster
  Properties of(Map<String, Object> connection, Rejecting rejecting) {
    Properties all = new Properties();
    all.putAll(connection);
    all.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStores.class);
    all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // What is written carries the time of its writing: a reading that waited for weeks would else
    // pass its old stamp on, and Kafka would delete the results at once.
    all.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class);
    putErrorHandling(all, rejecting);
    return all;
  }

  private static void putErrorHandling(Properties all, Rejecting rejecting) {
    all.put(Rejecting.CONFIG, rejecting);
    all.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, Rejecting.OfUnreadable.class);
    all.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, Rejecting.OfIndigestible.class);
    all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    all.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, Rejecting.OfUnwritable.class);
  }
}
