package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.vigie.model.NotificationTiming;
import org.vigie.notifier.delivery.plan.ToldHistory;

/// What was told to a subscription by one channel, as far as planning needs it: within the longest
/// cool-down for each alert, within an hour for all of them. What is older is forgotten.
/// Thread-safe.
final class ToldTimes implements ToldHistory {
  private static final Duration LONGEST =
      Duration.ofMinutes(NotificationTiming.MAX_COOL_DOWN_MINUTES);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Map<String, Long> lastByAlert = new HashMap<>();

  /// The oldest comes first.
  private final PriorityQueue<Long> messages = new PriorityQueue<>();

  /// Records that an alert was told, or was due to be without being held.
  synchronized void recordAlert(String alert, Instant at) {
    lastByAlert.merge(alert, at.toEpochMilli(), Math::max);
  }

  /// Records a message, which may tell several alerts. The order does not matter, as when a ledger
  /// is loaded.
  synchronized void recordMessage(Instant at) {
    messages.add(at.toEpochMilli());
    if (messages.size() > NotificationTiming.MAX_PER_HOUR) {
      messages.remove();
    }
  }

  @Override
  public synchronized @Nullable Instant lastTold(String alert) {
    Long time = lastByAlert.get(alert);
    return time == null ? null : Instant.ofEpochMilli(time);
  }

  @Override
  public synchronized List<Instant> toldSince(Instant since) {
    return messages.stream()
        .filter(time -> time >= since.toEpochMilli())
        .sorted()
        .map(Instant::ofEpochMilli)
        .toList();
  }

  /// Forgets what planning does not ask for any more.
  ///
  /// @return whether nothing is left
  synchronized boolean forgetOld(Instant now) {
    lastByAlert.values().removeIf(time -> time < now.minus(LONGEST).toEpochMilli());
    messages.removeIf(time -> time < now.minus(HOUR).toEpochMilli());
    return lastByAlert.isEmpty() && messages.isEmpty();
  }

  /// Returns whether a time is recent enough to be recorded.
  static boolean isRecent(Instant at, Instant now) {
    return !at.isBefore(now.minus(LONGEST));
  }
}
