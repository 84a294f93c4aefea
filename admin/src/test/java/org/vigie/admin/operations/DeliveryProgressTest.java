package org.vigie.admin.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigie.admin.operations.OperationsReport.LatencyStep;
import org.vigie.admin.operations.OperationsReport.StepLatency;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;
import org.vigie.model.HoldReason;
import org.vigie.testkit.SampleAlerts;

class DeliveryProgressTest {
  private static final Instant NOW = SampleAlerts.NOW;

  private Instant time = NOW;
  private final DeliveryProgress progress = new DeliveryProgress(() -> time);

  private static Alert alert(String story, long fetchedMillis, long decidedMillis) {
    return SampleAlerts.alert()
        .story(story)
        .published(NOW.minusSeconds(60))
        .time(NOW.plusMillis(fetchedMillis), NOW.plusMillis(decidedMillis))
        .build();
  }

  private static DeliverySummary arrived(Delivery pending, long millis) {
    return DeliverySummary.of(
        pending
            .withAttempt(NOW.plusMillis(millis))
            .withFinalStatus(Delivery.Status.DELIVERED, null));
  }

  @Test
  void measuresEachStepOfTheLastHour() {
    for (int i = 1; i <= 100; i++) {
      Alert alert = alert("s" + i, 0, i);
      progress.addAlert(alert);
      Delivery pending = Delivery.createPending(alert, "hook", NOW);
      progress.addDelivery(pending.id(), DeliverySummary.of(pending));
      progress.addDelivery(pending.id(), arrived(pending, 2L * i));
      progress.addDelivery(pending.id(), arrived(pending, 5_000));
    }
    assertThat(progress.measureLatency())
        .containsExactly(
            new StepLatency(LatencyStep.PUBLISHED_FETCHED, 100, 60_000L, 60_000L, 60_000L),
            new StepLatency(LatencyStep.FETCHED_DECIDED, 100, 50L, 95L, 99L),
            new StepLatency(LatencyStep.DECIDED_DELIVERED, 100, 50L, 95L, 99L));
    assertThat(progress.countStates()).containsEntry("delivered", 100L);

    time = NOW.plusSeconds(3_700);
    assertThat(progress.measureLatency())
        .extracting(StepLatency::count, StepLatency::p99Ms)
        .containsOnly(tuple(0, null));
  }

  @Test
  void leavesOutWhatSaysNothing() {
    Alert edited = SampleAlerts.alert().revision(Alert.Kind.UPDATE, 2).published(NOW).build();
    progress.addAlert(edited);
    Delivery held = Delivery.createHeld(edited, "hook", NOW, NOW.plusSeconds(9), HoldReason.DIGEST);
    progress.addDelivery(held.id(), arrived(held, 9_000));
    Delivery message =
        Delivery.createBatch(
            "hook", List.of(new Delivery.BatchMember(held.id(), "desk")), null, edited, NOW);
    progress.addDelivery(message.id(), arrived(message, 9_000));
    Delivery unknown = Delivery.createPending(alert("other", 0, 0), "hook", NOW);
    progress.addDelivery(unknown.id(), arrived(unknown, 9_000));
    assertThat(progress.measureLatency()).extracting(StepLatency::count).containsExactly(0, 1, 0);
    assertThat(progress.countStates()).containsEntry("delivered", 2L);

    progress.addDelivery(unknown.id(), null);
    assertThat(progress.countStates()).containsEntry("delivered", 1L);
  }

  @Test
  void ofManyTheNewestCount() {
    LatencyWindow window = new LatencyWindow();
    for (int i = 0; i < LatencyWindow.MAX_SAMPLES + 10; i++) {
      window.add(NOW, NOW.plusMillis(i < 10 ? 1_000_000 : 1));
    }
    window.add(NOW.plusMillis(5), NOW);
    assertThat(window.measure(LatencyStep.FETCHED_DECIDED, NOW))
        .isEqualTo(
            new StepLatency(LatencyStep.FETCHED_DECIDED, LatencyWindow.MAX_SAMPLES, 1L, 1L, 1L));
  }
}
