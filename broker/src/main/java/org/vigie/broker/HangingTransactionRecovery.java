package org.vigie.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.wire.Deadline;
import org.vigie.wire.FailureReason;

/// Ends hanging transactions: those that a restart left open and that the coordinator will never
/// end.
///
/// The process may be killed after the coordinator has decided to commit a transaction and before
/// it has written the transaction markers to each partition. At restart the coordinator sends the
/// markers again. A single broker is fenced at that moment, until it has registered again, so its
/// partitions have no leader. The coordinator takes a partition without a leader for a deleted one,
/// skips its marker and marks the transaction complete. A `read_committed` consumer then waits for
/// ever at the first record of that transaction.
///
/// A transaction that the coordinator describes as committed is committed in every partition where
/// it is still open, since other partitions may have received their marker before the kill. A
/// transaction that the coordinator does not know is aborted, as `kafka-transactions.sh` does.
final class HangingTransactionRecovery {
  private static final Logger log = LoggerFactory.getLogger(HangingTransactionRecovery.class);
  private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration STEP = Duration.ofMillis(50);

  /// The transaction version that the admin client sends too: the broker then accepts a marker
  /// whose epoch is not a new one.
  private static final short UNCHECKED_TRANSACTION_VERSION = 0;

  /// A transactional id that does not exist. Describing it shows whether the coordinator is ready.
  private static final String UNKNOWN_TRANSACTIONAL_ID = "vigie-nobody";

  /// The states in which the coordinator still writes markers; all others are settled.
  private static final Set<TransactionState> PREPARED_STATES =
      EnumSet.of(
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT,
          TransactionState.PREPARE_EPOCH_FENCE);

  private final Admin admin;
  private final TransactionMarkerWriter markers;

  /// @param markers must write to the broker that `admin` is connected to
  HangingTransactionRecovery(Admin admin, TransactionMarkerWriter markers) {
    this.admin = admin;
    this.markers = markers;
  }

  /// Ends all hanging transactions. Must be called while no client writes.
  ///
  /// @throws IllegalStateException if the broker does not answer
  void endAll() {
    try {
      List<TxnMarkerEntry> missing = findMissingMarkers();
      if (!missing.isEmpty()) {
        log.warn("transactions that a kill left open are ended: {}", missing);
        markers.write(missing);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "open transactions cannot be ended: " + FailureReason.describe(e), e);
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private List<TxnMarkerEntry> findMissingMarkers()
      throws ExecutionException, InterruptedException {
    // This asks the leader of each partition, so every partition has a leader from here on.
    if (findOpenTransactions().isEmpty()) {
      return List.of();
    }
    awaitCoordinator();
    Map<Long, TransactionDescription> known = awaitSettledTransactions();
    List<TxnMarkerEntry> missing = new ArrayList<>();
    findOpenTransactions()
        .forEach(
            (partition, producers) ->
                producers.forEach(
                    producer -> {
                      TransactionDescription decided = known.get(producer.producerId());
                      if (decided == null || !isEndedByCoordinator(decided)) {
                        missing.add(createMarker(partition, producer, decided));
                      }
                    }));
    return missing;
  }

  private static boolean isEndedByCoordinator(TransactionDescription transaction) {
    return transaction.state() == TransactionState.ONGOING
        || PREPARED_STATES.contains(transaction.state());
  }

  private static TxnMarkerEntry createMarker(
      TopicPartition partition, ProducerState open, @Nullable TransactionDescription decided) {
    return decided != null && isCommitted(open, decided)
        ? createMarker(partition, open, decided.producerEpoch(), TransactionResult.COMMIT)
        : createMarker(partition, open, open.producerEpoch(), TransactionResult.ABORT);
  }

  private static TxnMarkerEntry createMarker(
      TopicPartition partition, ProducerState open, int epoch, TransactionResult result) {
    return new TxnMarkerEntry(
        open.producerId(),
        (short) epoch,
        open.coordinatorEpoch().orElse(0),
        result,
        List.of(partition),
        UNCHECKED_TRANSACTION_VERSION);
  }

  /// Since KIP-890 the end of a transaction raises the epoch of its producer by one. About once in
  /// 32,000 transactions the producer continues under another producer id instead, and how the
  /// transaction ended is not known.
  private static boolean isCommitted(ProducerState open, TransactionDescription decided) {
    int steps = decided.producerEpoch() - open.producerEpoch();
    return decided.state() == TransactionState.COMPLETE_COMMIT && (steps == 0 || steps == 1);
  }

  /// The coordinator lists no transaction until it has loaded its log.
  private void awaitCoordinator() throws ExecutionException, InterruptedException {
    try {
      admin.describeTransactions(List.of(UNKNOWN_TRANSACTIONAL_ID)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
        throw e;
      }
    }
  }

  /// Returns the transactions by producer id, as soon as the coordinator writes no more markers or
  /// the timeout has passed.
  private Map<Long, TransactionDescription> awaitSettledTransactions()
      throws ExecutionException, InterruptedException {
    Deadline deadline = Deadline.after(SETTLE_TIMEOUT);
    Map<Long, TransactionDescription> known = describeTransactions();
    while (known.values().stream().anyMatch(one -> PREPARED_STATES.contains(one.state()))
        && deadline.sleep(STEP)) {
      known = describeTransactions();
    }
    return known;
  }

  private Map<Long, TransactionDescription> describeTransactions()
      throws ExecutionException, InterruptedException {
    List<String> ids =
        admin.listTransactions().all().get().stream()
            .map(TransactionListing::transactionalId)
            .toList();
    Map<Long, TransactionDescription> known = new HashMap<>();
    admin
        .describeTransactions(ids)
        .all()
        .get()
        .values()
        .forEach(one -> known.put(one.producerId(), one));
    return known;
  }

  /// Returns the producers with an open transaction, by partition.
  private Map<TopicPartition, List<ProducerState>> findOpenTransactions()
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, List<ProducerState>> open = new HashMap<>();
    for (Map.Entry<TopicPartition, PartitionProducerState> partition :
        admin.describeProducers(listPartitions()).all().get().entrySet()) {
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

  private Collection<TopicPartition> listPartitions()
      throws ExecutionException, InterruptedException {
    Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        partitions.add(new TopicPartition(topic.name(), partition.partition()));
      }
    }
    return partitions;
  }
}
