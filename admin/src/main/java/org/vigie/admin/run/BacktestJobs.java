package org.vigie.admin.run;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.vigie.admin.Admin;
import org.vigie.analysis.topic.TopicPacks;

/// Backtests in the background. Thread-safe.
public final class BacktestJobs implements AutoCloseable {
  /// Opens nothing yet.
  ///
  /// @param packs the topic packs to classify with
  public BacktestJobs(Admin admin, Supplier<TopicPacks> packs, InstantSource clock) {}

  /// The backtests since the start of this process, the newest first.
  public List<BacktestJob> list() {
    throw new UnsupportedOperationException();
  }

  /// Begins a backtest.
  ///
  /// @throws org.vigie.admin.AdminException.InvalidRequest if the subscription is wrong
  /// @throws org.vigie.admin.AdminException.NotFound if there is no such subscription
  /// @throws org.vigie.admin.AdminException.Conflict if too many wait already
  public BacktestJob start(BacktestOrder order) {
    throw new UnsupportedOperationException();
  }

  /// A backtest.
  ///
  /// @throws org.vigie.admin.AdminException.NotFound if there is none with this id
  public BacktestJob show(String id) {
    throw new UnsupportedOperationException();
  }

  /// Ends a backtest and forgets it.
  ///
  /// @throws org.vigie.admin.AdminException.NotFound if there is none with this id
  public void drop(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
