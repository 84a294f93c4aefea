package org.vigie.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicRecord;
import org.vigie.wire.TopicScan;

/// Reads the ledger of deliveries, which the notifier alone writes. Of each record a caller keeps
/// what it needs: the alerts of a large ledger do not fit into memory. Records that cannot be read
/// are skipped; the notifier writes them as dead letters.
///
/// @param connection to the cluster
record DeliveryLog(KafkaConnection connection) {
  private static final KafkaTopic<Delivery> WHOLE = Catalogue.live().deliveries();
  private static final KafkaTopic<DeliverySummary> SUMMARIES = Catalogue.live().deliverySummaries();

  /// Where the newest record of a delivery lies.
  ///
  /// @param id of the delivery
  /// @param sortKey by which the places are sorted
  record LedgerPlace(String id, int partition, long offset, long sortKey) {}

  /// What a function makes of the newest record of every delivery, by the id of the delivery. The
  /// alerts are not even decoded.
  ///
  /// @param subscription the only one whose deliveries are read; null for all
  /// @param part returns null for a delivery that is to be left out
  <T> Map<String, T> read(
      @Nullable String subscription,
      BiFunction<DeliverySummary, TopicRecord<DeliverySummary>, @Nullable T> part) {
    return read(SUMMARIES, subscription, part);
  }

  /// As [#read(String, BiFunction)], with the alerts.
  <T> Map<String, T> readWhole(
      @Nullable String subscription, Function<Delivery, @Nullable T> part) {
    return read(WHOLE, subscription, (delivery, record) -> part.apply(delivery));
  }

  private <V, T> Map<String, T> read(
      KafkaTopic<V> topic,
      @Nullable String subscription,
      BiFunction<V, TopicRecord<V>, @Nullable T> part) {
    TopicScan<V> all = TopicScan.of(connection, topic).onUnreadable(letter -> {});
    TopicScan<V> scan =
        subscription == null
            ? all
            : all.partition(KafkaTopic.partitionOf(subscription, topic.partitions()));
    Map<String, T> newest = new LinkedHashMap<>();
    KafkaCall.run(
        () ->
            scan.read(
                record -> {
                  V value = record.value();
                  T kept = value == null ? null : part.apply(value, record);
                  if (kept == null) {
                    newest.remove(record.key());
                  } else {
                    newest.put(record.key(), kept);
                  }
                }));
    return newest;
  }

  /// The deliveries at these places, in their order. One whose record Kafka has removed since, as a
  /// newer one followed it, is left out.
  List<Delivery> readAt(List<LedgerPlace> places) {
    Map<Integer, List<Long>> offsets = new HashMap<>();
    for (LedgerPlace place : places) {
      offsets.computeIfAbsent(place.partition(), one -> new ArrayList<>()).add(place.offset());
    }
    TopicScan<Delivery> scan = TopicScan.of(connection, WHOLE).onUnreadable(letter -> {});
    Map<String, Delivery> found = new HashMap<>();
    offsets.forEach(
        (partition, wanted) ->
            found.putAll(KafkaCall.execute(() -> scan.valuesAt(partition, wanted))));
    return places.stream().map(LedgerPlace::id).filter(found::containsKey).map(found::get).toList();
  }
}
