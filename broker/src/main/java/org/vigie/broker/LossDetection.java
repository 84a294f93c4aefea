package org.vigie.broker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
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

  /// Finds and logs what is lost. Must be called while no client reads or writes.
  ///
  /// @param acknowledged the ends of the logs as the broker noted them before
  /// @throws IllegalStateException if the broker does not answer
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
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the ends of the logs cannot be read: " + FailureReason.describe(e), e);
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
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

  private Map<TopicPartition, Long> readEnds() throws ExecutionException, InterruptedException {
    TreeSet<String> names =
        new TreeSet<>(admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get());
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(
              info ->
                  wanted.put(
                      new TopicPartition(topic.name(), info.partition()), OffsetSpec.latest()));
    }
    return admin.listOffsets(wanted).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().offset()));
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> readOffsets()
      throws ExecutionException, InterruptedException {
    Map<String, ListConsumerGroupOffsetsSpec> groups =
        admin.listGroups().all().get().stream()
            .collect(
                Collectors.toMap(
                    group -> group.groupId(), group -> new ListConsumerGroupOffsetsSpec()));
    return groups.isEmpty() ? Map.of() : admin.listConsumerGroupOffsets(groups).all().get();
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
      throw new IllegalStateException(
          "the group " + group + " cannot be set back: " + FailureReason.describe(e), e);
    }
  }
}
