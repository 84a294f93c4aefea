package org.vigie.admin;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.vigie.model.Delivery;

/// The deliveries that a filter has found, by the time of their last attempt. It knows where they
/// lie and reads them in parts, so that a large ledger does not fill the memory.
public final class FoundDeliveries {
  /// With their alerts these are some ten megabytes.
  private static final int PART = 2_000;

  private final DeliveryLog log;
  private final List<DeliveryLog.LedgerPlace> places;

  FoundDeliveries(DeliveryLog log, List<DeliveryLog.LedgerPlace> places) {
    this.log = log;
    this.places =
        places.stream().sorted(Comparator.comparingLong(DeliveryLog.LedgerPlace::sortKey)).toList();
  }

  /// The number of deliveries.
  public int size() {
    return places.size();
  }

  /// Passes the last ones to the reader, in their order, each as it was when it was found. One that
  /// has changed since and whose record Kafka has removed is left out.
  ///
  /// @param atMost how many
  public void readLast(int atMost, Consumer<Delivery> reader) {
    int first = Math.max(0, places.size() - atMost);
    for (int from = first; from < places.size(); from += PART) {
      log.readAt(places.subList(from, Math.min(places.size(), from + PART))).forEach(reader);
    }
  }
}
