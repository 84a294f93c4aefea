package org.vigie.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;

class DeliveryIndexTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");

  private static final DeliveryIndex.Deferral NEVER_DEFERRED = (id, channel, since) -> null;

  private final DeliveryIndex index = new DeliveryIndex();

  private static DeliverySummary delivery(Delivery.Status status) {
    return new DeliverySummary(
        "d1",
        "a1",
        1,
        "desk",
        "phone",
        status,
        1,
        NOW,
        NOW,
        null,
        null,
        Delivery.Grouping.NONE,
        null,
        null);
  }

  @Test
  void leavesAnArrivalInPlaceWhateverALateWriterSays() {
    index.index(delivery(Delivery.Status.DELIVERED), 7, NOW);
    index.index(delivery(Delivery.Status.PENDING), 8, NOW);
    index.index(delivery(Delivery.Status.FAILED), 9, NOW);
    assertThat(index.find("d1"))
        .isEqualTo(
            new DeliveryIndex.IndexedDelivery(
                Delivery.Status.DELIVERED, 7, NOW, NOW, null, null, null));
    assertThat(index.takeDue(NOW.plusSeconds(3600), 10, NEVER_DEFERRED)).isEmpty();
  }

  @Test
  void letsAFailedDeliveryBeginAnewAndArrive() {
    index.index(delivery(Delivery.Status.FAILED), 7, NOW);
    index.markRestarted("d1");
    assertThat(status()).as("a second request finds it begun").isEqualTo(Delivery.Status.PENDING);
    assertThat(index.takeWaiting("d1")).as("but not waiting").isNull();
    index.index(delivery(Delivery.Status.DELIVERED), 8, NOW);
    assertThat(status()).isEqualTo(Delivery.Status.DELIVERED);
    assertThat(index.purgeEnded(NOW.plusSeconds(1))).isEqualTo(List.of("d1"));
  }

  private Delivery.@Nullable Status status() {
    DeliveryIndex.IndexedDelivery place = index.find("d1");
    return place == null ? null : place.status();
  }

  private static DeliverySummary waiting(String id, String channel) {
    return new DeliverySummary(
        id,
        "a1",
        1,
        "desk",
        channel,
        Delivery.Status.PENDING,
        1,
        NOW,
        NOW,
        NOW,
        null,
        Delivery.Grouping.NONE,
        null,
        null);
  }

  @Test
  void takesWhatIsDueAtOnceInTheOrderOfTheLedger() {
    List.of(5, 2, 9, 7, 1, 8)
        .forEach(offset -> index.index(waiting("d" + offset, "phone"), offset, NOW));
    assertThat(index.takeDue(NOW, 4, NEVER_DEFERRED))
        .extracting(DeliveryIndex.DueDelivery::offset)
        .containsExactly(1L, 2L, 5L, 7L);
  }

  @Test
  void defersWhatWouldBeRefused() {
    List.of(1, 2).forEach(offset -> index.index(waiting("d" + offset, "phone"), offset, NOW));
    index.index(waiting("d3", "mail"), 3, NOW);
    Instant later = NOW.plusSeconds(60);
    assertThat(
            index.takeDue(
                NOW, 1, (id, channel, since) -> channel.channel().equals("mail") ? null : later))
        .extracting(DeliveryIndex.DueDelivery::id)
        .containsExactly("d3");
    assertThat(index.takeDue(NOW, 9, NEVER_DEFERRED)).isEmpty();
    assertThat(index.takeDue(later, 9, NEVER_DEFERRED))
        .extracting(DeliveryIndex.DueDelivery::id)
        .containsExactly("d1", "d2");
  }
}
