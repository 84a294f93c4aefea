package org.vigie.app.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Executes a [KillPlan]: starts the process, kills it at the next moment, starts it again.
final class ProcessKiller {
  /// The longest wait for one step of the news on a busy machine.
  private static final Duration STEP_TIMEOUT = Duration.ofMinutes(8);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
  private static final int LONGEST_WAIT_FOR_ALERT_MILLIS = 4_000;

  private final StepwiseFeedServer press;
  private final DelayedWebhookReceiver receiver;
  private final ProcessStarter starter;
  private final List<KillRecord> killRecords = new ArrayList<>();

  ProcessKiller(StepwiseFeedServer press, DelayedWebhookReceiver receiver, ProcessStarter victim) {
    this.press = press;
    this.receiver = receiver;
    this.starter = victim;
  }

  /// Starts the process that is killed.
  @FunctionalInterface
  interface ProcessStarter {
    /// @param version of the topology that this process runs
    VigieProcess start(int version) throws IOException;
  }

  /// One kill.
  ///
  /// @param moment as planned
  /// @param started when the process was started
  /// @param at when it had ended
  /// @param shown number of steps of the news shown by then
  record KillRecord(KillPlan.KillMoment moment, Instant started, Instant at, int shown) {}

  /// Executes every kill of the plan.
  ///
  /// @return the process started after the last kill
  VigieProcess executePlan(KillPlan plan) throws IOException, InterruptedException {
    int kills = plan.moments().size();
    for (int i = 0; i < kills; i++) {
      press.openUntil(KillPlan.computeLimit(i + 1, kills, press.news().countSteps()));
      KillPlan.KillMoment moment = plan.moments().get(i);
      while (!startAndKill(moment, findVersion(plan, i))) {
        moment = moveEarlier(moment);
      }
    }
    press.openUntil(press.news().countSteps());
    return starter.start(findVersion(plan, kills));
  }

  private static int findVersion(KillPlan plan, int life) {
    return life >= plan.takeover() && plan.takeover() < plan.moments().size()
        ? CrashRound.NEXT_VERSION
        : CrashRound.VERSION;
  }

  /// An earlier moment, after a process had stopped before its kill.
  private static KillPlan.KillMoment moveEarlier(KillPlan.KillMoment moment) {
    return moment instanceof KillPlan.DuringStop(int steps, int delay)
        ? new KillPlan.DuringStop(steps, delay / 2)
        : moment;
  }

  /// @return false if it had stopped before it was killed
  private boolean startAndKill(KillPlan.KillMoment moment, int version)
      throws IOException, InterruptedException {
    try (VigieProcess process = starter.start(version)) {
      boolean asked = awaitMoment(process, moment);
      if (!asked && !process.isAlive()) {
        throw new AssertionError(
            "it ended by itself before " + moment + ":\n" + process.readLastOutput());
      }
      boolean killed = process.kill();
      if (killed) {
        killRecords.add(
            new KillRecord(moment, process.started(), Instant.now(), press.countShown()));
      }
      return killed;
    }
  }

  /// @return true if it was asked to stop
  private boolean awaitMoment(VigieProcess process, KillPlan.KillMoment moment)
      throws InterruptedException {
    boolean asked = false;
    switch (moment) {
      case KillPlan.DuringStart unused -> {}
      case KillPlan.DuringWork(int steps, int unused) ->
          awaitCondition(process, () -> press.countShown() >= steps);
      case KillPlan.DuringSend(int steps, int unused) -> {
        awaitCondition(process, () -> press.countShown() >= steps);
        receiver.awaitNext(LONGEST_WAIT_FOR_ALERT_MILLIS);
      }
      case KillPlan.DuringStop(int steps, int unused) -> {
        awaitCondition(process, () -> press.countShown() >= steps);
        process.requestStop();
        asked = true;
      }
    }
    // The time of the kill itself is under test, so this sleep is not a wait for a condition.
    Thread.sleep(moment.delayMillis());
    return asked;
  }

  private static void awaitCondition(VigieProcess process, BooleanSupplier condition) {
    await()
        .atMost(STEP_TIMEOUT)
        .pollInterval(POLL_INTERVAL)
        .failFast("the process lives", process::requireAlive)
        .until(condition::getAsBoolean);
  }

  /// The kills so far.
  List<KillRecord> listKills() {
    return List.copyOf(killRecords);
  }
}
