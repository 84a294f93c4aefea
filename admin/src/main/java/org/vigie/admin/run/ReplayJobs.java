package org.vigie.admin.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.Admin;
import org.vigie.admin.AdminException;
import org.vigie.admin.ReplayRuns;
import org.vigie.admin.TimeRange;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.ReplayRun;
import org.vigie.streams.replay.Replay;
import org.vigie.wire.KafkaConnection;

/// Replays in the background, one at a time, and what became of those of other processes.
/// Thread-safe.
public final class ReplayJobs implements AutoCloseable {
  private static final long END_SECONDS = 30;

  private final KafkaConnection connection;
  private final Supplier<TopicPacks> packs;
  private final Clock clock;
  private final ReplayRuns runs;

  /// The newest replay of this process, which may have ended.
  private @Nullable ReplayTask own;

  /// Opens nothing yet.
  ///
  /// @param packs the topic packs to classify with
  /// @param stateDirectory the parent of the state directories of the runs
  public ReplayJobs(
      Admin admin,
      KafkaConnection connection,
      Supplier<TopicPacks> packs,
      Path stateDirectory,
      Clock clock) {
    this.connection = connection;
    this.packs = packs;
    this.clock = clock;
    runs = admin.replays(stateDirectory);
  }

  /// The request for a run.
  ///
  /// @param range of the time at which the items could first be read
  /// @param subscriptions the subscriptions to match against
  public record ReplayStart(TimeRange range, Replay.SubscriptionsAsOf subscriptions) {}

  /// All runs that are kept, the newest first.
  public List<ReplayJob> list() {
    Map<String, ReplayRun> states = runs.readStates();
    Set<String> ids = new HashSet<>(states.keySet());
    ids.addAll(runs.list());
    ReplayTask task = findOwn();
    if (task != null && task.isRunning()) {
      ids.add(task.state().run());
    }
    return ids.stream()
        .sorted(Comparator.reverseOrder())
        .map(id -> toJob(id, chooseState(id, states.get(id))))
        .toList();
  }

  private synchronized @Nullable ReplayTask findOwn() {
    return own;
  }

  /// What this process knows of a run of its own is newer than what Kafka does, as long as it runs.
  private @Nullable ReplayRun chooseState(String id, @Nullable ReplayRun inKafka) {
    ReplayTask task = findOwn();
    return task != null
            && task.state().run().equals(id)
            && (task.isRunning()
                || inKafka == null
                || inKafka.status() == ReplayRun.ReplayStatus.RUNNING)
        ? task.state()
        : inKafka;
  }

  private ReplayJob toJob(String id, @Nullable ReplayRun state) {
    if (state == null) {
      String problem = "whether it has finished is not known: an earlier version ran it";
      return new ReplayJob(id, null, null, RunState.INTERRUPTED, null, null, null, problem);
    }
    boolean abandoned = isAbandoned(state);
    Integer alerts = state.alerts();
    return new ReplayJob(
        id,
        state.from(),
        state.to(),
        abandoned
            ? RunState.INTERRUPTED
            : switch (state.status()) {
              case RUNNING -> RunState.RUNNING;
              case FINISHED -> RunState.FINISHED;
              case FAILED -> RunState.FAILED;
            },
        (long) state.done(),
        state.total() == 0 && state.status() == ReplayRun.ReplayStatus.RUNNING
            ? null
            : Long.valueOf(state.total()),
        alerts == null ? null : Long.valueOf(alerts),
        abandoned ? "the process that ran it has ended" : state.problem());
  }

  private boolean isAbandoned(ReplayRun state) {
    ReplayTask task = findOwn();
    boolean runsHere = task != null && task.isRunning() && task.state().run().equals(state.run());
    return !runsHere && state.isAbandoned(clock.instant());
  }

  /// Begins a run.
  ///
  /// @throws AdminException.InvalidRequest if the range is empty
  /// @throws AdminException.Conflict if one runs already in this process
  public synchronized ReplayJob start(ReplayStart order) {
    if (own != null && own.isRunning()) {
      throw new AdminException.Conflict(
          "replay " + own.state().run() + " runs; drop it, or wait for its end");
    }
    TimeRange range = order.range();
    if (!range.from().isBefore(range.to())) {
      throw new AdminException.InvalidRequest("to", "the range is empty");
    }
    Instant now = clock.instant();
    ReplayTask task =
        new ReplayTask(
            runs.chooseId(),
            new ReplayRuns.ReplayOrder(range, order.subscriptions()),
            packs.get(),
            runs,
            now);
    own = task;
    Thread.ofPlatform().daemon().name("replay-" + task.state().run()).start(task);
    return toJob(task.state().run(), task.state());
  }

  /// A run.
  ///
  /// @throws AdminException.NotFound if there is none with this id
  public ReplayJob show(String id) {
    ReplayRun state = chooseState(id, runs.readStates().get(id));
    if (state == null && !runs.list().contains(id)) {
      throw createNotFound(id);
    }
    return toJob(id, state);
  }

  private static AdminException.NotFound createNotFound(String id) {
    return new AdminException.NotFound("replay", id);
  }

  /// Ends a run and deletes its Kafka topics.
  ///
  /// @throws AdminException.NotFound if there is none with this id
  /// @throws AdminException.Conflict if another process runs it, or if it does not end
  public void drop(String id) {
    ReplayTask task = findOwn();
    if (task != null && task.state().run().equals(id) && task.isRunning()) {
      task.cancel();
      if (!task.awaitEnd(END_SECONDS)) {
        throw new AdminException.Conflict("replay " + id + " is about to end; drop it then");
      }
    } else if (show(id).state() == RunState.RUNNING) {
      throw new AdminException.Conflict(
          "replay " + id + " is run by another process; end it there");
    }
    try {
      runs.drop(id);
    } catch (AdminException.NotFound e) {
      // One of this process that failed at once has left nothing.
      if (task == null || !task.state().run().equals(id)) {
        throw e;
      }
    }
    forget(id);
  }

  private synchronized void forget(String id) {
    if (own != null && own.state().run().equals(id)) {
      own = null;
    }
  }

  /// Compares the alerts of a finished run with those that were raised live, story by story.
  ///
  /// @throws AdminException.NotFound if there is none with this id
  /// @throws AdminException.Conflict if it has not finished
  public ReplayDiff diff(String id) {
    return new ReplayPromoter(connection, clock).diff(requireFinished(id));
  }

  /// Delivers what live operation missed: the stories of a finished run that share no article with
  /// one that was alerted to the same subscription, as one message for each channel.
  ///
  /// @throws AdminException.NotFound if there is none with this id
  /// @throws AdminException.Conflict if it has not finished
  public ReplayPromotion promote(String id) {
    return new ReplayPromoter(connection, clock).promote(requireFinished(id), true);
  }

  /// What [#promote] would give; nothing is delivered.
  public ReplayPromotion previewPromotion(String id) {
    return new ReplayPromoter(connection, clock).promote(requireFinished(id), false);
  }

  private ReplayRun requireFinished(String id) {
    ReplayRun state = runs.readStates().get(id);
    if (state == null || state.status() != ReplayRun.ReplayStatus.FINISHED) {
      RunState found = show(id).state();
      throw new AdminException.Conflict(
          "replay " + id + " has not finished, it is " + found + ": its alerts are not complete");
    }
    return state;
  }

  /// Ends the run of this process.
  @Override
  public void close() {
    ReplayTask task = findOwn();
    if (task != null && task.isRunning()) {
      task.cancel();
      task.awaitEnd(END_SECONDS);
    }
  }
}
