package org.vigie.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.Backtest;
import org.vigie.analysis.alert.SubscriptionHistory;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.ingest.archive.ArchiveReader;
import org.vigie.ingest.archive.ArchiveReport;
import org.vigie.ingest.archive.ArchiveSettings;
import org.vigie.model.Item;
import org.vigie.model.Subscription;
import org.vigie.wire.SubscriptionLine;

/// Runs backtests in this process. Nobody is alerted and nothing is written.
public final class BacktestRunner {
  private final InstantSource clock;
  private final @Nullable RequestStore store;
  private final @Nullable ItemArchive archive;

  private BacktestRunner(
      InstantSource clock, @Nullable RequestStore store, @Nullable ItemArchive archive) {
    this.clock = clock;
    this.store = store;
    this.archive = archive;
  }

  /// A runner that serves requests that need no Kafka.
  public static BacktestRunner withoutKafka(InstantSource clock) {
    return new BacktestRunner(clock, null, null);
  }

  static BacktestRunner of(RequestStore store, ItemArchive archive, InstantSource clock) {
    return new BacktestRunner(clock, store, archive);
  }

  /// The items of a run.
  ///
  /// @param report null if they are from the archive of the cluster
  private record PastItemVersions(Backtest.PastItemSource items, @Nullable ArchiveReport report) {}

  /// Runs a backtest.
  ///
  /// @throws AdminException.NotFound if an archive or the subscription does not exist, or none is
  ///     active
  /// @throws AdminException.InvalidRequest if a chosen subscription cannot be matched
  public BacktestResult run(BacktestRequest request) {
    return run(request, Backtest.ProgressObserver.NONE);
  }

  /// As [#run(BacktestRequest)], with an observer that may end it by an exception.
  public BacktestResult run(BacktestRequest request, Backtest.ProgressObserver observer) {
    request.requireFiles();
    List<Subscription> chosen = new ArrayList<>(findSubscriptions(request));
    List<BacktestResult.LeftOut> leftOut = removeFaulty(chosen, request);
    PastItemVersions past = readItems(request);
    TimeRange range = request.range();
    Backtest backtest =
        new Backtest(
            new TextAnalyser(request.packs()), SubscriptionHistory.newestSinceEpoch(chosen));
    Backtest.BacktestOutcome outcome =
        backtest.runAndCount(past.items(), range.from(), range.to(), observer);
    return new BacktestResult(
        outcome.alerts(),
        outcome.versions(),
        chosen,
        outcome.matching(),
        outcome.leftOut(),
        outcome.repeats(),
        leftOut,
        outcome.unjudged(),
        past.report());
  }

  private List<Subscription> findSubscriptions(BacktestRequest request) {
    return switch (request.subscriptions()) {
      case BacktestRequest.SubscriptionChoice.Active active -> findActive();
      case BacktestRequest.SubscriptionChoice.Existing(String id) ->
          List.of(requireStore().findSubscription(id).withState(Subscription.State.ACTIVE));
      case BacktestRequest.SubscriptionChoice.Described described -> {
        SubscriptionValidator validator = new SubscriptionValidator(request.packs());
        yield described.lines().stream().map(line -> create(validator, line)).toList();
      }
    };
  }

  private static Subscription create(SubscriptionValidator validator, SubscriptionLine line) {
    try {
      return validator.createVersion(line, 1, Instant.EPOCH).withState(Subscription.State.ACTIVE);
    } catch (AdminException.InvalidRequest e) {
      throw new AdminException.InvalidRequest(
          "subscriptions", "subscription " + line.id() + ": " + e.getMessage(), e);
    }
  }

  private List<Subscription> findActive() {
    List<Subscription> active =
        requireStore().readNewestSubscriptions().values().stream()
            .filter(one -> one.state() == Subscription.State.ACTIVE)
            .toList();
    if (active.isEmpty()) {
      throw new AdminException.NotFound("there is no active subscription");
    }
    return active;
  }

  /// Removes the subscriptions that cannot be matched. Any writer can put one into Kafka.
  private static List<BacktestResult.LeftOut> removeFaulty(
      List<Subscription> chosen, BacktestRequest request) {
    SubscriptionIndex index = new SubscriptionIndex();
    chosen.forEach(index::put);
    List<BacktestResult.LeftOut> leftOut = new ArrayList<>();
    for (SubscriptionIndex.Fault fault : index.findFaults()) {
      String id = fault.subscription().id();
      if (!(request.subscriptions() instanceof BacktestRequest.SubscriptionChoice.Active)) {
        throw new AdminException.Conflict("subscription " + id + ": " + fault.problem());
      }
      leftOut.add(new BacktestResult.LeftOut(id, fault.problem()));
      chosen.remove(fault.subscription());
    }
    return leftOut;
  }

  private PastItemVersions readItems(BacktestRequest request) {
    if (request.archives().isEmpty()) {
      return new PastItemVersions(requireArchive()::readItems, null);
    }
    List<Item> items = new ArrayList<>();
    ArchiveReport report =
        new ArchiveReader(
                ArchiveSettings.of("backtest"), clock, Backtest.createAcceptor(items::add))
            .read(request.archives());
    return new PastItemVersions(items::forEach, report);
  }

  private RequestStore requireStore() {
    if (store == null) {
      throw new IllegalStateException("this backtest reads subscriptions from Kafka");
    }
    return store;
  }

  private ItemArchive requireArchive() {
    if (archive == null) {
      throw new IllegalStateException("this backtest reads the archive of the cluster");
    }
    return archive;
  }
}
