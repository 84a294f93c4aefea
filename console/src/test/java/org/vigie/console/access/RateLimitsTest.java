package org.vigie.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final RateLimits limits = new RateLimits(3, 2, now::get);

  @Test
  void allowsABurstAndThenASteadyRate() {
    assertThat(takeAll("a")).isEqualTo(3);
    assertThat(limits.isAllowed("a")).isFalse();
    now.addAndGet(SECOND);
    assertThat(takeAll("a")).isEqualTo(2);
    now.addAndGet(100 * SECOND);
    assertThat(takeAll("a")).isEqualTo(3);
  }

  @Test
  void countsEachClientForItself() {
    assertThat(takeAll("a")).isEqualTo(3);
    assertThat(takeAll("b")).isEqualTo(3);
  }

  private int takeAll(String client) {
    int taken = 0;
    while (limits.take(client)) {
      taken++;
    }
    return taken;
  }
}
