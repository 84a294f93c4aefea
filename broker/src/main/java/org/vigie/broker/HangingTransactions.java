package org.vigie.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the transactions that a restart has left open and that nobody would ever end.
///
/// A kill may hit between the decision to commit a transaction and the markers that make it so in
/// each partition. At the restart the coordinator sends the markers again; but a lone broker finds
/// itself fenced in that moment, until it has registered anew, and the coordinator takes a
/// partition without a leader for a deleted one, needs no marker there and calls the transaction
/// complete. Whoever reads committed records alone then waits at its first record for ever. Kafka's
/// own remedy is `kafka-transactions.sh find-hanging` and `abort`, which this does in the same way.
///
/// Aborting is right where a commit was decided: all partitions have the same leader, so none has
/// got a marker. The transaction as a whole has not happened, and its producer, which died before
/// it was told of the commit, reads its input again.
final class HangingTransactions {
  private static final Logger log = LoggerFactory.getLogger(HangingTransactions.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 50;

  /// What the coordinator still works on; all other states are at rest.
  private static final Set<TransactionState> ON_THEIR_WAY =
      Set.of(
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT,
          TransactionState.PREPARE_EPOCH_FENCE);

  private final Admin admin;

  HangingTransactions(Admin admin) {
    this.admin = admin;
  }

  /// Ends them. To be called while no client writes.
  ///
  /// @throws IllegalStateException where the broker does not answer
  void abort() {
    try {
      List<AbortTransactionSpec> hanging = hanging();
      if (!hanging.isEmpty()) {
        log.warn("transactions that a kill left open are aborted: {}", hanging);
      }
      for (AbortTransactionSpec transaction : hanging) {
        admin.abortTransaction(transaction).all().get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("open transactions cannot be ended", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private List<AbortTransactionSpec> hanging() throws ExecutionException, InterruptedException {
    if (open().isEmpty()) {
      return List.of();
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    States states = states();
    while (states.containsAny(ON_THEIR_WAY) && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_MILLIS);
      states = states();
    }
    Set<Long> kept = states.keptOpen();
    List<AbortTransactionSpec> hanging = new ArrayList<>();
    open()
        .forEach(
            (partition, producers) ->
                producers.stream()
                    .filter(producer -> !kept.contains(producer.producerId()))
                    .forEach(producer -> hanging.add(end(partition, producer))));
    return hanging;
  }

  private static AbortTransactionSpec end(TopicPartition partition, ProducerState producer) {
    return new AbortTransactionSpec(
        partition,
        producer.producerId(),
        (short) producer.producerEpoch(),
        producer.coordinatorEpoch().orElse(0));
  }

  /// Who has an open transaction, by partition.
  private Map<TopicPartition, List<ProducerState>> open()
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, List<ProducerState>> open = new HashMap<>();
    for (Map.Entry<TopicPartition, PartitionProducerState> partition :
        admin.describeProducers(partitions()).all().get().entrySet()) {
      List<ProducerState> producers =
          partition.getValue().activeProducers().stream()
              .filter(producer -> producer.currentTransactionStartOffset().isPresent())
              .toList();
      if (!producers.isEmpty()) {
        open.put(partition.getKey(), producers);
      }
    }
    return open;
  }

  private Collection<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        partitions.add(new TopicPartition(topic.name(), partition.partition()));
      }
    }
    return partitions;
  }

  private record States(Collection<TransactionListing> all) {
    boolean containsAny(Set<TransactionState> states) {
      return all.stream().anyMatch(one -> states.contains(one.state()));
    }

    /// Producers whose transaction the coordinator knows to be open: it will end that by itself.
    Set<Long> keptOpen() {
      Set<Long> producers = new HashSet<>();
      for (TransactionListing one : all) {
        if (one.state() == TransactionState.ONGOING || ON_THEIR_WAY.contains(one.state())) {
          producers.add(one.producerId());
        }
      }
      return producers;
    }
  }

  private States states() throws ExecutionException, InterruptedException {
    return new States(admin.listTransactions(new ListTransactionsOptions()).all().get());
  }
}
