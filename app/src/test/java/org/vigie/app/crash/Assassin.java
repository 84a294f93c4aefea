package org.vigie.app.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Executes a [Plan]: starts the process, kills it at the next moment, starts it again.
final class Assassin {
  /// The longest wait for one step of the news on a busy machine.
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int LONGEST_WAIT_FOR_ALERT_MILLIS = 4_000;

  private final StepPress press;
  private final Receiver receiver;
  private final Victim victim;
  private final List<Death> deaths = new ArrayList<>();

  Assassin(StepPress press, Receiver receiver, Victim victim) {
    this.press = press;
    this.receiver = receiver;
    this.victim = victim;
  }

  /// Starts the process that is killed.
  @FunctionalInterface
  interface Victim {
    /// @param version of the topology that this process runs
    VigieProcess start(int version) throws IOException;
  }

  /// One kill.
  ///
  /// @param moment as planned
  /// @param started when the process was started
  /// @param at when it had ended
  /// @param shown number of steps of the news shown by then
  record Death(Plan.Moment moment, Instant started, Instant at, int shown) {}

  /// Executes every kill of the plan.
  ///
  /// @return the process started after the last kill
  VigieProcess carryOut(Plan plan) throws IOException, InterruptedException {
    int kills = plan.moments().size();
    for (int i = 0; i < kills; i++) {
      press.openUntil(Plan.limit(i + 1, kills, press.news().steps()));
      Plan.Moment moment = plan.moments().get(i);
      while (!died(moment, version(plan, i))) {
        moment = sooner(moment);
      }
    }
    press.openUntil(press.news().steps());
    return victim.start(version(plan, kills));
  }

  private static int version(Plan plan, int life) {
    return life >= plan.takeover() && plan.takeover() < plan.moments().size() ? 2 : 1;
  }

  /// An earlier moment, after a process had stopped before its kill.
  private static Plan.Moment sooner(Plan.Moment moment) {
    return moment instanceof Plan.Stopping(int steps, int delay)
        ? new Plan.Stopping(steps, delay / 2)
        : moment;
  }

  /// @return false if it had stopped before it was killed
  private boolean died(Plan.Moment moment, int version) throws IOException, InterruptedException {
    try (VigieProcess process = victim.start(version)) {
      boolean asked = lieInWait(process, moment);
      if (!asked && !process.isAlive()) {
        throw new AssertionError(
            "it ended by itself before " + moment + ":\n" + process.lastWords());
      }
      boolean killed = process.kill();
      if (killed) {
        deaths.add(new Death(moment, process.started(), Instant.now(), press.shown()));
      }
      return killed;
    }
  }

  /// @return true if it was asked to stop
  private boolean lieInWait(VigieProcess process, Plan.Moment moment) throws InterruptedException {
    boolean asked = false;
    switch (moment) {
      case Plan.Early unused -> {}
      case Plan.Working(int steps, int unused) -> until(process, () -> press.shown() >= steps);
      case Plan.Sending(int steps, int unused) -> {
        until(process, () -> press.shown() >= steps);
        receiver.awaitNext(LONGEST_WAIT_FOR_ALERT_MILLIS);
      }
      case Plan.Stopping(int steps, int unused) -> {
        until(process, () -> press.shown() >= steps);
        process.askToStop();
        asked = true;
      }
    }
    // The time of the kill itself is under test, so this sleep is not a wait for a condition.
    Thread.sleep(moment.delayMillis());
    return asked;
  }

  private static void until(VigieProcess process, BooleanSupplier condition) {
    await()
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .failFast("the process lives", process::requireAlive)
        .until(condition::getAsBoolean);
  }

  /// The kills so far.
  List<Death> deaths() {
    return List.copyOf(deaths);
  }
}
