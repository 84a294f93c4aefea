package org.vigie.notifier.delivery;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Delivery;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.SendResult;
import org.vigie.runtime.metrics.Metrics;

/// Counts what a notifier has done since its start, by channel kind. Thread-safe.
///
/// As long as no work is repeated after a rebalance or a crash: deliveries planned + restarted =
/// those ended + those waiting + those in their first attempt.
public final class DeliveryCounts {
  /// The label of a channel whose kind is not known here, because the channel was removed or
  /// nothing here sends by it.
  static final String OTHER = "other";

  private final LongAdder alerts = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder restarted = new LongAdder();
  private final Map<String, KindCounts> byKind = new LinkedHashMap<>();
  private volatile @Nullable Session session;

  /// The result of an attempt; the label of its metric.
  enum AttemptResult {
    /// The receiver accepted the message.
    DELIVERED,
    /// It failed, and another attempt may succeed.
    FAILED,
    /// It failed, and no other attempt can succeed.
    REFUSED,
    /// Nothing was sent, because something on this side must be fixed first.
    NOT_SENT;

    static AttemptResult of(SendResult result) {
      return switch (result) {
        case SendResult.Delivered delivered -> DELIVERED;
        case SendResult.TemporaryFailure failure -> FAILED;
        case SendResult.PermanentFailure failure -> REFUSED;
        case SendResult.NotSent notSent -> NOT_SENT;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private record Session(DeliveryLedger ledger, DeliveryWorker worker) {}

  private static final class KindCounts {
    private final LongAdder planned = new LongAdder();
    private final Map<Delivery.Status, LongAdder> ended = new EnumMap<>(Delivery.Status.class);
    private final Map<AttemptResult, LongAdder> attempts = new EnumMap<>(AttemptResult.class);

    KindCounts() {
      for (Delivery.Status status : Delivery.Status.values()) {
        ended.put(status, new LongAdder());
      }
      for (AttemptResult result : AttemptResult.values()) {
        attempts.put(result, new LongAdder());
      }
    }
  }

  /// @param senders the channel kinds of this notifier
  public DeliveryCounts(List<ChannelSender> senders) {
    List<String> kinds = new ArrayList<>(senders.stream().map(ChannelSender::kind).toList());
    kinds.add(OTHER);
    kinds.forEach(kind -> byKind.put(kind, new KindCounts()));
  }

  private KindCounts of(String kind) {
    return Objects.requireNonNull(byKind.getOrDefault(kind, byKind.get(OTHER)));
  }

  /// An alert was read whose subscription is known.
  void recordAlert() {
    alerts.increment();
  }

  /// An alert, a retry request or a record of the ledger could not be used.
  void recordDeadLetter() {
    deadLetters.increment();
  }

  /// Failed deliveries are attempted again on request.
  void recordRestarts(int number) {
    restarted.add(number);
  }

  void recordPlanned(String kind) {
    of(kind).planned.increment();
  }

  void recordAttempt(String kind, SendResult result) {
    Objects.requireNonNull(of(kind).attempts.get(AttemptResult.of(result))).increment();
  }

  /// A state is on the ledger; only a final one counts.
  void recordState(String kind, Delivery.Status status) {
    if (status.isTerminal()) {
      Objects.requireNonNull(of(kind).ended.get(status)).increment();
    }
  }

  /// Makes the gauges read from this session.
  void openSession(DeliveryLedger ledger, DeliveryWorker worker) {
    session = new Session(ledger, worker);
  }

  void closeSession() {
    session = null;
  }

  private int read(ToIntFunction<Session> number) {
    Session open = session;
    return open == null ? 0 : number.applyAsInt(open);
  }

  /// The number of deliveries on the ledger that have not ended.
  int countWaiting() {
    return read(open -> open.ledger().countPending());
  }

  /// The number of deliveries that are held.
  int countHeld() {
    return read(open -> open.ledger().countHeld());
  }

  /// The number of deliveries in memory.
  public int countActive() {
    return read(open -> open.worker().countActive());
  }

  /// The number of destinations that are not called for a while because they fail.
  public int countOpenCircuits() {
    return read(open -> open.worker().countOpenCircuits());
  }

  /// Adds the numbers to the metrics of the process.
  public void register(Metrics metrics) {
    metrics.registerCounter(
        "vigie_notifier_alerts_total", "Alerts read whose subscription is known.", alerts::sum);
    metrics.registerCounter(
        "vigie_notifier_dead_letters_total",
        "Alerts, retry requests and records of the ledger that could not be used.",
        deadLetters::sum);
    metrics.registerCounter(
        "vigie_notifier_deliveries_restarted_total",
        "Failed deliveries that are attempted again on request.",
        restarted::sum);
    byKind.forEach((kind, counts) -> registerKind(metrics, kind, counts));
    metrics.registerGauge(
        "vigie_notifier_waiting_deliveries",
        "Deliveries on the ledger that have not ended.",
        this::countWaiting);
    metrics.registerGauge(
        "vigie_notifier_held_deliveries",
        "Deliveries that are held for a digest, quiet hours, a cool-down, a cap or a pause.",
        this::countHeld);
    metrics.registerGauge(
        "vigie_notifier_active_deliveries",
        "Deliveries in memory: queued for their destination or being attempted.",
        this::countActive);
    metrics.registerGauge(
        "vigie_notifier_open_circuits",
        "Destinations that are not called for a while because they fail.",
        this::countOpenCircuits);
    metrics.registerGauge(
        "vigie_notifier_running_attempts",
        "Attempts that call a host now.",
        () -> read(open -> open.worker().countRunningAttempts()));
    metrics.registerGauge(
        "vigie_notifier_waiting_destinations",
        "Destinations whose next attempt waits for others to end, in all or at their host.",
        () -> read(open -> open.worker().countWaitingDestinations()));
  }

  private static void registerKind(Metrics metrics, String kind, KindCounts counts) {
    metrics.registerCounter(
        "vigie_notifier_deliveries_planned_total",
        "Deliveries of the alerts read: one for each channel, unless the ledger has it already.",
        Map.of("channel", kind),
        counts.planned::sum);
    counts.ended.forEach(
        (status, count) -> {
          if (status.isTerminal()) {
            metrics.registerCounter(
                "vigie_notifier_deliveries_ended_total",
                "Deliveries that ended, by their final status.",
                Map.of("channel", kind, "status", status.toString()),
                count::sum);
          }
        });
    counts.attempts.forEach(
        (result, count) ->
            metrics.registerCounter(
                "vigie_notifier_attempts_total",
                "Attempts to send, by result.",
                Map.of("channel", kind, "result", result.toString()),
                count::sum));
  }
}
