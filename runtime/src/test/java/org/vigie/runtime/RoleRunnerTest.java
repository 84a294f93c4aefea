package org.vigie.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RoleRunnerTest {
  private static final Duration LONG = Duration.ofDays(1);
  private static final StopSignal NEVER = atMost -> false;

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final SampleRole ingest = new SampleRole("ingest");
  private final SampleRole streams = new SampleRole("streams");
  private final SampleRole notifier = new SampleRole("notifier");
  private final RoleRunner runner = new RoleRunner(List.of(ingest, streams, notifier));

  private final class SampleRole implements Role {
    private final String name;
    private Health health = Health.notReady("starting");
    private boolean failsToStart;
    private boolean failsToClose;

    private SampleRole(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void start() {
      events.add("start " + name);
      if (failsToStart) {
        throw new IllegalStateException(name + " cannot start");
      }
    }

    @Override
    public Health health() {
      return health;
    }

    @Override
    public void close() {
      events.add("close " + name);
      if (failsToClose) {
        throw new IllegalStateException(name + " cannot close");
      }
    }
  }

  @Test
  void startsInOrderAndClosesAll() {
    runner.start();
    assertThat(events).containsExactly("start ingest", "start streams", "start notifier");
    runner.close();
    assertThat(events).hasSize(6).contains("close notifier", "close streams", "close ingest");
  }

  @Test
  void closesSlowRolesAtTheSameTime() {
    CountDownLatch both = new CountDownLatch(2);
    RoleRunner slow = new RoleRunner(List.of(closing("one", both), closing("two", both)));
    slow.start();
    slow.close();
    assertThat(both.getCount()).as("each waits for the other").isZero();
  }

  private Role closing(String name, CountDownLatch both) {
    SampleRole sample = new SampleRole(name);
    return new Role() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void start() {
        sample.start();
      }

      @Override
      public Health health() {
        return sample.health();
      }

      @Override
      public void close() {
        both.countDown();
        try {
          both.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  @Test
  void closesOnceAndNothingThatWasNotStarted() {
    runner.close();
    assertThat(events).isEmpty();
    runner.start();
    runner.close();
    events.clear();
    runner.close();
    assertThat(events).isEmpty();
  }

  @Test
  void closesWhatWasStartedBeforeAStartThatFailed() {
    streams.failsToStart = true;
    assertThatThrownBy(runner::start).hasMessage("streams cannot start");
    runner.close();
    assertThat(events)
        .containsExactlyInAnyOrder(
            "start ingest", "start streams", "close streams", "close ingest");
  }

  @Test
  void closesEveryRoleEvenIfOthersFail() {
    notifier.failsToClose = true;
    ingest.failsToClose = true;
    runner.start();
    assertThatThrownBy(runner::close)
        .hasMessage("ingest cannot close")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("notifier cannot close"));
    assertThat(events).contains("close notifier", "close streams", "close ingest");
  }

  @Test
  void waitsUntilEveryRoleIsReady() throws InterruptedException {
    ingest.health = Health.ready();
    streams.health = Health.ready();
    StopSignal looks =
        atMost -> {
          notifier.health = Health.ready();
          return false;
        };
    assertThat(runner.awaitReady(LONG, looks)).isTrue();
    assertThat(runner.health()).isEqualTo(Health.ready());
  }

  @Test
  void stopsWaitingAtTheStopOrAfterTheTime() throws InterruptedException {
    assertThat(runner.awaitReady(LONG, atMost -> true)).isFalse();
    assertThat(runner.awaitReady(Duration.ZERO, NEVER)).isFalse();
  }

  @Test
  void namesTheRoleThatHasFailed() {
    ingest.health = Health.ready();
    streams.health = Health.failed("a thread died");
    assertThatThrownBy(() -> runner.awaitReady(LONG, NEVER))
        .isInstanceOf(RoleFailedException.class)
        .hasMessage("streams has failed: a thread died");
    assertThatThrownBy(() -> runner.awaitStop(NEVER, health -> {}))
        .isInstanceOf(RoleFailedException.class);
  }

  @Test
  void showsEveryHealthUntilTheStop() throws InterruptedException {
    List<Health.Readiness> seen = new ArrayList<>();
    List.of(ingest, streams, notifier).forEach(role -> role.health = Health.ready());
    StopSignal afterAnOutage =
        atMost -> {
          streams.health =
              streams.health.isReady() ? Health.notReady("waits for Kafka") : Health.ready();
          return seen.size() == 3;
        };
    runner.awaitStop(afterAnOutage, health -> seen.add(health.status()));
    assertThat(seen)
        .containsExactly(
            Health.Readiness.READY, Health.Readiness.NOT_READY, Health.Readiness.READY);
  }

  @Test
  void keepsThePartsInOrderAndTheirNamesApart() {
    assertThat(runner.parts().keySet()).containsExactly("ingest", "streams", "notifier");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RoleRunner(List.of(ingest, new SampleRole("ingest"))))
        .withMessage("two roles are named 'ingest'");
  }
}
