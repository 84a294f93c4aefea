package org.vigie.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LanesTest {
  @Test
  void keepsTheOrderOfOneAddress() throws InterruptedException {
    List<Integer> done = new CopyOnWriteArrayList<>();
    CountDownLatch last = new CountDownLatch(100);
    try (Lanes lanes = new Lanes()) {
      for (int i = 0; i < 100; i++) {
        int number = i;
        lanes.run(
            "a",
            () -> {
              done.add(number);
              last.countDown();
            });
      }
      assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(done).isSorted().hasSize(100);
  }

  @Test
  void letsNoSlowAddressHoldUpAnother() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    try (Lanes lanes = new Lanes()) {
      lanes.run("slow", () -> awaitQuietly(release));
      lanes.run("slow", () -> awaitQuietly(release));
      lanes.run("quick", other::countDown);
      assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
      release.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
