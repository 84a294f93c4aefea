package org.vigie.streams;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;

/// How a new version of the topology goes on where its predecessor stopped: it copies the
/// predecessor's committed offsets, and fills its stores from what the predecessor wrote.
///
/// What a version wrote and how far it read are one transaction, so once its open transactions are
/// aborted the two agree. The new offsets are committed last ([StoreFilling]): a takeover that is
/// interrupted has not happened, and of two at a time one wins.
final class Takeover {
  private static final Logger log = LoggerFactory.getLogger(Takeover.class);

  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final Clock clock;

  Takeover(KafkaConnection connection, Catalogue catalogue, Clock clock) {
    this.connection = connection;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /// Prepares a version to start. Does nothing where it has run before.
  void to(int version) {
    try (Admin admin = Admin.create(connection.admin())) {
      NavigableSet<Integer> ran = ran(admin);
      Integer later = ran.higher(version);
      if (later != null) {
        throw new IllegalStateException(
            StreamsRole.applicationId(later)
                + " has taken over; version "
                + version
                + " would repeat its alerts");
      }
      if (!ran.contains(version)) {
        fill(admin, version, ran.lower(version));
      }
    }
  }

  private void fill(Admin admin, int version, @Nullable Integer predecessor) {
    String now = StreamsRole.applicationId(version);
    StoreFilling filling = new StoreFilling(connection, catalogue, clock);
    if (predecessor == null) {
      filling.fill(admin, now, null, withoutOffsets(admin));
      return;
    }
    String before = StreamsRole.applicationId(predecessor);
    Groups.awaitEmpty(admin, before);
    Groups.abortTransactions(admin, before + "-");
    filling.fill(admin, now, before, Groups.committed(admin, before));
    log.atInfo()
        .addKeyValue("from", before)
        .addKeyValue("to", now)
        .log("a new version of the topology took over");
  }

  /// Where to go on when nobody knows how far the work had come, because Kafka has forgotten the
  /// offsets of a group that was away for a week. Every reading is a repeat, or was never worked
  /// on.
  /// What lies between the stages would be said a second time; what of it had not been said is too
  /// old to be.
  private Map<TopicPartition, OffsetAndMetadata> withoutOffsets(Admin admin) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    offsets.putAll(Groups.places(admin, List.of(catalogue.readings()), OffsetSpec.earliest()));
    offsets.putAll(
        Groups.places(
            admin, List.of(catalogue.decided(), catalogue.matches()), OffsetSpec.latest()));
    return offsets;
  }

  private static NavigableSet<Integer> ran(Admin admin) {
    NavigableSet<Integer> versions = new TreeSet<>();
    for (String group : Groups.named(admin, StreamsRole.NAME)) {
      OptionalInt version = StreamsRole.version(group);
      if (version.isPresent() && !Groups.committed(admin, group).isEmpty()) {
        versions.add(version.getAsInt());
      }
    }
    return versions;
  }
}
