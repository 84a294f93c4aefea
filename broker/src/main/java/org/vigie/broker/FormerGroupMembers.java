package org.vigie.broker;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.internals.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.wire.FailureReason;

/// Removes the members that a kill left in their consumer groups, so that those who come do not
/// wait for the session timeout. All of them are gone: they knew this broker by another address.
final class FormerGroupMembers {
  private static final Logger log = LoggerFactory.getLogger(FormerGroupMembers.class);
  private static final Set<GroupState> WITH_MEMBERS =
      Set.of(GroupState.STABLE, GroupState.PREPARING_REBALANCE, GroupState.COMPLETING_REBALANCE);

  /// A group that does not exist. Describing it waits until the coordinator has read its log.
  private static final String UNKNOWN_GROUP = "vigie-nobody";

  private FormerGroupMembers() {}

  /// Must be called before any client has the broker's address. A failure is logged and costs the
  /// wait for the session timeout only.
  static void removeAll(Admin admin) {
    try {
      if (hasGroups(admin)) {
        awaitCoordinator(admin);
        for (GroupListing group :
            admin.listGroups(new ListGroupsOptions().inGroupStates(WITH_MEMBERS)).all().get()) {
          admin
              .removeMembersFromConsumerGroup(
                  group.groupId(), new RemoveMembersFromConsumerGroupOptions())
              .all()
              .get();
        }
      }
    } catch (ExecutionException e) {
      log.warn("members that a kill left in their groups stay: {}", FailureReason.describe(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Asking for a group would create the Kafka topic of the groups.
  private static boolean hasGroups(Admin admin) throws ExecutionException, InterruptedException {
    return admin
        .listTopics(new ListTopicsOptions().listInternal(true))
        .names()
        .get()
        .contains(Topic.GROUP_METADATA_TOPIC_NAME);
  }

  private static void awaitCoordinator(Admin admin)
      throws ExecutionException, InterruptedException {
    try {
      admin.describeConsumerGroups(List.of(UNKNOWN_GROUP)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }
}
