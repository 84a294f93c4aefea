package org.vigie.admin.operations;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.DeliveryState;
import org.vigie.admin.operations.OperationsReport.LatencyStep;
import org.vigie.admin.operations.OperationsReport.StepLatency;
import org.vigie.model.Alert;
import org.vigie.model.DeliverySummary;

/// What alerts and the ledger say, record by record: the state of every delivery, and how long the
/// alerts of the last hour took. Not thread-safe.
final class DeliveryProgress {
  /// How many alerts wait for their deliveries at most.
  private static final int MAX_ALERTS = 50_000;

  private final InstantSource clock;
  private final DeliveryStateTable states = new DeliveryStateTable();
  private final LatencyWindow fetching = new LatencyWindow();
  private final LatencyWindow deciding = new LatencyWindow();
  private final LatencyWindow delivering = new LatencyWindow();

  /// When the alerts of the last hour were decided, by id and number.
  private final Map<String, Instant> decisions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_ALERTS;
        }
      };

  DeliveryProgress(InstantSource clock) {
    this.clock = clock;
  }

  /// Takes in an alert. When its article was published says nothing about the reading of an edit,
  /// so that only first alerts count for that step. What was promoted from a replay is late on
  /// purpose.
  void addAlert(Alert alert) {
    Alert.Timeline times = alert.timeline();
    if (alert.wasPromoted()
        || times.decided().isBefore(clock.instant().minus(LatencyWindow.LENGTH))) {
      return;
    }
    Instant published = times.published();
    if (published != null && alert.kind() == Alert.Kind.NEW) {
      fetching.add(published, times.fetched());
    }
    deciding.add(times.fetched(), times.decided());
    decisions.put(alert.id() + "/" + alert.seq(), times.decided());
  }

  /// Takes in a record of the ledger. Of what was held the time says nothing.
  ///
  /// @param delivery null for a tombstone
  void addDelivery(String id, @Nullable DeliverySummary delivery) {
    DeliveryState state =
        delivery == null || delivery.isMessage() ? null : DeliveryState.of(delivery);
    DeliveryState before = states.put(id, state);
    if (delivery == null
        || state != DeliveryState.DELIVERED
        || before == DeliveryState.DELIVERED
        || delivery.grouping().held() != null) {
      return;
    }
    Instant decided = decisions.get(delivery.alert() + "/" + delivery.seq());
    Instant arrived = delivery.lastAttempt();
    if (decided != null && arrived != null) {
      delivering.add(decided, arrived);
    }
  }

  /// How many deliveries are in each state.
  Map<String, Long> countStates() {
    return states.count();
  }

  /// The percentiles of each step.
  List<StepLatency> measureLatency() {
    Instant now = clock.instant();
    return Arrays.stream(LatencyStep.values())
        .map(
            step ->
                switch (step) {
                  case PUBLISHED_FETCHED -> fetching.measure(step, now);
                  case FETCHED_DECIDED -> deciding.measure(step, now);
                  case DECIDED_DELIVERED -> delivering.measure(step, now);
                })
        .toList();
  }
}
