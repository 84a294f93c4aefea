package org.vigie.admin;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the rows of the ledger.
final class LedgerRows {
  private LedgerRows() {}

  /// The rows of all deliveries, and of the messages that tell several, by their ids.
  ///
  /// @param subscription the only one whose rows are wanted; null for all
  /// @param since only those that changed then or later; null for all
  static Map<String, LedgerRow> read(
      DeliveryLog log, @Nullable String subscription, @Nullable Instant since) {
    LedgerRow.RowReader reader = new LedgerRow.RowReader();
    return log.read(
        subscription,
        (delivery, record) ->
            (subscription == null || delivery.subscription().equals(subscription))
                    && (since == null || !DeliveryFilter.findLastChange(delivery).isBefore(since))
                ? reader.read(delivery)
                : null);
  }
}
