package org.vigie.admin.lag;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.lag.PartitionLag.OffsetBounds;

/// Reads committed offsets of groups and the offset bounds of partitions. Not thread-safe.
final class GroupOffsetReader implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Admin admin;

  GroupOffsetReader(Admin admin) {
    this.admin = admin;
  }

  /// The state of every group that commits offsets, by its id. Share groups do not commit any.
  ///
  /// @throws KafkaException if the cluster does not answer within 10 s
  Map<String, String> listGroups() {
    return awaitAnswer("listing groups", admin.listGroups().all()).stream()
        .filter(group -> group.type().filter(GroupType.SHARE::equals).isEmpty())
        .collect(
            Collectors.toMap(
                GroupListing::groupId,
                group -> group.groupState().map(Object::toString).orElse("Unknown")));
  }

  Set<String> listTopics() {
    return awaitAnswer("listing Kafka topics", admin.listTopics().names());
  }

  /// The committed offset of every partition that a group has committed, is assigned, or that
  /// belongs to a Kafka topic of either kind. Null if the group never committed it.
  ///
  /// @throws KafkaException if the cluster does not answer within 10 s
  Map<String, Map<TopicPartition, @Nullable Long>> readCommittedOffsets(Set<String> groups) {
    if (groups.isEmpty()) {
      return Map.of();
    }
    // Kafka returns null for a partition without a commit, contrary to its types.
    Map<String, Map<TopicPartition, OffsetAndMetadata>> found =
        awaitAnswer(
            "reading committed offsets",
            admin
                .listConsumerGroupOffsets(
                    groups.stream()
                        .collect(
                            Collectors.toMap(
                                Function.identity(), group -> new ListConsumerGroupOffsetsSpec())))
                .all());
    Map<String, Set<TopicPartition>> assigned = describeAssignments(groups);
    Map<String, TopicDescription> topics = describeTopics(collectTopics(found, assigned));
    Map<String, Map<TopicPartition, @Nullable Long>> committed = new HashMap<>();
    for (String group : groups) {
      Map<TopicPartition, @Nullable Long> offsets = new HashMap<>();
      found
          .getOrDefault(group, Map.of())
          .forEach((at, offset) -> offsets.put(at, offset == null ? null : offset.offset()));
      assigned.getOrDefault(group, Set.of()).forEach(at -> offsets.putIfAbsent(at, null));
      Set.copyOf(offsets.keySet()).stream()
          .map(TopicPartition::topic)
          .distinct()
          .flatMap(topic -> listPartitions(topics.get(topic)).stream())
          .forEach(at -> offsets.putIfAbsent(at, null));
      committed.put(group, offsets);
    }
    return committed;
  }

  private static Set<String> collectTopics(
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed,
      Map<String, Set<TopicPartition>> assigned) {
    Set<String> topics = new HashSet<>();
    committed.values().forEach(offsets -> offsets.keySet().forEach(at -> topics.add(at.topic())));
    assigned.values().forEach(partitions -> partitions.forEach(at -> topics.add(at.topic())));
    return topics;
  }

  private static Set<TopicPartition> listPartitions(@Nullable TopicDescription topic) {
    return topic == null
        ? Set.of()
        : topic.partitions().stream()
            .map(partition -> new TopicPartition(topic.name(), partition.partition()))
            .collect(Collectors.toSet());
  }

  private Map<String, TopicDescription> describeTopics(Set<String> topics) {
    Map<String, TopicDescription> described = new HashMap<>();
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach((name, answer) -> acceptIfAnswered(answer, found -> described.put(name, found)));
    return described;
  }

  /// The assigned partitions of consumer groups. Other kinds of groups have none here; their
  /// committed offsets still count.
  private Map<String, Set<TopicPartition>> describeAssignments(Set<String> groups) {
    Map<String, Set<TopicPartition>> assigned = new HashMap<>();
    admin
        .describeConsumerGroups(groups)
        .describedGroups()
        .forEach(
            (id, answer) ->
                acceptIfAnswered(answer, group -> assigned.put(id, collectAssigned(group))));
    return assigned;
  }

  private static Set<TopicPartition> collectAssigned(ConsumerGroupDescription group) {
    return group.members().stream()
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .collect(Collectors.toSet());
  }

  /// The first and the end offset of each partition; partitions that do not answer are left out.
  Map<TopicPartition, OffsetBounds> readBounds(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> beginnings = readOffsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = readOffsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, OffsetBounds> bounds = new HashMap<>();
    ends.forEach(
        (at, end) -> {
          Long beginning = beginnings.get(at);
          if (beginning != null) {
            bounds.put(at, new OffsetBounds(beginning, end));
          }
        });
    return bounds;
  }

  private Map<TopicPartition, Long> readOffsets(
      Collection<TopicPartition> partitions, OffsetSpec which) {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    ListOffsetsOptions options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    options.timeoutMs(TIMEOUT_MILLIS);
    ListOffsetsResult answers =
        admin.listOffsets(
            partitions.stream().collect(Collectors.toMap(Function.identity(), at -> which)),
            options);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition at : partitions) {
      KafkaFuture<ListOffsetsResultInfo> answer = answers.partitionResult(at);
      acceptIfAnswered(answer, found -> offsets.put(at, found.offset()));
    }
    return offsets;
  }

  private static <T> void acceptIfAnswered(KafkaFuture<T> answer, Consumer<T> found) {
    try {
      found.accept(answer.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      // Reported as unknown: one partition or group must not hide the others.
    } catch (InterruptedException e) {
      throw createInterrupted(e);
    }
  }

  private static <T> T awaitAnswer(String what, KafkaFuture<T> answer) {
    try {
      return answer.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException(what + ": " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new KafkaException(what + ": the cluster does not answer", e);
    } catch (InterruptedException e) {
      throw createInterrupted(e);
    }
  }

  private static KafkaException createInterrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new KafkaException("interrupted while asking the cluster", e);
  }

  /// Abandons pending requests: a cluster that is gone would hold the close for a minute.
  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
