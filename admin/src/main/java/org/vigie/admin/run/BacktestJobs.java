package org.vigie.admin.run;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Admin;
import org.vigie.admin.AdminException;
import org.vigie.admin.BacktestRequest;
import org.vigie.admin.BacktestRequest.SubscriptionChoice;
import org.vigie.admin.SubscriptionRequest;
import org.vigie.admin.Subscriptions;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.wire.SubscriptionLine;

/// Backtests in the background, one at a time: each needs the articles of its range in memory. The
/// others wait. Thread-safe.
public final class BacktestJobs implements AutoCloseable {
  /// How many may wait.
  static final int MAX_WAITING = 20;

  /// How many are kept.
  static final int MAX_KEPT = 50;

  private static final ThreadFactory THREADS =
      Thread.ofPlatform().daemon().name("backtests").factory();
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /// Names the subscription that need not exist.
  private static final String DESCRIBED = "backtest";

  private final Admin admin;
  private final Supplier<TopicPacks> packs;
  private final InstantSource clock;
  private final BacktestTask.BlockingRunner runner;
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), THREADS);
  private final Map<String, BacktestTask> tasks = new LinkedHashMap<>();
  private int started;

  /// Opens nothing yet.
  ///
  /// @param packs the topic packs to classify with
  public BacktestJobs(Admin admin, Supplier<TopicPacks> packs, InstantSource clock) {
    this(admin, packs, clock, (request, observer) -> admin.backtests().run(request, observer));
  }

  BacktestJobs(
      Admin admin,
      Supplier<TopicPacks> packs,
      InstantSource clock,
      BacktestTask.BlockingRunner runner) {
    this.admin = admin;
    this.packs = packs;
    this.clock = clock;
    this.runner = runner;
  }

  /// The backtests since the start of this process that are kept, the newest first.
  public synchronized List<BacktestJob> list() {
    return new ArrayList<>(tasks.values()).reversed().stream().map(BacktestTask::job).toList();
  }

  /// Begins a backtest, or lets it wait for its turn.
  ///
  /// @throws AdminException.InvalidRequest if the subscription is wrong, with the path of the field
  ///     such as `subscription.query`; or if not one of id and subscription is given
  /// @throws AdminException.NotFound if there is no such subscription
  /// @throws AdminException.Conflict if too many wait already
  public BacktestJob start(BacktestOrder order) {
    TopicPacks used = packs.get();
    SubscriptionChoice choice = choose(order, used);
    BacktestRequest request = new BacktestRequest(choice, List.of(), order.range(), used);
    String subscription = choice instanceof SubscriptionChoice.Existing(String id) ? id : "";
    Instant now = clock.instant();
    synchronized (this) {
      if (tasks.values().stream().filter(BacktestTask::isRunning).count() > MAX_WAITING) {
        throw new AdminException.Conflict(
            MAX_WAITING + " backtests wait already; drop one, or come back later");
      }
      String id = ID.format(now) + "-" + ++started;
      BacktestTask task = new BacktestTask(id, subscription, request, runner, now);
      submit(task);
      tasks.put(id, task);
      dropOldest();
      return task.job();
    }
  }

  private SubscriptionChoice choose(BacktestOrder order, TopicPacks used) {
    String id = order.id();
    SubscriptionRequest described = order.subscription();
    if ((id == null) == (described == null)) {
      throw new AdminException.InvalidRequest(
          "", "either the id of a subscription or a subscription is needed");
    }
    if (id != null) {
      return new SubscriptionChoice.Existing(admin.subscriptions().show(id).subscription().id());
    }
    return describe(described, used);
  }

  private static SubscriptionChoice describe(
      @Nullable SubscriptionRequest described, TopicPacks used) {
    try {
      SubscriptionRequest asked =
          described == null ? SubscriptionRequest.NO_CHANGE : described.withoutDelivery();
      Subscriptions.validateNew(DESCRIBED, asked, used);
      return new SubscriptionChoice.Described(
          List.of(asked.applyTo(SubscriptionLine.empty(DESCRIBED))));
    } catch (AdminException.InvalidRequest e) {
      throw new AdminException.InvalidRequest(
          e.field().isEmpty() ? "subscription" : "subscription." + e.field(),
          String.valueOf(e.getMessage()),
          e);
    }
  }

  private void submit(BacktestTask task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      throw new AdminException.Conflict("this process is about to end");
    }
  }

  private void dropOldest() {
    Iterator<BacktestTask> oldest = tasks.values().iterator();
    while (tasks.size() > MAX_KEPT && oldest.hasNext()) {
      if (!oldest.next().isRunning()) {
        oldest.remove();
      }
    }
  }

  /// A backtest.
  ///
  /// @throws AdminException.NotFound if there is none with this id
  public synchronized BacktestJob show(String id) {
    return find(id).job();
  }

  private BacktestTask find(String id) {
    BacktestTask task = tasks.get(id);
    if (task == null) {
      throw new AdminException.NotFound("backtest", id);
    }
    return task;
  }

  /// Ends a backtest and forgets it.
  ///
  /// @throws AdminException.NotFound if there is none with this id
  public synchronized void drop(String id) {
    BacktestTask task = find(id);
    task.cancel();
    executor.remove(task);
    tasks.remove(id);
  }

  /// Ends all of them.
  @Override
  public synchronized void close() {
    tasks.values().forEach(BacktestTask::cancel);
    executor.shutdown();
  }
}
