package org.vigie.admin;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.lag.LagMonitor;
import org.vigie.admin.lag.LagReport;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.wire.KafkaConnection;

/// Everything that people read and change in one Kafka cluster. Starts no role and creates no Kafka
/// topics. Each call reads or writes Kafka; a failure is an [AdminException]. Thread-safe.
public final class Admin implements AutoCloseable {
  private final KafkaConnection connection;
  private final Supplier<TopicPacks> packs;
  private final Clock clock;
  private final RequestStore store;

  /// Opens nothing yet.
  ///
  /// @param connection to the cluster, whose Kafka topics exist
  /// @param packs the topics that exist; read when they are first needed
  /// @param clock for the validity of subscriptions, the ids of runs, and ages
  public Admin(KafkaConnection connection, Supplier<TopicPacks> packs, Clock clock) {
    this.connection = connection;
    this.packs = packs;
    this.clock = clock;
    store = new RequestStore(connection);
  }

  /// The requested feeds.
  public Feeds feeds() {
    return new Feeds(store);
  }

  /// The subscriptions.
  public Subscriptions subscriptions() {
    return new Subscriptions(store, archive(), new AlertLog(connection), packs, clock);
  }

  /// The alerts that were raised.
  public Alerts alerts() {
    return new Alerts(store, new AlertLog(connection), packs);
  }

  /// What the last hours hold.
  public RecentAlerts recentAlerts() {
    return new RecentAlerts(store, archive(), new AlertLog(connection), stories(), clock);
  }

  /// The stories.
  public Stories stories() {
    return new Stories(connection, archive(), new AlertLog(connection));
  }

  /// The deliveries of alerts.
  public Deliveries deliveries() {
    return new Deliveries(store, new DeliveryLog(connection), new AlertLog(connection), clock);
  }

  /// The accepted items.
  public ItemArchive archive() {
    return new ItemArchive(connection);
  }

  /// Imports of history.
  public ArchiveImports imports() {
    return new ArchiveImports(connection, store, clock);
  }

  /// Replays of the archive.
  ///
  /// @param stateDirectory the parent of the state directories of the runs
  public ReplayRuns replays(Path stateDirectory) {
    return new ReplayRuns(connection, clock, stateDirectory);
  }

  /// Backtests.
  public BacktestRunner backtests() {
    return BacktestRunner.of(store, archive(), clock);
  }

  /// Measures the lag of consumer groups once.
  ///
  /// @param group the only group to measure; null for all groups of the cluster
  /// @throws AdminException.NotFound if the cluster has no such group
  public LagReport measureLag(@Nullable String group) {
    try (LagMonitor monitor = openLagMonitor()) {
      LagReport report = KafkaCall.execute(() -> monitor.measure(group));
      if (group != null && report.groups().isEmpty()) {
        throw new AdminException.NotFound("the cluster knows no group '" + group + "'");
      }
      return report;
    }
  }

  /// A monitor for repeated measurements, to be closed by the caller. Its measurements throw
  /// Kafka's exceptions.
  public LagMonitor openLagMonitor() {
    return KafkaCall.execute(() -> LagMonitor.open(connection, clock));
  }

  @Override
  public void close() {
    store.close();
  }
}
