package org.vigie.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.vigie.notifier.channel.ChannelSender;

class DestinationQueuesTest {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private volatile Instant now = Instant.parse("2025-03-15T10:00:00Z");

  private DestinationQueues openQueues(int limit) {
    return new DestinationQueues(limit, PAUSE, () -> now, failures::add);
  }

  @Test
  void keepsTheOrderOfOneAddress() throws InterruptedException {
    List<Integer> done = new CopyOnWriteArrayList<>();
    CountDownLatch last = new CountDownLatch(100);
    try (DestinationQueues lanes = openQueues(100)) {
      for (int i = 0; i < 100; i++) {
        int number = i;
        lanes.offerTask(
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
    try (DestinationQueues lanes = openQueues(100)) {
      lanes.offerTask("slow", () -> awaitQuietly(release));
      lanes.offerTask("slow", () -> awaitQuietly(release));
      lanes.offerTask("quick", other::countDown);
      assertThat(other.await(60, TimeUnit.SECONDS)).isTrue();
      release.countDown();
    }
  }

  @Test
  void refusesWhatOneAddressHasTooMuchOf() {
    CountDownLatch release = new CountDownLatch(1);
    try (DestinationQueues lanes = openQueues(2)) {
      int taken = 0;
      DestinationQueues.QueueRefusal refusal = null;
      while (refusal == null) {
        refusal = lanes.offerTask("slow", () -> awaitQuietly(release));
        taken++;
      }
      assertThat(taken).isBetween(3, 4);
      assertThat(refusal.until()).isAfter(now);
      assertThat(lanes.offerTask("quick", () -> {})).isNull();
      release.countDown();
    }
  }

  @Test
  void opensTheCircuitAfterFailuresInARow() {
    try (DestinationQueues lanes = openQueues(10)) {
      lanes.recordFailure("a", "engaged", null);
      lanes.recordFailure("a", "engaged", null);
      assertThat(lanes.findOpenCircuit("a")).isNull();
      lanes.recordFailure("a", "engaged", null);
      assertThat(lanes.offerTask("a", () -> {}))
          .isEqualTo(
              new DestinationQueues.QueueRefusal(
                  now.plus(PAUSE), "its address fails: engaged", now));
      assertThat(lanes.findOpenCircuit("b")).isNull();

      Instant since = now;
      now = now.plus(PAUSE);
      assertThat(lanes.findOpenCircuit("a")).as("the next one tells").isNull();
      lanes.recordFailure("a", "engaged", null);
      assertThat(lanes.findOpenCircuit("a"))
          .isEqualTo(
              new DestinationQueues.QueueRefusal(
                  now.plus(PAUSE.multipliedBy(2)), "its address fails: engaged", since));
      lanes.recordAnswer("a");
      assertThat(lanes.findOpenCircuit("a")).isNull();
    }
  }

  @Test
  void opensTheCircuitForTheRequestedTimeWithinLimits() {
    try (DestinationQueues lanes = openQueues(10)) {
      lanes.recordFailure("a", "HTTP 429", Duration.ofSeconds(30));
      assertThat(lanes.findOpenCircuit("a"))
          .isEqualTo(
              new DestinationQueues.QueueRefusal(
                  now.plusSeconds(30), "its address fails: HTTP 429", now));
      lanes.recordFailure("b", "HTTP 429", Duration.ofDays(30));
      assertThat(lanes.findOpenCircuit("b"))
          .isEqualTo(
              new DestinationQueues.QueueRefusal(
                  now.plusSeconds(300), "its address fails: HTTP 429", now));
    }
  }

  @Test
  void remembersFailuresOfAnAddressThatIsAskedForNowAndThen() {
    try (DestinationQueues lanes = openQueues(10)) {
      lanes.recordFailure("a", "engaged", null);
      lanes.recordFailure("a", "engaged", null);
      lanes.purgeIdle();
      lanes.recordFailure("a", "engaged", null);
      assertThat(lanes.findOpenCircuit("a")).isNotNull();

      now = now.plus(Duration.ofHours(2));
      lanes.purgeIdle();
      lanes.recordFailure("a", "engaged", null);
      assertThat(lanes.findOpenCircuit("a")).as("forgotten").isNull();
    }
  }

  @Test
  void beginsNoMoreThanItMayAtOneTime() throws InterruptedException {
    int all = ChannelSender.MAX_CONCURRENT_ATTEMPTS + 50;
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(ChannelSender.MAX_CONCURRENT_ATTEMPTS);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(all);
    try (DestinationQueues lanes = openQueues(10)) {
      for (int i = 0; i < all; i++) {
        lanes.offerTask(
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
    assertThat(most).hasValue(ChannelSender.MAX_CONCURRENT_ATTEMPTS);
  }

  @Test
  void goesOnAfterATaskThatThrows() throws InterruptedException {
    CountDownLatch next = new CountDownLatch(1);
    try (DestinationQueues lanes = openQueues(10)) {
      lanes.offerTask(
          "a",
          () -> {
            throw new AssertionError("broken");
          });
      lanes.offerTask("a", next::countDown);
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
