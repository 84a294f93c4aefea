package org.vigie.app.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The moments of the kills of one round, drawn from its seed: one in each equal share of the news,
/// so that kills are spread over the run and none comes after the last step.
///
/// @param moments in their order
/// @param takeover index of the first process that runs the next version of the topology; the
///     number of moments or more for none
record KillPlan(List<KillMoment> moments, int takeover) {
  private static final int PART_EARLY = 30;
  private static final int PART_SENDING = 20;
  private static final int PART_STOPPING = 15;
  private static final int HUNDRED = 100;
  private static final int LONGEST_WAIT_MILLIS = 700;

  /// A moment of a kill: a delay in ms after a condition.
  sealed interface KillMoment {
    int delayMillis();
  }

  /// After the start of the process: while it starts, restores or takes over.
  record DuringStart(int delayMillis) implements KillMoment {}

  /// After this number of steps of the news.
  record DuringWork(int steps, int delayMillis) implements KillMoment {}

  /// After this number of steps, once the next alert has reached its receiver and has not been
  /// answered yet.
  record DuringSend(int steps, int delayMillis) implements KillMoment {}

  /// During an orderly stop, requested after this number of steps.
  record DuringStop(int steps, int delayMillis) implements KillMoment {}

  /// Draws a plan.
  ///
  /// @param kills number of kills
  /// @param steps number of steps of the news
  /// @param startMillis time in ms within which a process has started and done some work
  /// @param takesOver whether a process that runs the topology is killed
  static KillPlan draw(long seed, int kills, int steps, int startMillis, boolean takesOver) {
    Random random = new Random(seed);
    List<KillMoment> moments = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      int from = computeLimit(i, kills, steps);
      int step = from + random.nextInt(computeLimit(i + 1, kills, steps) - from);
      moments.add(drawMoment(random, step, startMillis));
    }
    boolean next = random.nextInt(3) == 0;
    int life = 1 + random.nextInt(Math.max(1, kills - 1));
    return new KillPlan(moments, takesOver && next ? life : kills);
  }

  private static KillMoment drawMoment(Random random, int step, int startMillis) {
    int part = random.nextInt(HUNDRED);
    int delay = random.nextInt(LONGEST_WAIT_MILLIS);
    if (part < PART_EARLY) {
      return new DuringStart(random.nextInt(startMillis));
    } else if (part < PART_EARLY + PART_SENDING) {
      return new DuringSend(step, delay / 10);
    } else if (part < PART_EARLY + PART_SENDING + PART_STOPPING) {
      return new DuringStop(step, delay);
    }
    return new DuringWork(step, delay);
  }

  /// The step up to which the news may proceed before this kill, so that steps are left for all
  /// kills.
  static int computeLimit(int kill, int kills, int steps) {
    return (int) ((long) kill * steps / kills);
  }
}
