package org.vigie.admin.run;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.vigie.admin.Admin;
import org.vigie.admin.TimeRange;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.streams.replay.Replay;
import org.vigie.wire.KafkaConnection;

/// Replays in the background, with what became of those of other processes. Thread-safe.
public final class ReplayJobs implements AutoCloseable {
  /// Opens nothing yet.
  ///
  /// @param packs the topic packs to classify with
  /// @param stateDirectory the parent of the state directories of the runs
  public ReplayJobs(
      Admin admin,
      KafkaConnection connection,
      Supplier<TopicPacks> packs,
      Path stateDirectory,
      Clock clock) {}

  /// The request for a run.
  ///
  /// @param range of the time at which the items could first be read
  /// @param subscriptions the subscriptions to match against
  public record ReplayStart(TimeRange range, Replay.SubscriptionsAsOf subscriptions) {}

  /// All runs that are kept, the newest first.
  public List<ReplayJob> list() {
    throw new UnsupportedOperationException();
  }

  /// Begins a run.
  ///
  /// @throws org.vigie.admin.AdminException.Conflict if one runs already in this process
  public ReplayJob start(ReplayStart order) {
    throw new UnsupportedOperationException();
  }

  /// A run.
  ///
  /// @throws org.vigie.admin.AdminException.NotFound if there is none with this id
  public ReplayJob show(String id) {
    throw new UnsupportedOperationException();
  }

  /// Ends a run and deletes its Kafka topics.
  ///
  /// @throws org.vigie.admin.AdminException.NotFound if there is none with this id
  public void drop(String id) {
    throw new UnsupportedOperationException();
  }

  /// Compares the alerts of a finished run with those that were raised live.
  ///
  /// @throws org.vigie.admin.AdminException.NotFound if there is none with this id
  /// @throws org.vigie.admin.AdminException.Conflict if it has not finished
  public ReplayDiff diff(String id) {
    throw new UnsupportedOperationException();
  }

  /// Delivers what live operation missed: the alerts of a finished run that share no article with
  /// one that was raised for the same subscription, as one message for each channel.
  ///
  /// @throws org.vigie.admin.AdminException.NotFound if there is none with this id
  /// @throws org.vigie.admin.AdminException.Conflict if it has not finished
  public ReplayPromotion promote(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
