package org.vigie.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.delivery.AttemptPermits.DestinationHealth;
import org.vigie.notifier.delivery.DestinationQueues.AttemptTime;
import org.vigie.notifier.delivery.DestinationQueues.QueueLimits;

class DestinationQueuesTest {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final AttemptTime PROMPT =
      new AttemptTime(Duration.ofSeconds(3), Duration.ofSeconds(15));
  private static final AttemptTime LATE =
      new AttemptTime(Duration.ofMillis(3001), Duration.ofSeconds(15));

  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private volatile Instant now = Instant.parse("2025-03-15T10:00:00Z");

  private DestinationQueues openQueues(int limit) {
    return openQueues(new QueueLimits(limit, 1000, 1000, 32));
  }

  private DestinationQueues openQueues(QueueLimits limits) {
    return new DestinationQueues(limits, PAUSE, () -> now, failures::add);
  }

  @Test
  void keepsTheOrderOfOneAddress() throws InterruptedException {
    List<Integer> done = new CopyOnWriteArrayList<>();
    CountDownLatch last = new CountDownLatch(100);
    try (DestinationQueues lanes = openQueues(100)) {
      for (int i = 0; i < 100; i++) {
        int number = i;
        lanes.offerTask(
            at("a"),
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
      lanes.offerTask(at("slow"), () -> awaitQuietly(release));
      lanes.offerTask(at("slow"), () -> awaitQuietly(release));
      lanes.offerTask(at("quick"), other::countDown);
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
        refusal = lanes.offerTask(at("slow"), () -> awaitQuietly(release));
        taken++;
      }
      assertThat(taken).isBetween(3, 4);
      assertThat(refusal.until()).isAfter(now);
      assertThat(lanes.offerTask(at("quick"), () -> {})).isNull();
      release.countDown();
    }
  }

  @Test
  void letsAnAddressThatAnswersSoonHaveMore() {
    QueueLimits limits = new QueueLimits(100, 1000, 5000, 32);
    long quick = Duration.ofMillis(20).toNanos();
    long slow = Duration.ofSeconds(3).toNanos();
    assertThat(limits.findMaxQueued(DestinationHealth.HEALTHY, quick)).isEqualTo(250);
    assertThat(limits.findMaxQueued(DestinationHealth.HEALTHY, 0)).isEqualTo(1000);
    assertThat(limits.findMaxQueued(DestinationHealth.HEALTHY, slow)).isEqualTo(100);
    assertThat(limits.findMaxQueued(DestinationHealth.UNKNOWN, quick)).isEqualTo(100);
  }

  @Test
  void opensTheCircuitAfterFailuresInARow() {
    try (DestinationQueues lanes = openQueues(10)) {
      lanes.recordFailure(at("a"), "engaged", null);
      lanes.recordFailure(at("a"), "engaged", null);
      assertThat(lanes.findOpenCircuit(at("a"))).isNull();
      lanes.recordFailure(at("a"), "engaged", null);
      assertThat(lanes.offerTask(at("a"), () -> {}))
          .isEqualTo(
              new DestinationQueues.QueueRefusal(
                  now.plus(PAUSE), "its address fails: engaged", now));
      assertThat(lanes.findOpenCircuit(at("b"))).isNull();

      Instant since = now;
      now = now.plus(PAUSE);
      assertThat(lanes.findOpenCircuit(at("a"))).as("the next one tells").isNull();
      lanes.recordFailure(at("a"), "engaged", null);
      assertThat(lanes.findOpenCircuit(at("a")))
          .isEqualTo(
              new DestinationQueues.QueueRefusal(
                  now.plus(PAUSE.multipliedBy(2)), "its address fails: engaged", since));
      lanes.recordAnswer(at("a"), PROMPT);
      assertThat(lanes.findOpenCircuit(at("a"))).isNull();
    }
  }

  @Test
  void opensTheCircuitForTheRequestedTimeWithinLimits() {
    try (DestinationQueues lanes = openQueues(10)) {
      lanes.recordFailure(at("a"), "HTTP 429", Duration.ofSeconds(30));
      assertThat(lanes.findOpenCircuit(at("a")))
          .isEqualTo(
              new DestinationQueues.QueueRefusal(
                  now.plusSeconds(30), "its address fails: HTTP 429", now));
      lanes.recordFailure(at("b"), "HTTP 429", Duration.ofDays(30));
      assertThat(lanes.findOpenCircuit(at("b")))
          .isEqualTo(
              new DestinationQueues.QueueRefusal(
                  now.plusSeconds(300), "its address fails: HTTP 429", now));
    }
  }

  @Test
  void remembersFailuresOfAnAddressThatIsAskedForNowAndThen() {
    try (DestinationQueues lanes = openQueues(10)) {
      lanes.recordFailure(at("a"), "engaged", null);
      lanes.recordFailure(at("a"), "engaged", null);
      lanes.purgeIdle();
      lanes.recordFailure(at("a"), "engaged", null);
      assertThat(lanes.findOpenCircuit(at("a"))).isNotNull();

      now = now.plus(Duration.ofHours(2));
      lanes.purgeIdle();
      lanes.recordFailure(at("a"), "engaged", null);
      assertThat(lanes.findOpenCircuit(at("a"))).as("forgotten").isNull();
    }
  }

  @Test
  void beginsNoMoreThanItMayAtOneTime() throws InterruptedException {
    List<Destination> answering = places(ChannelSender.MAX_CONCURRENT_ATTEMPTS + 50, true);
    try (DestinationQueues lanes = openQueues(10)) {
      answering.forEach(to -> lanes.recordAnswer(to, PROMPT));
      Attempts attempts = new Attempts(lanes);
      answering.forEach(attempts::offer);
      attempts.awaitBegun(ChannelSender.MAX_CONCURRENT_ATTEMPTS);
      assertThat(lanes.countRunning()).isEqualTo(ChannelSender.MAX_CONCURRENT_ATTEMPTS);
      assertThat(lanes.countWaiting()).isEqualTo(50);
      attempts.release.countDown();
      attempts.awaitBegun(answering.size());
      assertThat(attempts.most).hasValue(ChannelSender.MAX_CONCURRENT_ATTEMPTS);
    }
  }

  @Test
  void delaysNobodyByManyAddressesOfOneHostThatHang() throws InterruptedException {
    List<Destination> hanging = places(2000, false);
    try (DestinationQueues lanes = openQueues(new QueueLimits(10, 5000, 5000, 32))) {
      Destination neighbour = new Destination("neighbour", "one host");
      lanes.recordAnswer(neighbour, PROMPT);
      Attempts attempts = new Attempts(lanes);
      hanging.forEach(attempts::offer);
      attempts.awaitBegun(24);
      assertThat(lanes.countRunning()).as("three quarters of 32").isEqualTo(24);

      assertAnswers(lanes, new Destination("console", null));
      assertAnswers(lanes, at("never tried"));
      assertAnswers(lanes, neighbour);

      hanging.forEach(to -> lanes.recordFailure(to, "no answer", null));
      attempts.release.countDown();
      attempts.awaitBegun(2000);
      assertThat(attempts.most).hasValueLessThanOrEqualTo(24);
    }
  }

  @Test
  void keepsPermitsForThoseThatAnswerWhereManyHostsHang() throws InterruptedException {
    List<Destination> hanging = places(2000, true);
    Destination answering = at("answering");
    try (DestinationQueues lanes = openQueues(new QueueLimits(10, 5000, 5000, 32))) {
      lanes.recordAnswer(answering, PROMPT);
      hanging.forEach(to -> lanes.recordFailure(to, "no answer", null));
      Attempts attempts = new Attempts(lanes);
      hanging.forEach(attempts::offer);
      attempts.awaitBegun(128);
      assertThat(lanes.countRunning()).as("half of 256").isEqualTo(128);
      assertAnswers(lanes, new Destination("console", null));
      assertAnswers(lanes, answering);
      assertAnswers(lanes, at("never tried"));

      lanes.recordFailure(answering, "no answer", null);
      CountDownLatch next = new CountDownLatch(1);
      assertThat(lanes.offerTask(answering, next::countDown)).isNull();
      assertThat(lanes.countWaiting()).as("its permit comes after theirs").isEqualTo(1873);
      attempts.release.countDown();
      assertThat(next.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void keepsPermitsForThoseThatAnswerInTimeWhereManyAnswerLate() throws InterruptedException {
    List<Destination> late =
        IntStream.range(0, 320)
            .mapToObj(i -> new Destination("path " + i, "host " + i % 8))
            .toList();
    Destination prompt = at("prompt");
    try (DestinationQueues lanes = openQueues(new QueueLimits(10, 5000, 5000, 32))) {
      lanes.recordAnswer(prompt, PROMPT);
      late.forEach(to -> lanes.recordAnswer(to, LATE));
      Attempts attempts = new Attempts(lanes);
      late.forEach(attempts::offer);
      assertThat(lanes.countRunning()).as("half of 256").isEqualTo(128);
      assertAnswers(lanes, prompt);
      assertAnswers(lanes, at("never tried"));
      assertThat(lanes.findOpenCircuit(late.getFirst())).as("an answer all the same").isNull();
      attempts.release.countDown();
      attempts.awaitBegun(late.size());
    }
  }

  @Test
  void leavesRoomInHandForThoseThatAnswer() throws InterruptedException {
    try (DestinationQueues lanes = openQueues(new QueueLimits(10, 30, 50, 32))) {
      Destination answering = at("answering");
      lanes.recordAnswer(answering, PROMPT);
      Attempts attempts = new Attempts(lanes);
      places(30, false).forEach(attempts::offer);
      assertThat(lanes.offerTask(new Destination("next path", "one host"), () -> {}))
          .extracting(DestinationQueues.QueueRefusal::reason)
          .isEqualTo("its host is busy");
      places(20, true).forEach(attempts::offer);
      assertThat(lanes.offerTask(at("next"), () -> {}))
          .extracting(DestinationQueues.QueueRefusal::reason)
          .isEqualTo("too many other addresses do not answer");
      assertAnswers(lanes, answering);
      assertAnswers(lanes, new Destination("console", null));

      attempts.release.countDown();
      attempts.awaitBegun(50);
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> lanes.offerTask(at("next"), () -> {}) == null);
    }
  }

  @Test
  void handsBackWhatAnOpenCircuitHasQueuedWithoutATurn() throws InterruptedException {
    try (DestinationQueues lanes = openQueues(new QueueLimits(10, 5000, 5000, 1))) {
      Attempts attempts = new Attempts(lanes);
      places(2, false).forEach(attempts::offer);
      attempts.awaitBegun(1);
      Destination failing = new Destination("failing", "one host");
      CountDownLatch handedBack = new CountDownLatch(2);
      lanes.offerTask(failing, handedBack::countDown);
      lanes.offerTask(failing, handedBack::countDown);
      lanes.recordFailure(failing, "HTTP 503", PAUSE);
      assertAnswers(lanes, at("any other"));
      assertThat(handedBack.await(60, TimeUnit.SECONDS)).isTrue();
      attempts.release.countDown();
    }
  }

  /// Addresses that nobody has called yet.
  private static List<Destination> places(int count, boolean hostsOfTheirOwn) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> hostsOfTheirOwn ? at("address " + i) : new Destination("path " + i, "one host"))
        .toList();
  }

  /// A task for the destination runs while the attempts of the others hang.
  private static void assertAnswers(DestinationQueues lanes, Destination to)
      throws InterruptedException {
    int running = lanes.countRunning();
    CountDownLatch done = new CountDownLatch(1);
    assertThat(lanes.offerTask(to, done::countDown)).isNull();
    assertThat(done.await(60, TimeUnit.SECONDS)).as("%s", to).isTrue();
    // A task ends a moment after its last line: only then its destination is free again.
    await().atMost(60, TimeUnit.SECONDS).until(() -> lanes.countRunning() == running);
  }

  /// Attempts that hang until they are released.
  private static final class Attempts {
    private final DestinationQueues lanes;
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();

    Attempts(DestinationQueues lanes) {
      this.lanes = lanes;
    }

    void offer(Destination to) {
      assertThat(lanes.offerTask(to, this::attempt)).isNull();
    }

    private void attempt() {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      begun.incrementAndGet();
      awaitQuietly(release);
      running.decrementAndGet();
    }

    void awaitBegun(int count) {
      await().atMost(60, TimeUnit.SECONDS).until(() -> begun.get() >= count);
    }
  }

  @Test
  void goesOnAfterATaskThatThrows() throws InterruptedException {
    CountDownLatch next = new CountDownLatch(1);
    try (DestinationQueues lanes = openQueues(10)) {
      lanes.offerTask(
          at("a"),
          () -> {
            throw new AssertionError("broken");
          });
      lanes.offerTask(at("a"), next::countDown);
      assertThat(next.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(failures).hasSize(1);
  }

  /// A destination on a host of its own.
  private static Destination at(String address) {
    return new Destination(address, address);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
