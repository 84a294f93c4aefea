package org.vigie.streams;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;

/// The settings of Kafka Streams that every application here runs under, beside those that reach
/// the cluster and set the pace. Public for the benchmark, whose rival runs under the same.
///
/// @param stateDirectory where stores lie; made where missing
/// @param threads how many share the work
public record StreamsConfiguration(Path stateDirectory, int threads) {

  /// The settings of an application that sets poison records aside.
  Properties of(Map<String, Object> connection, Rejecting rejecting) {
    Properties all = of(connection);
    putErrorHandling(all, rejecting);
    return all;
  }

  /// The settings of an application that stops at the first record it cannot digest.
  ///
  /// @param connection names the application and reaches the cluster, see
  ///     `org.vigie.wire.KafkaConnection#streams`
  public Properties of(Map<String, Object> connection) {
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
