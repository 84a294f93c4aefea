package org.vigie.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.HoldReason;
import org.vigie.model.Identity;
import org.vigie.model.Subscription;

/// What became of all deliveries.
///
/// @param counts number of deliveries by the kind of their channel and their state
/// @param held number of those that are held, by the reason
/// @param oldestDue the earliest time at which one of those that have not ended is due; null if all
///     have ended
/// @param latency from the decision of an alert to its arrival, of those that were not held
/// @param failing the channels whose last attempt failed
public record DeliveryStats(
    Map<String, Map<DeliveryState, Long>> counts,
    Map<HoldReason, Long> held,
    @Nullable Instant oldestDue,
    Latency latency,
    List<ChannelStatus> failing) {
  /// Copies the list.
  public DeliveryStats {
    failing = List.copyOf(failing);
  }

  /// How long deliveries took.
  ///
  /// @param count number of deliveries that were measured
  /// @param p50 the time that half of them took at most; zero without any
  /// @param p99 the time that 99 of 100 took at most
  public record Latency(int count, Duration p50, Duration p99) {
    static Latency of(long[] millis) {
      Arrays.sort(millis);
      return new Latency(millis.length, findQuantile(millis, 0.5), findQuantile(millis, 0.99));
    }

    private static Duration findQuantile(long[] sorted, double part) {
      int rank = (int) Math.ceil(sorted.length * part);
      return Duration.ofMillis(sorted.length == 0 ? 0 : sorted[Math.max(1, rank) - 1]);
    }
  }

  static DeliveryStats compute(
      Map<String, LedgerRow> rows, Map<String, Subscription> newest, AlertLog alerts) {
    Map<String, Map<DeliveryState, Long>> counts = new TreeMap<>();
    Map<HoldReason, Long> held = new EnumMap<>(HoldReason.class);
    long oldestDue = Long.MAX_VALUE;
    for (LedgerRow row : rows.values()) {
      if (row.message()) {
        continue;
      }
      counts
          .computeIfAbsent(
              findKind(row.owner(), newest), kind -> new EnumMap<>(DeliveryState.class))
          .merge(row.state(), 1L, Long::sum);
      if (row.state() == DeliveryState.HELD && row.held() != null) {
        held.merge(row.held(), 1L, Long::sum);
      }
      oldestDue = row.due() == LedgerRow.NONE ? oldestDue : Math.min(oldestDue, row.due());
    }
    return new DeliveryStats(
        counts,
        held,
        oldestDue == Long.MAX_VALUE ? null : Instant.ofEpochMilli(oldestDue),
        measureLatency(rows, newest, alerts),
        findFailing(rows, newest.values()));
  }

  private static String findKind(LedgerRow.Owner owner, Map<String, Subscription> newest) {
    return DeliveryFilter.findKind(
        owner.channel(), DeliveryFilter.findChannel(owner.subscription(), owner.channel(), newest));
  }

  /// A delivery that has arrived holds its alert no more: its decision is read from the alerts.
  private static Latency measureLatency(
      Map<String, LedgerRow> rows, Map<String, Subscription> newest, AlertLog alerts) {
    Stream.Builder<Long> millis = Stream.builder();
    alerts.read(
        alert -> {
          for (Channel channel : findChannels(alert, newest)) {
            LedgerRow row = rows.get(Identity.deliveryId(alert.id(), alert.seq(), channel.name()));
            if (row != null && row.state() == DeliveryState.DELIVERED && row.held() == null) {
              millis.add(row.attempted() - alert.timeline().decided().toEpochMilli());
            }
          }
        });
    return Latency.of(millis.build().mapToLong(Long::longValue).toArray());
  }

  private static Collection<Channel> findChannels(Alert alert, Map<String, Subscription> newest) {
    Subscription owner = newest.get(alert.subscription());
    return owner == null ? List.of() : owner.channels();
  }

  private static List<ChannelStatus> findFailing(
      Map<String, LedgerRow> rows, Collection<Subscription> newest) {
    List<Subscription> inForce =
        newest.stream().filter(one -> one.state() != Subscription.State.REMOVED).toList();
    return ChannelStatus.listOf(inForce, rows).stream()
        .filter(status -> status.failingSince() != null)
        .toList();
  }
}
