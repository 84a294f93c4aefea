package org.vigie.streams.takeover;

import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.alert.AlertedPair;
import org.vigie.streams.store.StoreDefinition;
import org.vigie.streams.topology.KafkaAdmin;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicScan;

/// The state that exists only in the changelogs of the predecessor. A takeover does not depend on
/// it: a missing changelog, or a value that this version cannot read, is skipped.
///
/// @param applicationId the application id of the predecessor; null if there is none
/// @param existingKafkaTopics the names of the Kafka topics that exist in the cluster
record PredecessorState(
    KafkaConnection connection, @Nullable String applicationId, Set<String> existingKafkaTopics) {
  static PredecessorState find(
      Admin admin, KafkaConnection connection, @Nullable String applicationId) {
    return new PredecessorState(
        connection, applicationId, KafkaAdmin.awaitResult(admin.listTopics().names()));
  }

  /// Passes on each name of an article with the id of its item.
  void forEachName(int partition, BiConsumer<String, String> taken) {
    forEachEntry(
        StoreDefinition.ALIASES,
        partition,
        (key, item) -> {
          if (item != null) {
            taken.accept(key, item);
          }
        });
  }

  /// Passes on each alerted pair by its key: the last alert of a story for a subscription, or a
  /// story that is held back from it; null for a deleted pair.
  void forEachPair(int partition, BiConsumer<String, @Nullable AlertedPair> taken) {
    forEachEntry(StoreDefinition.ALERTED_PAIRS, partition, taken);
  }

  private <V> void forEachEntry(
      StoreDefinition<V> store, int partition, BiConsumer<String, @Nullable V> taken) {
    if (applicationId != null && existingKafkaTopics.contains(store.changelogName(applicationId))) {
      TopicScan.of(connection, store.readableChangelog(applicationId, partition + 1))
          .partition(partition)
          .onUnreadable(letter -> {})
          .read(record -> taken.accept(record.key(), record.value()));
    }
  }
}
