package org.vigie.admin;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.model.ReplayRun;
import org.vigie.streams.replay.Replay;
import org.vigie.wire.KafkaConnection;

/// Replays of a range of the archive through the topology. Nobody is alerted; the alerts of a run
/// stay in Kafka until it is dropped.
public final class ReplayRuns {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final KafkaConnection connection;
  private final Clock clock;
  private final Path stateDirectory;

  ReplayRuns(KafkaConnection connection, Clock clock, Path stateDirectory) {
    this.connection = connection;
    this.clock = clock;
    this.stateDirectory = stateDirectory;
  }

  /// The request for a run.
  ///
  /// @param range of the time at which the items could first be read
  /// @param subscriptionsAsOf the subscriptions to match against
  public record ReplayOrder(TimeRange range, Replay.SubscriptionsAsOf subscriptionsAsOf) {}

  /// Runs a range and blocks until it has finished.
  ///
  /// @param packs the topic packs to classify with
  /// @throws AdminException.Conflict as [#chooseId]
  public Replay.ReplayResult run(ReplayOrder order, TopicPacks packs) {
    return run(chooseId(), order, packs, Replay.ReplayObserver.NONE);
  }

  /// The id of a run that begins now: the present second.
  ///
  /// @throws AdminException.Conflict if another run began in the same second
  public String chooseId() {
    String run = RUN_ID.format(clock.instant());
    if (list().contains(run)) {
      throw new AdminException.Conflict("a replay " + run + " exists already");
    }
    return run;
  }

  /// As [#run(ReplayOrder, TopicPacks)], under an id of [#chooseId] and with an observer that may
  /// end it by an exception.
  public Replay.ReplayResult run(
      String id, ReplayOrder order, TopicPacks packs, Replay.ReplayObserver observer) {
    Replay.ReplayRequest request =
        new Replay.ReplayRequest(
            id, order.range().from(), order.range().to(), order.subscriptionsAsOf());
    return KafkaCall.execute(() -> createReplay().run(request, new TextAnalyser(packs), observer));
  }

  /// How far the runs are, by their ids; without those of versions that did not write it.
  public Map<String, ReplayRun> readStates() {
    return KafkaCall.execute(() -> createReplay().readStates());
  }

  /// The ids of the runs that are kept, finished or not, sorted.
  public List<String> list() {
    return KafkaCall.execute(() -> createReplay().listRuns());
  }

  /// The result of a run.
  ///
  /// @throws AdminException.NotFound if there is no run with this id
  public Replay.ReplayResult show(String run) {
    return findRun(replay -> replay.readResult(run));
  }

  /// Deletes a run and its Kafka topics.
  ///
  /// @throws AdminException.NotFound if there is no run with this id
  public void drop(String run) {
    findRun(
        replay -> {
          replay.dropRun(run);
          return run;
        });
  }

  private <T> T findRun(Function<Replay, T> work) {
    Supplier<T> call = () -> work.apply(createReplay());
    try {
      return KafkaCall.execute(call);
    } catch (IllegalArgumentException e) {
      throw new AdminException.NotFound(String.valueOf(e.getMessage()));
    }
  }

  private Replay createReplay() {
    return new Replay(connection, clock, stateDirectory);
  }
}
