package org.vigie.admin;

import java.nio.file.Path;
import java.util.List;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.wire.SubscriptionLine;

/// The request for a backtest: the alerts that subscriptions would have raised for past items.
///
/// @param subscriptions which subscriptions
/// @param archives files, folders and tars to read the items from; empty for the archive of the
///     cluster
/// @param range of the time at which the items could first be read
/// @param packs the topic packs to classify with
public record BacktestRequest(
    SubscriptionChoice subscriptions, List<Path> archives, TimeRange range, TopicPacks packs) {
  /// Copies the list.
  public BacktestRequest {
    archives = List.copyOf(archives);
  }

  /// Which subscriptions a backtest uses.
  public sealed interface SubscriptionChoice {
    /// All subscriptions in force that are not paused.
    record Active() implements SubscriptionChoice {}

    /// A subscription in force, paused or not.
    record Existing(String id) implements SubscriptionChoice {}

    /// Subscriptions that need not exist.
    record Described(List<SubscriptionLine> lines) implements SubscriptionChoice {
      /// Copies the list.
      public Described {
        lines = List.copyOf(lines);
      }
    }
  }

  /// Returns whether the subscriptions or the items must be read from Kafka.
  public boolean needsKafka() {
    return archives.isEmpty() || !(subscriptions instanceof SubscriptionChoice.Described);
  }

  /// Checks that all archives exist.
  ///
  /// @throws AdminException.NotFound naming the first that does not
  public void requireFiles() {
    ArchiveImports.requireFiles(archives);
  }
}
