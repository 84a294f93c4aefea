package org.vigie.admin.run;

import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.admin.AdminException;
import org.vigie.admin.ReplayRuns;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.ReplayRun;
import org.vigie.streams.replay.Replay;

/// One replay: runs on one thread, is shown and cancelled by others.
final class ReplayTask implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ReplayTask.class);

  private final ReplayRuns runs;
  private final ReplayRuns.ReplayOrder order;
  private final TopicPacks packs;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile ReplayRun state;
  private volatile boolean cancelled;

  ReplayTask(
      String id, ReplayRuns.ReplayOrder order, TopicPacks packs, ReplayRuns runs, Instant now) {
    this.runs = runs;
    this.order = order;
    this.packs = packs;
    state = ReplayRun.start(id, order.range().from(), order.range().to(), now);
  }

  /// How far it is.
  ReplayRun state() {
    return state;
  }

  boolean isRunning() {
    return ended.getCount() > 0;
  }

  /// Ends it soon.
  void cancel() {
    cancelled = true;
  }

  /// Waits until it has ended.
  ///
  /// @return false if it has not, or if the caller is interrupted
  boolean awaitEnd(long seconds) {
    try {
      return ended.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void run() {
    ReplayRun begun = state;
    try {
      update(0, 0);
      Replay.ReplayResult result = runs.run(begun.run(), order, packs, this::update);
      state = begun.finish(result.items(), result.alerts().size(), begun.started());
    } catch (CancellationException | AdminException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      fail("there is not enough memory for so many articles");
    } catch (RuntimeException | StackOverflowError e) {
      log.error("replay {} failed", begun.run(), e);
      fail("a fault, see the log: " + e);
    } finally {
      ended.countDown();
    }
  }

  private void update(int done, int total) {
    if (cancelled) {
      throw new CancellationException("it was ended");
    }
    ReplayRun before = state;
    if (before.done() != done || before.total() != total) {
      state = before.withProgress(done, total, before.updated());
    }
  }

  private void fail(@Nullable String problem) {
    state = state.fail(String.valueOf(problem), state.updated());
  }
}
