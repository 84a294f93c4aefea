package org.vigie.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private volatile Instant now = Instant.parse("2025-03-15T10:00:00Z");

  private Lanes lanes(int limit) {
    return new Lanes(limit, PAUSE, () -> now, failures::add);
  }

  @Test
  void keepsTheOrderOfOneAddress() throws InterruptedException {
    List<Integer> done = new CopyOnWriteArrayList<>();
    CountDownLatch last = new CountDownLatch(100);
    try (Lanes lanes = lanes(100)) {
      for (int i = 0; i < 100; i++) {
        int number = i;
        lanes.offer(
            "a",
            () -> {
              done.add(number);
              last.countDown();
            });
      }
      assertThat(last.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(done).isSorted().hasSize(100);
  }

  @Test
  void letsNoSlowAddressHoldUpAnother() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    try (Lanes lanes = lanes(100)) {
      lanes.offer("slow", () -> awaitQuietly(release));
      lanes.offer("slow", () -> awaitQuietly(release));
      lanes.offer("quick", other::countDown);
      assertThat(other.await(60, TimeUnit.SECONDS)).isTrue();
      release.countDown();
    }
  }

  @Test
  void refusesWhatOneAddressHasTooMuchOf() {
    CountDownLatch release = new CountDownLatch(1);
    try (Lanes lanes = lanes(2)) {
      int taken = 0;
      Lanes.Refusal refusal = null;
      while (refusal == null) {
        refusal = lanes.offer("slow", () -> awaitQuietly(release));
        taken++;
      }
      assertThat(taken).isBetween(3, 4);
      assertThat(refusal.until()).isAfter(now);
      assertThat(lanes.offer("quick", () -> {})).isNull();
      release.countDown();
    }
  }

  @Test
  void leavesAnAddressAloneAfterFailuresInARow() {
    try (Lanes lanes = lanes(10)) {
      lanes.failed("a", "engaged", null);
      lanes.failed("a", "engaged", null);
      assertThat(lanes.closed("a")).isNull();
      lanes.failed("a", "engaged", null);
      assertThat(lanes.offer("a", () -> {}))
          .isEqualTo(new Lanes.Refusal(now.plus(PAUSE), "its address fails: engaged", now));
      assertThat(lanes.closed("b")).isNull();

      Instant since = now;
      now = now.plus(PAUSE);
      assertThat(lanes.closed("a")).as("the next one tells").isNull();
      lanes.failed("a", "engaged", null);
      assertThat(lanes.closed("a"))
          .isEqualTo(
              new Lanes.Refusal(
                  now.plus(PAUSE.multipliedBy(2)), "its address fails: engaged", since));
      lanes.answered("a");
      assertThat(lanes.closed("a")).isNull();
    }
  }

  @Test
  void leavesAnAddressAloneForAsLongAsItAsksWithinLimits() {
    try (Lanes lanes = lanes(10)) {
      lanes.failed("a", "HTTP 429", Duration.ofSeconds(30));
      assertThat(lanes.closed("a"))
          .isEqualTo(new Lanes.Refusal(now.plusSeconds(30), "its address fails: HTTP 429", now));
      lanes.failed("b", "HTTP 429", Duration.ofDays(30));
      assertThat(lanes.closed("b"))
          .isEqualTo(new Lanes.Refusal(now.plusSeconds(300), "its address fails: HTTP 429", now));
    }
  }

  @Test
  void remembersFailuresOfAnAddressThatIsAskedForNowAndThen() {
    try (Lanes lanes = lanes(10)) {
      lanes.failed("a", "engaged", null);
      lanes.failed("a", "engaged", null);
      lanes.purge();
      lanes.failed("a", "engaged", null);
      assertThat(lanes.closed("a")).isNotNull();

      now = now.plus(Duration.ofHours(2));
      lanes.purge();
      lanes.failed("a", "engaged", null);
      assertThat(lanes.closed("a")).as("forgotten").isNull();
    }
  }

  @Test
  void beginsNoMoreThanItMayAtOneTime() throws InterruptedException {
    int all = Sender.AT_ONCE + 50;
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(Sender.AT_ONCE);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(all);
    try (Lanes lanes = lanes(10)) {
      for (int i = 0; i < all; i++) {
        lanes.offer(
            "address " + i,
            () -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              begun.countDown();
              awaitQuietly(release);
              running.decrementAndGet();
              done.countDown();
            });
      }
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      release.countDown();
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most).hasValue(Sender.AT_ONCE);
  }

  @Test
  void goesOnAfterATaskThatThrows() throws InterruptedException {
    CountDownLatch next = new CountDownLatch(1);
    try (Lanes lanes = lanes(10)) {
      lanes.offer(
          "a",
          () -> {
            throw new AssertionError("broken");
          });
      lanes.offer("a", next::countDown);
      assertThat(next.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(failures).hasSize(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
