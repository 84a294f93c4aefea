package org.vigie.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.model.Delivery;

class PageTest {
  private static final Instant NOW = Instant.parse("2025-03-15T10:00:00Z");

  private final Page page = new Page();

  private static Delivery delivery(Delivery.Status status) {
    return new Delivery("d1", "a1", 1, "desk", "phone", status, 1, NOW, NOW, null, null, null);
  }

  @Test
  void leavesAnArrivalInPlaceWhateverALateWriterSays() {
    page.put(delivery(Delivery.Status.DELIVERED), 7, NOW);
    page.put(delivery(Delivery.Status.PENDING), 8, NOW);
    page.put(delivery(Delivery.Status.FAILED), 9, NOW);
    assertThat(page.place("d1")).isEqualTo(new Page.Place(Delivery.Status.DELIVERED, 7, NOW));
    assertThat(page.takeDue(NOW.plusSeconds(3600), 10)).isEmpty();
  }

  @Test
  void letsAFailedDeliveryBeginAnewAndArrive() {
    page.put(delivery(Delivery.Status.FAILED), 7, NOW);
    page.begun("d1");
    assertThat(status()).as("a second wish finds it begun").isEqualTo(Delivery.Status.PENDING);
    assertThat(page.take("d1")).as("but not waiting").isNull();
    page.put(delivery(Delivery.Status.DELIVERED), 8, NOW);
    assertThat(status()).isEqualTo(Delivery.Status.DELIVERED);
    assertThat(page.purge(NOW.plusSeconds(1))).isEqualTo(List.of("d1"));
  }

  private Delivery.@Nullable Status status() {
    Page.Place place = page.place("d1");
    return place == null ? null : place.status();
  }
}
