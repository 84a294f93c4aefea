package org.vigie.streams;

import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.alert.AlertedPair;

/// What only the predecessor's own changelogs know. It is no condition of a takeover: a changelog
/// that is gone, or a value that this version cannot read, is done without.
///
/// @param applicationId of the predecessor, null where there is none
/// @param there the Kafka topics of the cluster
record Heritage(Values values, @Nullable String applicationId, Set<String> there) {
  static Heritage of(Admin admin, Values values, @Nullable String applicationId) {
    return new Heritage(values, applicationId, Groups.get(admin.listTopics().names()));
  }

  /// The names of articles, with the item each stands for.
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

  /// What subscriptions were last told of stories, and which stories are held back from them; null
  /// for what was forgotten.
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
