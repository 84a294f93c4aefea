package org.vigie.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Duration STEP = Duration.ofNanos(1);
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void asksUntilTheConditionHolds() {
    assertThat(Deadline.none().await(STEP, () -> asked.incrementAndGet() == 3)).isTrue();
    assertThat(asked).hasValue(3);
  }

  @Test
  void asksOnceEvenIfNoTimeIsLeft() {
    Deadline passed = Deadline.after(Duration.ZERO);
    assertThat(passed.hasPassed()).isTrue();
    assertThat(passed.sleep(STEP)).isFalse();
    assertThat(passed.await(STEP, () -> asked.incrementAndGet() == 1)).isTrue();
    assertThat(passed.await(STEP, () -> asked.incrementAndGet() == 1)).isFalse();
  }

  @Test
  void sleepsNoLongerThanWhatIsLeft() {
    Deadline soon = Deadline.after(Duration.ofMillis(1));
    assertThat(soon.await(Duration.ofDays(1), () -> false)).isFalse();
    assertThat(soon.hasPassed()).isTrue();
  }

  @Test
  void doesNotPassWithoutALimit() {
    Deadline none = Deadline.none();
    assertThat(none.hasPassed()).isFalse();
    assertThat(none.sleep(STEP)).isTrue();
    none.restart();
    assertThat(none.hasPassed()).isFalse();
  }

  @Test
  void endsWithTheInterruptFlagSet() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptException.class)
        .isThrownBy(() -> Deadline.none().await(STEP, () -> false));
    assertThat(Thread.interrupted()).isTrue();
  }
}
