package org.vigie.streams;

import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.alert.AlertedPair;

/// The state that exists only in the changelogs of the predecessor. A takeover does not depend on
/// it: a missing changelog, or a value that this version cannot read, is skipped.
///
/// @param applicationId the application id of the predecessor; null if there is none
/// @param there the names of the Kafka topics that exist in the cluster
record Heritage(Values values, @Nullable String applicationId, Set<String> there) {
  static Heritage of(Admin admin, Values values, @Nullable String applicationId) {
    return new Heritage(values, applicationId, Groups.get(admin.listTopics().names()));
  }

  /// Passes on each name of an article with the id of its item.
  void names(int partition, BiConsumer<String, String> taken) {
    each(
        Store.NAMES,
        partition,
        (key, item) -> {
          if (item != null) {
            taken.accept(key, item);
          }
        });
  }

  /// Passes on each alerted pair by its key: the last alert of a story for a subscription, or a
  /// story that is held back from it; null for a deleted pair.
  void pairs(int partition, BiConsumer<String, @Nullable AlertedPair> taken) {
    each(
        Store.PAIRS,
        partition,
        (key, pair) -> {
          if (pair == null || pair.isWhole()) {
            taken.accept(key, pair);
          }
        });
  }

  private <V> void each(Store<V> store, int partition, BiConsumer<String, @Nullable V> taken) {
    if (applicationId != null && there.contains(store.changelog(applicationId))) {
      values.entries(
          store.changelogToRead(applicationId, partition + 1),
          partition,
          entry -> taken.accept(entry.key(), entry.value()));
    }
  }
}
