package org.vigie.streams.takeover;

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
import org.vigie.streams.topology.ApplicationId;
import org.vigie.streams.topology.KafkaAdmin;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;

/// Lets a new version of the topology continue where its predecessor stopped: it copies the
/// committed offsets of the predecessor, and fills its stores from the output of the predecessor.
///
/// A version writes its output and commits its offsets in one transaction, so the two agree once
/// its open transactions are aborted. The new offsets are committed last ([StoreFiller]): an
/// interrupted takeover has no effect, and if two run at the same time, one wins.
public final class Takeover {
  private static final Logger log = LoggerFactory.getLogger(Takeover.class);

  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final Clock clock;

  public Takeover(KafkaConnection connection, Catalogue catalogue, Clock clock) {
    this.connection = connection;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /// Prepares a version to start. Does nothing if the version has run before.
  ///
  /// @throws VersionConflictException if a later version has run, or only that of Vigie 0.1
  /// @throws org.vigie.streams.topology.PredecessorRunningException if the earlier one is still
  ///     running
  public void prepareVersion(int version) {
    try (Admin admin = Admin.create(connection.adminSettings())) {
      NavigableSet<Integer> ran = findVersionsThatRan(admin);
      Integer later = ran.higher(version);
      if (later != null) {
        throw new VersionConflictException(
            ApplicationId.of(later)
                + " has taken over; version "
                + version
                + " would repeat its alerts");
      }
      if (!ran.contains(version)) {
        Integer predecessor = ran.lower(version);
        if (predecessor != null && predecessor < ApplicationId.FIRST_VERSION) {
          throw new VersionConflictException(
              "the data is of Vigie 0.1, which this version does not take over: start Vigie 0.2.0"
                  + " on it once, then this version");
        }
        fillStores(admin, version, predecessor);
      }
    }
  }

  private void fillStores(Admin admin, int version, @Nullable Integer predecessor) {
    String now = ApplicationId.of(version);
    StoreFiller filling = new StoreFiller(connection, catalogue, clock);
    if (predecessor == null) {
      filling.fill(admin, now, null, findOffsetsAfterLoss(admin));
      return;
    }
    String before = ApplicationId.of(predecessor);
    KafkaAdmin.awaitNoMembers(admin, before);
    KafkaAdmin.abortOpenTransactions(admin, before + "-");
    filling.fill(admin, now, before, KafkaAdmin.readCommittedOffsets(admin, before));
    log.atInfo()
        .addKeyValue("from", before)
        .addKeyValue("to", now)
        .log("a new version of the topology took over");
  }

  /// The start offsets if the progress is unknown because Kafka has deleted the offsets of a group
  /// that was inactive for a week. Readings start at the beginning: each one is either a repeat or
  /// was never processed. The Kafka topics between the stages start at the end: processing them
  /// again would repeat alerts, and any alert of theirs that was not raised is too old to raise.
  private Map<TopicPartition, OffsetAndMetadata> findOffsetsAfterLoss(Admin admin) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    offsets.putAll(
        KafkaAdmin.findOffsetsToCommit(
            admin, List.of(catalogue.readings()), OffsetSpec.earliest()));
    offsets.putAll(
        KafkaAdmin.findOffsetsToCommit(
            admin, List.of(catalogue.decided(), catalogue.matches()), OffsetSpec.latest()));
    return offsets;
  }

  private static NavigableSet<Integer> findVersionsThatRan(Admin admin) {
    NavigableSet<Integer> versions = new TreeSet<>();
    for (String group : KafkaAdmin.findGroups(admin, ApplicationId.PREFIX)) {
      OptionalInt version = ApplicationId.parseVersion(group);
      if (version.isPresent() && !KafkaAdmin.readCommittedOffsets(admin, group).isEmpty()) {
        versions.add(version.getAsInt());
      }
    }
    return versions;
  }
}
