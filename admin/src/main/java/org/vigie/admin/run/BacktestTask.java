package org.vigie.admin.run;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.admin.AdminException;
import org.vigie.admin.BacktestRequest;
import org.vigie.admin.BacktestResult;
import org.vigie.admin.TimeRange;
import org.vigie.admin.index.AlertNotice;
import org.vigie.admin.index.ArticleCounts;
import org.vigie.admin.run.BacktestJob.BacktestSummary;
import org.vigie.analysis.alert.Backtest;
import org.vigie.model.Alert;
import org.vigie.model.Content;
import org.vigie.model.PressTimeZone;

/// One backtest: runs on one thread, is shown and cancelled by others.
final class BacktestTask implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(BacktestTask.class);
  private static final int SAMPLES = 10;

  private final BlockingRunner runner;
  private final BacktestRequest request;
  private volatile BacktestJob job;
  private volatile boolean cancelled;

  /// What runs a backtest and blocks until it has finished, as [org.vigie.admin.BacktestRunner]
  /// does.
  @FunctionalInterface
  interface BlockingRunner {
    BacktestResult run(BacktestRequest request, Backtest.ProgressObserver observer);
  }

  /// @param subscription its id; empty for one that need not exist
  BacktestTask(
      String id,
      String subscription,
      BacktestRequest request,
      BlockingRunner runner,
      Instant started) {
    this.runner = runner;
    this.request = request;
    TimeRange range = request.range();
    job =
        new BacktestJob(
            id,
            subscription,
            range.from().isBefore(Content.EARLIEST) ? Content.EARLIEST : range.from(),
            range.to().isAfter(Content.LATEST) ? Content.LATEST : range.to(),
            RunState.RUNNING,
            started,
            0,
            0,
            null,
            null);
  }

  BacktestJob job() {
    return job;
  }

  boolean isRunning() {
    return job.state() == RunState.RUNNING;
  }

  /// Ends it soon.
  void cancel() {
    cancelled = true;
  }

  @Override
  public void run() {
    try {
      checkCancelled();
      BacktestResult result = runner.run(request, this::update);
      finish(RunState.FINISHED, null, summarise(result));
    } catch (CancellationException e) {
      finish(RunState.FAILED, "it was ended", null);
    } catch (AdminException e) {
      finish(RunState.FAILED, e.getMessage(), null);
    } catch (OutOfMemoryError e) {
      finish(RunState.FAILED, "there is not enough memory for so many articles", null);
    } catch (RuntimeException | StackOverflowError e) {
      log.error("a backtest failed", e);
      finish(RunState.FAILED, "a fault, see the log: " + e, null);
    }
  }

  private void checkCancelled() {
    if (cancelled) {
      throw new CancellationException();
    }
  }

  private void update(long done, long total) {
    checkCancelled();
    if (job.done() != done || job.total() != total) {
      job = job.withProgress(done, total);
    }
  }

  private void finish(RunState state, @Nullable String problem, @Nullable BacktestSummary result) {
    job = job.withEnd(state, problem, result);
  }

  private static BacktestSummary summarise(BacktestResult result) {
    List<Alert> first =
        result.alerts().stream().filter(alert -> alert.kind() == Alert.Kind.NEW).toList();
    return new BacktestSummary(
        result.itemVersions(),
        result.matching(),
        result.alerts().size(),
        first.size(),
        toCounts(result.countByMonth(PressTimeZone.PARIS)),
        toCounts(result.countByTopic()).stream()
            .sorted(Comparator.comparingLong(ArticleCounts.IdCount::count).reversed())
            .toList(),
        first.reversed().stream().limit(SAMPLES).map(AlertNotice::of).toList());
  }

  private static List<ArticleCounts.IdCount> toCounts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> new ArticleCounts.IdCount(count.getKey(), count.getValue()))
        .toList();
  }
}
