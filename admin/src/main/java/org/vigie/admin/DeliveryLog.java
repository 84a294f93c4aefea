package org.vigie.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery;
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
  private static final KafkaTopic<Delivery> TOPIC = Catalogue.live().deliveries();

  /// Where the newest record of a delivery lies.
  ///
  /// @param id of the delivery
  /// @param sortKey by which the places are sorted
  record Place(String id, int partition, long offset, long sortKey) {}

  /// What a function makes of the newest record of every delivery, by the id of the delivery.
  ///
  /// @param subscription the only one whose deliveries are read; null for all
  /// @param part returns null for a delivery that is to be left out
  <T> Map<String, T> read(
      @Nullable String subscription,
      BiFunction<Delivery, TopicRecord<Delivery>, @Nullable T> part) {
    Map<String, T> newest = new LinkedHashMap<>();
    KafkaCall.run(
        () ->
            scan(subscription)
                .read(
                    record -> {
                      Delivery delivery = record.value();
                      T kept = delivery == null ? null : part.apply(delivery, record);
                      if (kept == null) {
                        newest.remove(record.key());
                      } else {
                        newest.put(record.key(), kept);
                      }
                    }));
    return newest;
  }

  private TopicScan<Delivery> scan(@Nullable String subscription) {
    TopicScan<Delivery> all = TopicScan.of(connection, TOPIC).onUnreadable(letter -> {});
    return subscription == null
        ? all
        : all.partition(KafkaTopic.partitionOf(subscription, TOPIC.partitions()));
  }

  /// The deliveries at these places, in their order. One whose record Kafka has removed since, as a
  /// newer one followed it, is left out.
  List<Delivery> readAt(List<Place> places) {
    Map<Integer, List<Long>> offsets = new HashMap<>();
    for (Place place : places) {
      offsets.computeIfAbsent(place.partition(), one -> new ArrayList<>()).add(place.offset());
    }
    Map<String, Delivery> found = new HashMap<>();
    offsets.forEach((partition, wanted) -> readAt(partition, wanted, found));
    return places.stream().map(Place::id).filter(found::containsKey).map(found::get).toList();
  }

  private void readAt(int partition, Collection<Long> offsets, Map<String, Delivery> found) {
    KafkaCall.execute(() -> scan(null).readAt(partition, offsets))
        .values()
        .forEach(
            record -> {
              Delivery delivery = record.value();
              if (delivery != null) {
                found.put(record.key(), delivery);
              }
            });
  }
}
