package org.vigie.admin.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.admin.DeliveryState;

class DeliveryStateTableTest {
  private final DeliveryStateTable table = new DeliveryStateTable();

  @Test
  void countsTheNewestStateOfEach() {
    assertThat(table.put("a", DeliveryState.WAITING)).isNull();
    assertThat(table.put("b", DeliveryState.HELD)).isNull();
    assertThat(table.put("a", DeliveryState.DELIVERED)).isEqualTo(DeliveryState.WAITING);
    assertThat(table.put("b", null)).isEqualTo(DeliveryState.HELD);
    assertThat(table.put("c", null)).isNull();
    assertThat(table.count())
        .containsOnly(
            Map.entry("waiting", 0L),
            Map.entry("held", 0L),
            Map.entry("failed", 0L),
            Map.entry("delivered", 1L),
            Map.entry("cancelled", 0L));
  }

  @Test
  void agreesWithAMapWhileItGrowsAndShrinks() {
    Random random = new Random(7);
    Map<String, DeliveryState> expected = new HashMap<>();
    DeliveryState[] states = DeliveryState.values();
    for (int i = 0; i < 200_000; i++) {
      String id = "d" + random.nextInt(30_000);
      DeliveryState state = random.nextInt(3) == 0 ? null : states[random.nextInt(states.length)];
      DeliveryState before = state == null ? expected.remove(id) : expected.put(id, state);
      assertThat(table.put(id, state)).isEqualTo(before);
    }
    for (DeliveryState state : states) {
      assertThat(table.count())
          .containsEntry(
              state.toString(), expected.values().stream().filter(one -> one == state).count());
    }
  }
}
