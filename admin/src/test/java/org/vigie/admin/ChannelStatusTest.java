package org.vigie.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;
import org.vigie.model.HoldReason;
import org.vigie.model.Subscription;
import org.vigie.testkit.SampleAlerts;

class ChannelStatusTest {
  private static final Instant NOW = SampleAlerts.NOW;
  private static final Subscription DESK =
      Subscription.builder("desk", NOW)
          .query("Kiev")
          .channels(List.of(new Channel.Email("email", "desk@example.org"), Channel.CONSOLE))
          .build();

  private static Delivery planned(String story, Instant at) {
    return Delivery.createPending(SampleAlerts.createAlert("desk", story), "email", at);
  }

  private static Delivery failed(String story, Instant plannedAt, Instant attempt, String problem) {
    return planned(story, plannedAt).withAttempt(attempt).withNextAttempt(NOW, problem);
  }

  private static Delivery delivered(String story, Instant at) {
    return planned(story, at).withAttempt(at).withFinalStatus(Delivery.Status.DELIVERED, null);
  }

  private static ChannelStatus statusOf(Delivery... ledger) {
    LedgerRow.RowReader reader = new LedgerRow.RowReader();
    Map<String, LedgerRow> rows = new LinkedHashMap<>();
    for (Delivery delivery : ledger) {
      rows.put(delivery.id(), reader.read(DeliverySummary.of(delivery)));
    }
    return ChannelStatus.listOf(List.of(DESK), rows).getFirst();
  }

  @Test
  void failsSinceTheFirstDeliveryThatNoOtherOutlived() {
    ChannelStatus status =
        statusOf(
            failed("s1", NOW.minusSeconds(90), NOW.minusSeconds(80), "of long ago"),
            delivered("s2", NOW.minusSeconds(60)),
            failed("s3", NOW.minusSeconds(40), NOW.minusSeconds(10), "refused"),
            failed("s4", NOW.minusSeconds(30), NOW.minusSeconds(20), "unreachable"));
    assertThat(status.failingSince()).isEqualTo(NOW.minusSeconds(40));
    assertThat(status.problem()).isEqualTo("refused");
    assertThat(status.lastAttempt()).isEqualTo(NOW.minusSeconds(10));
    assertThat(status.lastDelivered()).isEqualTo(NOW.minusSeconds(60));
    assertThat(status.counts())
        .containsEntry(DeliveryState.WAITING, 3L)
        .containsEntry(DeliveryState.DELIVERED, 1L);
  }

  @Test
  void aSuccessAfterTheFailuresEndsThem() {
    ChannelStatus status =
        statusOf(
            failed("s1", NOW.minusSeconds(90), NOW.minusSeconds(80), "refused"),
            delivered("s2", NOW));
    assertThat(status.failingSince()).isNull();
    assertThat(status.problem()).isNull();
  }

  @Test
  void aDigestThatFailsIsAFailureAndNoDelivery() {
    Delivery held =
        Delivery.createHeld(
            SampleAlerts.createAlert("desk", "s1"), "email", NOW, NOW, HoldReason.DIGEST);
    Delivery digest =
        Delivery.createBatch(
                "email",
                List.of(new Delivery.BatchMember(held.id(), "desk")),
                HoldReason.DIGEST,
                null,
                NOW)
            .withAttempt(NOW.plusSeconds(1))
            .withNextAttempt(NOW.plusSeconds(5), "refused");
    ChannelStatus status = statusOf(held, digest);
    assertThat(status.problem()).isEqualTo("refused");
    assertThat(status.failingSince()).isEqualTo(NOW.plusSeconds(1));
    assertThat(status.counts()).containsOnly(Map.entry(DeliveryState.HELD, 1L));
  }
}
