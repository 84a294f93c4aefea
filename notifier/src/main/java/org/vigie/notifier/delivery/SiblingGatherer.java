package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.Language;

/// Gathers the deliveries of one article to one address for different subscriptions, so that a
/// person is told once. The streams write these alerts in one transaction, so that they are read
/// within moments of each other, and end their cool-downs so. What is gathered is as it was on the
/// ledger: after a crash it is planned, or due, again. Used by the notifier's thread only.
final class SiblingGatherer {
  /// How long the first one waits for the others.
  private static final Duration WAIT = Duration.ofMillis(300);

  private final Map<SiblingKey, Siblings> gathered = new LinkedHashMap<>();

  private record SiblingKey(
      String address, Language language, String item, String itemVersion, Alert.Kind kind) {}

  /// A delivery that waits for others.
  ///
  /// @param isNew whether it is not on the ledger yet, rather than held there until now
  /// @param settled runs once its result, or that it waits, is on the ledger
  record GatheredDelivery(Delivery delivery, int partition, boolean isNew, Runnable settled) {}

  private record Siblings(Instant readyAt, List<GatheredDelivery> deliveries) {}

  /// Adds a delivery with its alert that is due now.
  void add(GatheredDelivery one, DeliveryRoute.Reachable to, Instant now) {
    Alert alert = Objects.requireNonNull(one.delivery().content());
    SiblingKey key =
        new SiblingKey(
            to.destination().address(),
            to.subscription().language(),
            alert.item(),
            alert.itemVersion(),
            alert.kind());
    gathered
        .computeIfAbsent(key, unused -> new Siblings(now.plus(WAIT), new ArrayList<>()))
        .deliveries()
        .add(one);
  }

  /// Takes those that have waited long enough: of each article and address one list, at least one
  /// delivery each.
  List<List<GatheredDelivery>> takeReady(Instant now) {
    List<List<GatheredDelivery>> ready = new ArrayList<>();
    Iterator<Siblings> all = gathered.values().iterator();
    while (all.hasNext()) {
      Siblings next = all.next();
      if (!next.readyAt().isAfter(now)) {
        ready.add(next.deliveries());
        all.remove();
      }
    }
    return ready;
  }

  /// Forgets the deliveries of partitions; their new owner takes them up.
  void dropPartitions(Set<Integer> partitions) {
    gathered
        .values()
        .forEach(
            siblings ->
                siblings.deliveries().removeIf(one -> partitions.contains(one.partition())));
    gathered.values().removeIf(siblings -> siblings.deliveries().isEmpty());
  }
}
