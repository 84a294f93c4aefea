package org.vigie.broker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.wire.FailureReason;

/// Finds acknowledged records that are gone after a start: Kafka silently drops the end of a log
/// from the first batch on that is not whole. They are known from the ends that the broker noted
/// before, and from what consumer groups had read.
///
/// A group that had read them is set back to the end of the log: new records take the offsets of
/// the lost ones, and it would never read them. That needs groups without members
/// ([FormerGroupMembers]).
final class LossDetection {
  private static final Logger log = LoggerFactory.getLogger(LossDetection.class);

  private final Admin admin;

  LossDetection(Admin admin) {
    this.admin = admin;
  }

  /// Finds and logs what is lost. What the broker cannot tell, of one Kafka topic or group, is
  /// logged and left out. Must be called while no client reads or writes.
  ///
  /// @param acknowledged the ends of the logs as the broker noted them before
  List<LostRecords> find(Map<TopicPartition, Long> acknowledged) {
    try {
      Map<TopicPartition, Long> ends = readEnds();
      Map<String, Map<TopicPartition, OffsetAndMetadata>> groups = readOffsets();
      List<LostRecords> lost = new ArrayList<>();
      ends.forEach(
          (partition, end) -> {
            long known = findKnownEnd(partition, acknowledged, groups);
            if (known > end) {
              lost.add(
                  new LostRecords(
                      partition.topic(),
                      partition.partition(),
                      end,
                      known,
                      findReaders(partition, known, groups)));
            }
          });
      lost.sort(Comparator.comparing(LostRecords::topic).thenComparing(LostRecords::partition));
      lost.forEach(one -> log.warn("records are lost: {}", one.describe()));
      setBack(groups, ends);
      return List.copyOf(lost);
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// The answer of the broker; null, and logged, if it cannot give it.
  private static <T> @Nullable T await(String what, KafkaFuture<T> answer)
      throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      log.warn("not checked for lost records: {}: {}", what, FailureReason.describe(e));
      return null;
    }
  }

  private static long findKnownEnd(
      TopicPartition partition,
      Map<TopicPartition, Long> acknowledged,
      Map<String, Map<TopicPartition, OffsetAndMetadata>> groups) {
    long known = acknowledged.getOrDefault(partition, 0L);
    for (Map<TopicPartition, OffsetAndMetadata> offsets : groups.values()) {
      OffsetAndMetadata read = offsets.get(partition);
      known = read == null ? known : Math.max(known, read.offset());
    }
    return known;
  }

  private static List<String> findReaders(
      TopicPartition partition,
      long end,
      Map<String, Map<TopicPartition, OffsetAndMetadata>> groups) {
    return groups.entrySet().stream()
        .filter(
            group -> {
              OffsetAndMetadata read = group.getValue().get(partition);
              return read != null && read.offset() >= end;
            })
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private Map<TopicPartition, Long> readEnds() throws InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    Set<String> names =
        await(
            "the Kafka topics",
            admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    Map<String, KafkaFuture<TopicDescription>> topics =
        admin.describeTopics(names == null ? Set.of() : names).topicNameValues();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> one : topics.entrySet()) {
      TopicDescription topic = await(one.getKey(), one.getValue());
      if (topic == null) {
        continue;
      }
      for (TopicPartitionInfo info : topic.partitions()) {
        TopicPartition partition = new TopicPartition(topic.name(), info.partition());
        if (info.leader() == null) {
          log.warn("not checked for lost records: {} has no leader", partition);
        } else {
          wanted.put(partition, OffsetSpec.latest());
        }
      }
    }
    ListOffsetsResult answers = admin.listOffsets(wanted);
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (TopicPartition partition : wanted.keySet()) {
      ListOffsetsResult.ListOffsetsResultInfo end =
          await(partition.toString(), answers.partitionResult(partition));
      if (end != null) {
        ends.put(partition, end.offset());
      }
    }
    return ends;
  }

  /// Groups of other types keep their offsets elsewhere.
  private Map<String, Map<TopicPartition, OffsetAndMetadata>> readOffsets()
      throws InterruptedException {
    Collection<GroupListing> found =
        await("the groups", admin.listGroups(ListGroupsOptions.forConsumerGroups()).all());
    Map<String, ListConsumerGroupOffsetsSpec> asked =
        (found == null ? List.<GroupListing>of() : found)
            .stream()
                .collect(
                    Collectors.toMap(
                        GroupListing::groupId, group -> new ListConsumerGroupOffsetsSpec()));
    if (asked.isEmpty()) {
      return Map.of();
    }
    ListConsumerGroupOffsetsResult answers = admin.listConsumerGroupOffsets(asked);
    Map<String, Map<TopicPartition, OffsetAndMetadata>> groups = new HashMap<>();
    for (String group : asked.keySet()) {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          await("group " + group, answers.partitionsToOffsetAndMetadata(group));
      if (offsets != null) {
        groups.put(group, offsets);
      }
    }
    return groups;
  }

  private void setBack(
      Map<String, Map<TopicPartition, OffsetAndMetadata>> groups, Map<TopicPartition, Long> ends)
      throws InterruptedException {
    for (Map.Entry<String, Map<TopicPartition, OffsetAndMetadata>> group : groups.entrySet()) {
      Map<TopicPartition, OffsetAndMetadata> corrected = new HashMap<>();
      group
          .getValue()
          .forEach(
              (partition, read) -> {
                Long end = ends.get(partition);
                if (end != null && read != null && read.offset() > end) {
                  corrected.put(partition, new OffsetAndMetadata(end, read.metadata()));
                }
              });
      if (!corrected.isEmpty()) {
        setBack(group.getKey(), corrected);
      }
    }
  }

  private void setBack(String group, Map<TopicPartition, OffsetAndMetadata> offsets)
      throws InterruptedException {
    try {
      admin.alterConsumerGroupOffsets(group, offsets).all().get();
      log.warn("set back to the end of what is left group={} offsets={}", group, offsets);
    } catch (ExecutionException e) {
      log.warn(
          "it will not read what takes the offsets of lost records, since it cannot be set back:"
              + " group={} offsets={} cause={}",
          group,
          offsets,
          FailureReason.describe(e));
    }
  }
}
