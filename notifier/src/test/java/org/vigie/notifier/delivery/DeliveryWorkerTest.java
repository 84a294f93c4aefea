package org.vigie.notifier.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;

/// Tests without a broker what is written to the ledger, and when.
class DeliveryWorkerTest {
  private static final Catalogue CATALOGUE = Catalogue.replay("attempts");
  private static final int PARTITION =
      KafkaTopic.partitionOf("desk", CATALOGUE.deliveries().partitions());
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final DeliveryLimits LIMITS =
      new DeliveryLimits(List.of(WAIT), 1000, 32, Duration.ofDays(90));

  private final List<Message> sent = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Semaphore mayAnswer = new Semaphore(Integer.MAX_VALUE / 2);
  private volatile SendResult result = new SendResult.Delivered();
  private volatile Instant now = Instant.parse("2025-03-15T10:00:00Z");
  private MockProducer<byte[], byte[]> producer;
  private DeliveryLedger ledger;
  private DeliveryWorker worker;

  private final ChannelSender sender =
      new ChannelSender() {
        @Override
        public String kind() {
          return Channel.Webhook.KIND;
        }

        @Override
        public boolean isReadByPeople() {
          return false;
        }

        @Override
        public SendResult send(Message message) throws InterruptedException {
          sent.add(message);
          mayAnswer.acquire();
          return result;
        }
      };

  @BeforeEach
  void open() {
    producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    LedgerIndexes indexes = new LedgerIndexes(CATALOGUE.deliveries().partitions());
    ledger =
        new DeliveryLedger(
            new LedgerWriter(CATALOGUE.deliveries(), producer, failures::add),
            new DeliveryLedger.LedgerScans(
                TopicScan.of(emptyLedger(), CATALOGUE.deliverySummaries()),
                TopicScan.of(emptyLedger(), CATALOGUE.deliveries())),
            indexes,
            new ToldTimesTable(),
            letter -> failures.add(new IllegalStateException(letter.reason())));
    ledger.loadPartition(PARTITION, now);
    worker =
        new DeliveryWorker(
            LIMITS,
            new DeliveryRouter(subscriptions(), List.of(sender), () -> now),
            ledger,
            new MessageMembers(
                ledger,
                new LedgerReader(indexes, TopicScan.of(emptyLedger(), CATALOGUE.deliveries())),
                () -> now),
            () -> now,
            new DeliveryCounts(List.of(sender)),
            failures::add);
  }

  @AfterEach
  void close() {
    mayAnswer.release(Integer.MAX_VALUE / 4);
    worker.close();
    assertThat(failures).isEmpty();
  }

  private static MockConsumer<byte[], byte[]> emptyLedger() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    TopicPartition partition = new TopicPartition(CATALOGUE.deliveries().name(), PARTITION);
    consumer.updatePartitions(partition.topic(), List.of(info(partition)));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, 0L));
    return consumer;
  }

  private static PartitionInfo info(TopicPartition partition) {
    return new PartitionInfo(partition.topic(), partition.partition(), null, null, null);
  }

  private static SubscriptionTable subscriptions() {
    KafkaTopic<Subscription> topic = CATALOGUE.subscriptions();
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updatePartitions(partition.topic(), List.of(info(partition)));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, 1L));
    Subscription desk =
        Subscription.builder("desk", Instant.EPOCH)
            .topics(List.of("summit"))
            .channels(
                List.of(
                    new Channel.Webhook("phone", URI.create("https://phone.example/"), null),
                    new Channel.Unknown(
                        "pigeon", "pigeon", Map.of("name", "pigeon", "kind", "pigeon"), "unknown"),
                    new Channel.Unknown(
                        "broken",
                        "webhook",
                        Map.of(
                            "name", "broken", "kind", "webhook", "address", "ftp://hush@example/"),
                        "the address must begin with https:// or http://")))
            .build();
    RecordHeaders headers = new RecordHeaders();
    byte[] value = topic.serde().serializer().serialize(topic.name(), headers, desk);
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(
                    topic.name(),
                    0,
                    0,
                    0,
                    TimestampType.LOG_APPEND_TIME,
                    0,
                    value.length,
                    desk.key().getBytes(StandardCharsets.UTF_8),
                    value,
                    headers,
                    Optional.empty())));
    SubscriptionTable table = new SubscriptionTable(TopicScan.of(consumer, topic));
    table.loadAll();
    return table;
  }

  private Alert alert(String story) {
    return SampleAlerts.alert().story(story).time(now).build();
  }

  private Delivery startDelivery(String story, String channel) {
    Delivery delivery = Delivery.createPending(alert(story), channel, now);
    worker.startDelivery(delivery, PARTITION, () -> {});
    return delivery;
  }

  private List<Delivery> written() {
    return producer.history().stream()
        .map(
            record ->
                CATALOGUE
                    .deliveries()
                    .serde()
                    .deserializer()
                    .deserialize(record.topic(), record.headers(), record.value()))
        .toList();
  }

  private void awaitWritten(int count) {
    await().atMost(60, SECONDS).until(() -> written().size() == count);
  }

  @Test
  void writesNothingForADroppedDeliveryThatFailed() {
    mayAnswer.drainPermits();
    result = new SendResult.TemporaryFailure("engaged", null);
    startDelivery("s1", "phone");
    await().atMost(60, SECONDS).until(() -> sent.size() == 1);
    worker.dropPartitions(Set.of(PARTITION));
    mayAnswer.release();
    worker.awaitAttempts(Set.of(PARTITION));
    assertThat(written()).isEmpty();
  }

  @Test
  void writesTheArrivalOfADroppedDelivery() {
    mayAnswer.drainPermits();
    Delivery delivery = startDelivery("s1", "phone");
    await().atMost(60, SECONDS).until(() -> sent.size() == 1);
    worker.dropPartitions(Set.of(PARTITION));
    mayAnswer.release();
    worker.awaitAttempts(Set.of(PARTITION));
    assertThat(written())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.id()).isEqualTo(delivery.id());
              assertThat(one.status()).isEqualTo(Delivery.Status.DELIVERED);
            });
  }

  @Test
  void sendsNothingThatTheLedgerShowsAsDelivered() {
    mayAnswer.drainPermits();
    Delivery first = startDelivery("s1", "phone");
    await().atMost(60, SECONDS).until(() -> sent.size() == 1);
    // The delivery is read again, as after a lost partition that came back before the answer.
    worker.dropPartitions(Set.of(PARTITION));
    List<String> settled = new CopyOnWriteArrayList<>();
    worker.startDelivery(first, PARTITION, () -> settled.add(first.id()));
    mayAnswer.release(10);
    await().atMost(60, SECONDS).until(() -> !settled.isEmpty());
    assertThat(sent).hasSize(1);
    assertThat(written()).hasSize(1);
    assertThat(worker.countActive()).isZero();
  }

  @Test
  void aDeliveryThatCannotBeHandledFailsAndTheNextIsSent() {
    mayAnswer.drainPermits();
    startDelivery("s1", "phone");
    await().atMost(60, SECONDS).until(() -> sent.size() == 1);
    Instant before = now;
    // No delivery can have been attempted then.
    now = Instant.MAX;
    mayAnswer.release();
    awaitWritten(1);
    now = before;
    mayAnswer.release();
    startDelivery("s2", "phone");
    awaitWritten(2);
    assertThat(written())
        .extracting(Delivery::status)
        .containsExactly(Delivery.Status.FAILED, Delivery.Status.DELIVERED);
  }

  @Test
  void handlesAnAlertThatIsInKafkaTwice() {
    mayAnswer.drainPermits();
    List<String> settled = new CopyOnWriteArrayList<>();
    startDelivery("before", "phone");
    Delivery delivery = Delivery.createPending(alert("s1"), "phone", now);
    worker.startDelivery(delivery, PARTITION, () -> settled.add("first"));
    worker.startDelivery(delivery, PARTITION, () -> settled.add("second"));
    mayAnswer.release(10);
    await().atMost(60, SECONDS).until(() -> worker.countActive() == 0);
    assertThat(settled).containsExactlyInAnyOrder("first", "second");
    assertThat(sent).extracting(Message::id).containsOnlyOnce(delivery.id());
  }

  @Test
  void endsNothingBecauseItsAddressIsBusy() {
    mayAnswer.drainPermits();
    for (int i = 0; i < 150; i++) {
      startDelivery("s" + i, "phone");
    }
    assertThat(written()).as("beyond what one address may have in hand").isNotEmpty();
    now = now.plus(Duration.ofDays(3));
    List<Instant> later = new ArrayList<>();
    for (Delivery parked : written()) {
      later.add(
          worker.resumeWaiting(
              new DeliveryLedger.WaitingDelivery(
                  parked, PARTITION, new DeliveryIndex.DueDelivery(now, parked.id(), 0))));
    }
    assertThat(later).allMatch(at -> at != null && at.isAfter(now));
    assertThat(written()).allMatch(one -> one.status() == Delivery.Status.PENDING);
  }

  @Test
  void endsWhatIsOldOnlyWhereItsAddressHasFailedForAsLong() {
    result = new SendResult.TemporaryFailure("engaged", null);
    Delivery old = Delivery.createPending(alert("old"), "phone", now.minus(Duration.ofDays(3)));
    for (int i = 0; i < DestinationQueues.FAILURE_THRESHOLD; i++) {
      startDelivery("s" + i, "phone");
    }
    awaitWritten(DestinationQueues.FAILURE_THRESHOLD);
    DeliveryLedger.WaitingDelivery waiting =
        new DeliveryLedger.WaitingDelivery(
            old, PARTITION, new DeliveryIndex.DueDelivery(now, old.id(), 0));
    assertThat(worker.resumeWaiting(waiting)).as("failing since a moment ago").isAfter(now);

    now = now.plus(WAIT.multipliedBy(2));
    startDelivery("next", "phone");
    awaitWritten(DestinationQueues.FAILURE_THRESHOLD + 1);
    assertThat(worker.resumeWaiting(waiting)).isNull();
    assertThat(written().getLast())
        .satisfies(
            one -> {
              assertThat(one.id()).isEqualTo(old.id());
              assertThat(one.status()).isEqualTo(Delivery.Status.FAILED);
              assertThat(one.problem()).isEqualTo("its address fails: engaged");
            });
  }

  @Test
  void failsByAnInvalidChannelAndSaysWhy() {
    startDelivery("s1", "broken");
    assertThat(written())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.status()).isEqualTo(Delivery.Status.FAILED);
              assertThat(one.problem())
                  .contains("address: the address begins with 'ftp:'")
                  .doesNotContain("hush");
              assertThat(one.content()).as("kept for a retry").isNotNull();
            });
  }

  @Test
  void waitsForANotifierThatHasTheChannel() {
    startDelivery("s1", "pigeon");
    assertThat(written())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.status()).isEqualTo(Delivery.Status.PENDING);
              assertThat(one.nextAttempt()).isAfter(now);
              assertThat(one.problem()).isEqualTo("nothing here sends by 'pigeon'");
            });
  }
}
