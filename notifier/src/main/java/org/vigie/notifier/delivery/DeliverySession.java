package org.vigie.notifier.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.vigie.model.Delivery;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.wire.Catalogue;
import org.vigie.wire.DeadLetters;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;
import org.vigie.wire.WrittenDeadLetters;

/// One membership of the consumer group, from start to end: opens the clients, builds the stages
/// and runs them. Everything runs on the calling thread except the attempts, which run in the
/// queues of their destinations.
public final class DeliverySession {
  /// How long one answer of Kafka may take, and how long reading may make no progress.
  private static final Duration NO_PROGRESS = Duration.ofSeconds(10);

  private DeliverySession() {}

  /// What a session needs.
  ///
  /// @param counts what is counted, over all sessions
  /// @param written the dead letters that were written, over all sessions
  /// @param onAssigned runs when partitions are assigned and their ledger is loaded
  public record Dependencies(
      DeliveryLimits limits,
      Catalogue catalogue,
      NotifierClients clients,
      List<ChannelSender> senders,
      InstantSource clock,
      StopRequest stop,
      DeliveryCounts counts,
      WrittenDeadLetters written,
      Runnable onAssigned) {
    /// Copies the list.
    public Dependencies {
      senders = List.copyOf(senders);
    }

    Consumer<byte[], byte[]> openAlertConsumer() {
      return stop.registerForWakeup(clients.openAlertConsumer());
    }

    private Consumer<byte[], byte[]> openReader() {
      return stop.registerForWakeup(clients.openPartitionReader());
    }

    private Consumer<byte[], byte[]> openSingleReader() {
      return stop.registerForWakeup(clients.openSingleReader());
    }

    private void readWrittenDeadLetters() {
      try (Consumer<byte[], byte[]> reader = openReader()) {
        written.readOnce(createScan(reader, catalogue.rejected()));
      }
    }

    private TopicScan<Delivery> createSingleScan(Consumer<byte[], byte[]> singleReader) {
      return createScan(singleReader, catalogue.deliveries())
          .readThroughGapsOf(NotifierClients.RECORDS_OF_SINGLE_FETCH);
    }

    private <V> TopicScan<V> createScan(Consumer<byte[], byte[]> reader, KafkaTopic<V> topic) {
      return TopicScan.of(reader, topic)
          .giveUpAfter(NO_PROGRESS)
          .checkBeforePoll(stop::throwIfRequested);
    }
  }

  private record LedgerParts(DeliveryLedger ledger, MessageMembers members) {}

  /// Delivers alerts until the stop signal.
  ///
  /// @throws org.apache.kafka.common.KafkaException if Kafka is unavailable, or rejects a record
  ///     permanently
  public static void run(Dependencies parts) {
    BackgroundFailures failures = new BackgroundFailures();
    try (Producer<byte[], byte[]> producer = parts.clients().openProducer();
        Consumer<byte[], byte[]> subscriptionReader = parts.openReader();
        Consumer<byte[], byte[]> ledgerReader = parts.openReader();
        Consumer<byte[], byte[]> dueReader = parts.openSingleReader();
        Consumer<byte[], byte[]> memberConsumer = parts.openSingleReader()) {
      Catalogue catalogue = parts.catalogue();
      RecordHandler.DeadLetterSink deadLetters =
          new RecordHandler.DeadLetterSink(
              new DeadLetters(catalogue.rejected(), producer), failures, parts.counts());
      SubscriptionTable subscriptions =
          new SubscriptionTable(parts.createScan(subscriptionReader, catalogue.subscriptions()));
      parts.readWrittenDeadLetters();
      LedgerIndexes indexes = new LedgerIndexes(catalogue.deliveries().partitions());
      DeliveryLedger ledger =
          new DeliveryLedger(
              new LedgerWriter(catalogue.deliveries(), producer, failures::recordFailure),
              new DeliveryLedger.LedgerScans(
                  parts.createScan(ledgerReader, catalogue.deliverySummaries()),
                  parts.createSingleScan(dueReader)),
              indexes,
              new ToldTimesTable(),
              letter -> {
                if (!parts.written().contains(letter)) {
                  deadLetters.write(letter, () -> parts.written().add(letter));
                }
              });
      MessageMembers members =
          new MessageMembers(
              ledger,
              new LedgerReader(indexes, parts.createSingleScan(memberConsumer)),
              parts.clock());
      run(parts, subscriptions, new LedgerParts(ledger, members), deadLetters);
    } finally {
      parts.counts().closeSession();
      parts.stop().clearConsumers();
    }
  }

  private static void run(
      Dependencies parts,
      SubscriptionTable subscriptions,
      LedgerParts ledgerParts,
      RecordHandler.DeadLetterSink deadLetters) {
    BackgroundFailures failures = deadLetters.failures();
    DeliveryLedger ledger = ledgerParts.ledger();
    DeliveryRouter router = new DeliveryRouter(subscriptions, parts.senders(), parts.clock());
    SiblingGatherer gatherer = new SiblingGatherer();
    try (DeliveryWorker worker =
            new DeliveryWorker(
                parts.limits(),
                router,
                ledger,
                ledgerParts.members(),
                parts.clock(),
                parts.counts(),
                failures::recordFailure);
        AlertConsumer consumer =
            new AlertConsumer(
                parts,
                new RecordHandler(
                    parts, subscriptions, ledger, worker, router, gatherer, deadLetters),
                router,
                subscriptions,
                ledger,
                worker,
                gatherer)) {
      subscriptions.loadAll();
      parts.counts().openSession(ledger, worker);
      consumer.consumeUntilStopped(failures);
    }
  }
}
