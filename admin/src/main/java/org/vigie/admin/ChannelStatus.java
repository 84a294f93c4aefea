package org.vigie.admin;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.Subscription;

/// A channel of a subscription in force, and what became of its deliveries.
///
/// @param subscription the id of the subscription
/// @param channel the channel
/// @param lastAttempt the last attempt; null before the first
/// @param lastDelivered the last attempt that succeeded; null if none did
/// @param failingSince since when attempts fail without one that succeeds; null if the last one did
/// @param problem what is said of the last failure; null if the last attempt succeeded
/// @param counts number of deliveries by their state
public record ChannelStatus(
    String subscription,
    Channel channel,
    @Nullable Instant lastAttempt,
    @Nullable Instant lastDelivered,
    @Nullable Instant failingSince,
    @Nullable String problem,
    Map<DeliveryState, Long> counts) {
  /// Copies the map.
  public ChannelStatus {
    counts = Map.copyOf(counts);
  }

  /// One for each channel of these subscriptions, in their order.
  static List<ChannelStatus> listOf(
      Collection<Subscription> subscriptions, Map<String, LedgerRow> rows) {
    Map<LedgerRow.Owner, Summary> summaries = new HashMap<>();
    rows.values()
        .forEach(row -> summaries.computeIfAbsent(row.owner(), one -> new Summary()).addRow(row));
    rows.values()
        .forEach(row -> summaries.getOrDefault(row.owner(), new Summary()).addFailure(row));
    return subscriptions.stream()
        .flatMap(
            owner ->
                owner.channels().stream()
                    .map(
                        channel ->
                            summaries
                                .getOrDefault(
                                    new LedgerRow.Owner(owner.id(), channel.name()), new Summary())
                                .toStatus(owner.id(), channel)))
        .toList();
  }

  /// Sums up the rows of one channel: first all of them, then again for the failures after the last
  /// success.
  private static final class Summary {
    private final Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
    private long lastAttempt = LedgerRow.NONE;
    private long lastDelivered = LedgerRow.NONE;
    private long lastFailure = LedgerRow.NONE;
    private long failingSince = LedgerRow.NONE;
    private @Nullable String problem;

    void addRow(LedgerRow row) {
      lastAttempt = Math.max(lastAttempt, row.attempted());
      if (row.state() == DeliveryState.DELIVERED) {
        lastDelivered = Math.max(lastDelivered, row.attempted());
      }
      if (!row.message()) {
        counts.merge(row.state(), 1L, Long::sum);
      }
    }

    void addFailure(LedgerRow row) {
      if (!row.isFailing() || row.attempted() <= lastDelivered) {
        return;
      }
      long since = Math.max(row.failingSince(), lastDelivered);
      failingSince = failingSince == LedgerRow.NONE ? since : Math.min(failingSince, since);
      if (row.attempted() >= lastFailure) {
        lastFailure = row.attempted();
        problem = row.problem();
      }
    }

    ChannelStatus toStatus(String subscription, Channel channel) {
      return new ChannelStatus(
          subscription,
          channel,
          LedgerRow.toInstant(lastAttempt),
          LedgerRow.toInstant(lastDelivered),
          LedgerRow.toInstant(failingSince),
          problem,
          counts);
    }
  }
}
