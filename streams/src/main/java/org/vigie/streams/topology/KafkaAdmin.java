package org.vigie.streams.topology;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.vigie.wire.Deadline;
import org.vigie.wire.KafkaTopic;

/// Blocking calls on the Kafka admin client, mainly about consumer groups.
public final class KafkaAdmin {
  private static final Duration STEP = Duration.ofMillis(100);

  /// A killed member stays in its group until its session times out.
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private KafkaAdmin() {}

  public static List<String> findGroups(Admin admin, String prefix) {
    return awaitResult(admin.listGroups().all()).stream()
        .map(GroupListing::groupId)
        .filter(id -> id.startsWith(prefix))
        .toList();
  }

  /// The committed offsets of a group. Waits for open transactions that may still change them.
  public static Map<TopicPartition, OffsetAndMetadata> readCommittedOffsets(
      Admin admin, String group) {
    ListConsumerGroupOffsetsOptions stable =
        new ListConsumerGroupOffsetsOptions().requireStable(true);
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    awaitResult(admin.listConsumerGroupOffsets(group, stable).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                offsets.put(partition, new OffsetAndMetadata(offset.offset()));
              }
            });
    return offsets;
  }

  /// The first or end offsets of all partitions of these Kafka topics, in the form that is
  /// committed.
  public static Map<TopicPartition, OffsetAndMetadata> findOffsetsToCommit(
      Admin admin, Collection<KafkaTopic<?>> topics, OffsetSpec spec) {
    return listOffsets(admin, topics, spec).entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
  }

  /// True if none of these Kafka topics holds a record, because nothing was written or everything
  /// was deleted.
  public static boolean areEmpty(Admin admin, Collection<KafkaTopic<?>> topics) {
    return listOffsets(admin, topics, OffsetSpec.earliest())
        .equals(listOffsets(admin, topics, OffsetSpec.latest()));
  }

  static Map<TopicPartition, Long> listOffsets(
      Admin admin, Collection<KafkaTopic<?>> topics, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (KafkaTopic<?> topic : topics) {
      IntStream.range(0, topic.partitions())
          .forEach(partition -> asked.put(new TopicPartition(topic.name(), partition), spec));
    }
    return awaitResult(admin.listOffsets(asked).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  /// Waits until a group has no members, for at most 20 s.
  ///
  /// @throws PredecessorRunningException if a member remains
  public static void awaitNoMembers(Admin admin, String group) {
    if (!awaitCondition(() -> countMembers(admin, group) == 0)) {
      throw new PredecessorRunningException(group + " still runs: stop it first");
    }
  }

  private static int countMembers(Admin admin, String group) {
    try {
      return awaitResult(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
          .mapToInt(description -> description.members().size())
          .sum();
    } catch (GroupIdNotFoundException e) {
      return 0;
    }
  }

  /// Aborts the open transactions of killed producers, so that everything they committed can be
  /// read.
  public static void abortOpenTransactions(Admin admin, String idPrefix) {
    List<String> open =
        awaitResult(admin.listTransactions().all()).stream()
            .map(TransactionListing::transactionalId)
            .filter(id -> id.startsWith(idPrefix))
            .toList();
    if (!open.isEmpty()) {
      awaitResult(admin.fenceProducers(open).all());
    }
  }

  /// Checks a condition repeatedly, for at most 20 s.
  ///
  /// @return true if the condition became true
  public static boolean awaitCondition(BooleanSupplier condition) {
    return Deadline.after(LONGEST).await(STEP, condition);
  }

  public static <T> T awaitResult(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while waiting for the cluster", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    }
  }
}
