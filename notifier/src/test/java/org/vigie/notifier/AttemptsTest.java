package org.vigie.notifier;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.vigie.model.Identity;
import org.vigie.model.Language;
import org.vigie.model.Subscription;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaTopic;

/// Tests without a broker what is written to the ledger, and when.
class AttemptsTest {
  private static final Catalogue CATALOGUE = Catalogue.replay("attempts");
  private static final int PARTITION =
      KafkaTopic.partitionOf("desk", CATALOGUE.deliveries().partitions());
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final NotifierSettings SETTINGS =
      new NotifierSettings("test", List.of(WAIT), 1000, Duration.ofDays(90));

  private final List<Delivery> sent = new CopyOnWriteArrayList<>();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final Semaphore mayAnswer = new Semaphore(Integer.MAX_VALUE / 2);
  private volatile Outcome outcome = new Outcome.Arrived();
  private volatile Instant now = Instant.parse("2025-03-15T10:00:00Z");
  private MockProducer<byte[], byte[]> producer;
  private Ledger ledger;
  private Attempts attempts;

  private final Sender sender =
      new Sender() {
        @Override
        public String kind() {
          return "test";
        }

        @Override
        public Outcome send(Channel channel, Language language, Delivery delivery, Alert alert)
            throws InterruptedException {
          sent.add(delivery);
          mayAnswer.acquire();
          return outcome;
        }
      };

  @BeforeEach
  void open() {
    producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    ledger =
        new Ledger(
            CATALOGUE.deliveries(),
            producer,
            new LedgerReader(CATALOGUE.deliveries().name(), emptyLedger(), new StopSign()),
            (record, problem) -> faults.add(problem),
            faults::add);
    ledger.load(PARTITION);
    attempts =
        new Attempts(SETTINGS, subscriptions(), List.of(sender), ledger, () -> now, faults::add);
  }

  @AfterEach
  void close() {
    mayAnswer.release(Integer.MAX_VALUE / 4);
    attempts.close();
    assertThat(faults).isEmpty();
  }

  private static MockConsumer<byte[], byte[]> emptyLedger() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    TopicPartition partition = new TopicPartition(CATALOGUE.deliveries().name(), PARTITION);
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, 0L));
    return consumer;
  }

  private static SubscriptionTable subscriptions() {
    KafkaTopic<Subscription> topic = CATALOGUE.subscriptions();
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, 1L));
    Subscription desk =
        new Subscription(
            "desk",
            1,
            Subscription.State.ACTIVE,
            null,
            List.of("summit"),
            null,
            List.of(
                new Channel("phone", "test", "phone@example", null),
                new Channel("pigeon", "pigeon", "loft@example", null)),
            Instant.EPOCH);
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
    SubscriptionTable table = new SubscriptionTable(topic, consumer, new StopSign());
    table.load();
    return table;
  }

  private Alert alert(String story) {
    return new Alert(
        Identity.alertId("desk", story),
        Alert.Kind.NEW,
        1,
        "desk",
        1,
        story,
        story,
        "v1",
        List.of(),
        null,
        "Un sommet s’ouvre",
        null,
        "le-phare",
        "Le Phare",
        List.of("le-phare"),
        List.of(),
        List.of(),
        "",
        new Alert.Timeline(null, now, now, now));
  }

  private Delivery begin(String story, String channel) {
    Delivery delivery = Delivery.first(alert(story), channel, now);
    attempts.begin(delivery, alert(story), PARTITION, () -> {});
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
  void saysNothingOfALetGoDeliveryThatDidNotArrive() {
    mayAnswer.drainPermits();
    outcome = new Outcome.TryAgain("engaged", null);
    begin("s1", "phone");
    await().atMost(60, SECONDS).until(() -> sent.size() == 1);
    attempts.drop(Set.of(PARTITION));
    mayAnswer.release();
    attempts.settle(Set.of(PARTITION));
    assertThat(written()).isEmpty();
  }

  @Test
  void tellsTheArrivalOfADeliveryThatWasLetGo() {
    mayAnswer.drainPermits();
    Delivery delivery = begin("s1", "phone");
    await().atMost(60, SECONDS).until(() -> sent.size() == 1);
    attempts.drop(Set.of(PARTITION));
    mayAnswer.release();
    attempts.settle(Set.of(PARTITION));
    assertThat(written())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.id()).isEqualTo(delivery.id());
              assertThat(one.status()).isEqualTo(Delivery.Status.DELIVERED);
            });
  }

  @Test
  void sendsNothingThatTheLedgerKnowsToHaveArrived() {
    mayAnswer.drainPermits();
    Delivery first = begin("s1", "phone");
    await().atMost(60, SECONDS).until(() -> sent.size() == 1);
    // The delivery is read again, as after a lost partition that came back before the answer.
    attempts.drop(Set.of(PARTITION));
    List<String> settled = new CopyOnWriteArrayList<>();
    attempts.begin(first, alert("s1"), PARTITION, () -> settled.add(first.id()));
    mayAnswer.release(10);
    await().atMost(60, SECONDS).until(() -> !settled.isEmpty());
    assertThat(sent).hasSize(1);
    assertThat(written()).hasSize(1);
    assertThat(attempts.count()).isZero();
  }

  @Test
  void dealsWithAnAlertThatLiesInKafkaTwice() {
    mayAnswer.drainPermits();
    List<String> settled = new CopyOnWriteArrayList<>();
    begin("before", "phone");
    Delivery delivery = Delivery.first(alert("s1"), "phone", now);
    attempts.begin(delivery, alert("s1"), PARTITION, () -> settled.add("first"));
    attempts.begin(delivery, alert("s1"), PARTITION, () -> settled.add("second"));
    mayAnswer.release(10);
    await().atMost(60, SECONDS).until(() -> attempts.count() == 0);
    assertThat(settled).containsExactlyInAnyOrder("first", "second");
    assertThat(sent).extracting(Delivery::id).containsOnlyOnce(delivery.id());
  }

  @Test
  void endsNothingBecauseItsAddressIsBusy() {
    mayAnswer.drainPermits();
    for (int i = 0; i < 150; i++) {
      begin("s" + i, "phone");
    }
    assertThat(written()).as("beyond what one address may have in hand").isNotEmpty();
    now = now.plus(Duration.ofDays(3));
    List<Instant> later = new ArrayList<>();
    for (Delivery parked : written()) {
      later.add(
          attempts.resume(
              new Ledger.Waiting(parked, PARTITION, new Page.Due(now, parked.id(), 0))));
    }
    assertThat(later).allMatch(at -> at != null && at.isAfter(now));
    assertThat(written()).allMatch(one -> one.status() == Delivery.Status.PENDING);
  }

  @Test
  void endsWhatIsOldOnlyWhereItsAddressHasFailedForAsLong() {
    outcome = new Outcome.TryAgain("engaged", null);
    Delivery old = Delivery.first(alert("old"), "phone", now.minus(Duration.ofDays(3)));
    for (int i = 0; i < Lanes.FAILURES; i++) {
      begin("s" + i, "phone");
    }
    awaitWritten(Lanes.FAILURES);
    Ledger.Waiting waiting = new Ledger.Waiting(old, PARTITION, new Page.Due(now, old.id(), 0));
    assertThat(attempts.resume(waiting)).as("failing since a moment ago").isAfter(now);

    now = now.plus(WAIT.multipliedBy(2));
    begin("next", "phone");
    awaitWritten(Lanes.FAILURES + 1);
    assertThat(attempts.resume(waiting)).isNull();
    assertThat(written().getLast())
        .satisfies(
            one -> {
              assertThat(one.id()).isEqualTo(old.id());
              assertThat(one.status()).isEqualTo(Delivery.Status.FAILED);
              assertThat(one.problem()).isEqualTo("its address fails: engaged");
            });
  }

  @Test
  void waitsForANotifierThatHasTheChannel() {
    begin("s1", "pigeon");
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
