package org.vigie.notifier;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.RetryRequest;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;
import org.vigie.notifier.delivery.NotifierClients;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Runs on an embedded broker; every test has Kafka topics and a consumer group of its own.
class NotifierTest {
  /// With the rest of an alert, just below the default record limit of a broker.
  private static final int NEARLY_TOO_LARGE = 1_047_400;

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static KafkaConnection connection;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final Catalogue catalogue = Catalogue.replay(run);
  private final RecordingSender sender = new RecordingSender();
  private TopicWriter writer;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(directory);
    connection = broker.connection();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void prepare() {
    new TopicAdmin(connection).createAndCheck(catalogue);
    writer = TopicWriter.open(connection);
  }

  @AfterEach
  void closeWriter() {
    writer.close();
  }

  /// A channel that records what it is given and answers as the test sets.
  private static final class RecordingSender implements ChannelSender {
    private final List<Message> sent = new CopyOnWriteArrayList<>();
    private volatile Function<Message, SendResult> answer = message -> new SendResult.Delivered();

    @Override
    public String kind() {
      return Channel.Webhook.KIND;
    }

    @Override
    public SendResult send(Message message) {
      sent.add(message);
      return answer.apply(message);
    }

    List<String> stories() {
      return sent.stream().map(one -> one.alert().story()).toList();
    }

    List<String> ids() {
      return sent.stream().map(one -> one.id()).toList();
    }
  }

  private List<Duration> backOff = List.of(Duration.ofMillis(20), Duration.ofMillis(20));
  private int unfinishedLimit = 1000;

  private NotifierSettings settings() {
    return new NotifierSettings(
        "notifier-" + run, backOff, unfinishedLimit, 32, Duration.ofDays(90));
  }

  private Notifier notifier() {
    return notifier(NotifierClients.of(connection, settings().group()));
  }

  private Notifier notifier(NotifierClients clients) {
    Notifier notifier =
        new Notifier(settings(), catalogue, clients, List.of(sender), Clock.systemUTC());
    notifier.start();
    notifier.ready().orTimeout(60, SECONDS).join();
    return notifier;
  }

  private static Subscription subscription(String id, int version, String... channels) {
    return Subscription.builder(id, Instant.EPOCH)
        .version(version)
        .topics(List.of("summit"))
        .channels(
            List.of(channels).stream()
                .<Channel>map(
                    name ->
                        new Channel.Webhook(
                            name, URI.create("https://" + name + ".example/"), null))
                .toList())
        .build();
  }

  private static Alert alert(String subscription, String story) {
    return SampleAlerts.createAlert(subscription, story);
  }

  private void put(Subscription subscription) {
    writer.write(catalogue.subscriptions(), subscription).join();
  }

  private void put(Alert alert) {
    writer.write(catalogue.alerts(), alert).join();
  }

  private Map<String, Delivery> ledger() {
    return TopicScan.of(connection, catalogue.deliveries()).latest();
  }

  private Delivery only() {
    return ledger().values().iterator().next();
  }

  private void awaitEnds(int count) {
    await()
        .atMost(60, SECONDS)
        .until(
            () ->
                ledger().values().stream().filter(one -> one.status().isTerminal()).count()
                    == count);
  }

  @Test
  void sendsByEveryChannelAndRecordsTheEnd() {
    put(subscription("desk", 1, "phone", "pager"));
    try (Notifier notifier = notifier()) {
      put(alert("desk", "s1"));
      awaitEnds(2);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(sender.sent)
        .extracting(one -> one.channel().name())
        .containsExactlyInAnyOrder("phone", "pager");
    assertThat(ledger().values())
        .allSatisfy(
            delivery -> {
              assertThat(delivery.status()).isEqualTo(Delivery.Status.DELIVERED);
              assertThat(delivery.attempts()).isEqualTo(1);
            });
  }

  @Test
  void sendsNothingAgainAfterARestart() {
    put(subscription("desk", 1, "phone"));
    try (Notifier notifier = notifier()) {
      put(alert("desk", "s1"));
      awaitEnds(1);
      assertThat(notifier.ended()).isNotDone();
    }
    try (Notifier notifier = notifier()) {
      put(alert("desk", "s2"));
      awaitEnds(2);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(sender.stories()).containsExactly("s1", "s2");
  }

  @Test
  void knowsFromTheLedgerWhatHasEndedWhereOffsetsAreLost() {
    put(subscription("desk", 1, "phone"));
    try (Notifier notifier = notifier()) {
      put(alert("desk", "s1"));
      awaitEnds(1);
      assertThat(notifier.ended()).isNotDone();
    }
    try (Notifier notifier = notifier(NotifierClients.of(connection, "another-" + run))) {
      put(alert("desk", "s2"));
      awaitEnds(2);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(sender.stories()).containsExactly("s1", "s2");
  }

  @Test
  void triesAgainUnderTheSameIdUntilItArrives() {
    put(subscription("desk", 1, "phone"));
    sender.answer =
        message ->
            sender.sent.size() < 3
                ? new SendResult.TemporaryFailure("engaged", null)
                : new SendResult.Delivered();
    try (Notifier notifier = notifier()) {
      put(alert("desk", "s1"));
      awaitEnds(1);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(sender.ids()).hasSize(3).containsOnly(only().id());
    assertThat(only().status()).isEqualTo(Delivery.Status.DELIVERED);
    assertThat(only().attempts()).isEqualTo(3);
  }

  @Test
  void givesUpAfterTheLastWaitAndKeepsTheReason() {
    put(subscription("desk", 1, "phone"));
    sender.answer = message -> new SendResult.TemporaryFailure("engaged", null);
    try (Notifier notifier = notifier()) {
      put(alert("desk", "s1"));
      awaitEnds(1);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(only().status()).isEqualTo(Delivery.Status.FAILED);
    assertThat(only().problem()).isEqualTo("engaged");
    assertThat(sender.sent).hasSize(3);
  }

  /// The alert fits into a record of its own, but not together with the delivery.
  @Test
  void failsAnAlertTooLargeToWaitOnTheLedger() {
    put(subscription("desk", 1, "phone"));
    sender.answer =
        message ->
            message.alert().story().equals("s1")
                ? new SendResult.TemporaryFailure("engaged", null)
                : new SendResult.Delivered();
    try (Notifier notifier = notifier()) {
      put(SampleAlerts.alert().title("x".repeat(NEARLY_TOO_LARGE)).build());
      put(alert("desk", "s2"));
      awaitEnds(2);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(sender.stories()).containsExactlyInAnyOrder("s1", "s2");
    assertThat(ledger().values())
        .filteredOn(delivery -> delivery.status() == Delivery.Status.FAILED)
        .extracting(Delivery::problem)
        .containsExactly("too large to be kept for another attempt, after: engaged");
  }

  @Test
  void goesOnWithTheOthersWhileOneAlertWaits() {
    backOff = List.of(Duration.ofHours(1));
    put(subscription("desk", 1, "phone"));
    sender.answer =
        message ->
            message.alert().story().equals("s1")
                ? new SendResult.TemporaryFailure("engaged", null)
                : new SendResult.Delivered();
    try (Notifier notifier = notifier()) {
      put(alert("desk", "s1"));
      put(alert("desk", "s2"));
      await().atMost(60, SECONDS).until(() -> sender.stories().contains("s2"));
      assertThat(notifier.ended()).isNotDone();
    }
  }

  @Test
  void keepsAWaitingDeliveryOnTheLedgerAndCommitsItsAlert() throws Exception {
    backOff = List.of(Duration.ofHours(1));
    sender.answer = message -> new SendResult.TemporaryFailure("engaged", null);
    put(subscription("desk", 1, "phone"));
    Alert raised = alert("desk", "s1");
    try (Notifier notifier = notifier()) {
      put(raised);
      await().atMost(60, SECONDS).until(() -> !ledger().isEmpty());
      await().atMost(60, SECONDS).until(() -> committed(raised) == 1);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(only().content()).isEqualTo(raised);
    assertThat(only().problem()).isEqualTo("engaged");
  }

  private long committed(Alert alert) throws Exception {
    TopicPartition partition =
        new TopicPartition(catalogue.alerts().name(), catalogue.alerts().partitionFor(alert));
    try (Admin admin = Admin.create(connection.adminSettings())) {
      OffsetAndMetadata offset =
          admin
              .listConsumerGroupOffsets(settings().group())
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      return offset == null ? -1 : offset.offset();
    }
  }

  @Test
  void goesOnAfterARestartWithWhatWaits() {
    backOff = List.of(Duration.ofMillis(1500));
    sender.answer = message -> new SendResult.TemporaryFailure("engaged", null);
    put(subscription("desk", 1, "phone"));
    try (Notifier notifier = notifier()) {
      put(alert("desk", "s1"));
      await().atMost(60, SECONDS).until(() -> !ledger().isEmpty());
      assertThat(notifier.ended()).isNotDone();
    }
    sender.answer = message -> new SendResult.Delivered();
    try (Notifier notifier = notifier()) {
      awaitEnds(1);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(sender.ids()).hasSize(2).containsOnly(only().id());
    assertThat(only().status()).isEqualTo(Delivery.Status.DELIVERED);
    assertThat(only().content()).isNull();
  }

  @Test
  void letsOneDeadAddressSlowNoOtherNorUseUpTheLimit() {
    unfinishedLimit = 100;
    backOff = List.of(Duration.ofHours(1));
    CountDownLatch hang = new CountDownLatch(1);
    sender.answer =
        message -> {
          if (message.alert().subscription().equals("dead")) {
            awaitQuietly(hang);
          }
          return new SendResult.Delivered();
        };
    put(subscription("dead", 1, "hole"));
    put(subscription("desk", 1, "phone"));
    try (Notifier notifier = notifier()) {
      for (int i = 0; i < 30; i++) {
        put(alert("dead", "d" + i));
      }
      for (int i = 0; i < 30; i++) {
        put(alert("desk", "s" + i));
      }
      await()
          .atMost(60, SECONDS)
          .until(
              () ->
                  sender.sent.stream()
                          .filter(one -> one.alert().subscription().equals("desk"))
                          .count()
                      == 30);
      assertThat(notifier.ended()).isNotDone();
      hang.countDown();
      awaitEnds(60);
    }
    assertThat(sender.ids()).doesNotHaveDuplicates().hasSize(60);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void retriesAFailedDeliveryOnceForEachRequest() {
    sender.answer = message -> new SendResult.PermanentFailure("gone");
    put(subscription("desk", 1, "phone"));
    try (Notifier notifier = notifier()) {
      put(alert("desk", "s1"));
      awaitEnds(1);
      requestRetry(only());
      await().atMost(60, SECONDS).until(() -> sender.sent.size() == 2);
      awaitEnds(1);
      assertThat(notifier.ended()).isNotDone();
    }
    // Another group reads the alert and the retry request again; both have been handled.
    try (Notifier notifier = notifier(NotifierClients.of(connection, "another-" + run))) {
      put(alert("desk", "s2"));
      awaitEnds(2);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(sender.stories()).containsExactly("s1", "s1", "s2");
    assertThat(sender.ids().getFirst()).isEqualTo(sender.ids().get(1));
  }

  private void requestRetry(Delivery delivery) {
    writer
        .write(
            catalogue.retries(),
            new RetryRequest(delivery.id(), delivery.subscription(), Instant.now()))
        .join();
  }

  @Test
  void makesAWaitingDeliveryDueOnRequest() {
    backOff = List.of(Duration.ofHours(1));
    sender.answer = message -> new SendResult.TemporaryFailure("engaged", null);
    put(subscription("desk", 1, "phone"));
    try (Notifier notifier = notifier()) {
      put(alert("desk", "s1"));
      await().atMost(60, SECONDS).until(() -> !ledger().isEmpty());
      sender.answer = message -> new SendResult.Delivered();
      requestRetry(only());
      awaitEnds(1);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(only().status()).isEqualTo(Delivery.Status.DELIVERED);
  }

  @Test
  void goesOnAfterASenderThatThrowsWhateverItIs() {
    sender.answer =
        message -> {
          if (sender.sent.size() == 1) {
            throw new AssertionError("a broken sender");
          }
          return new SendResult.Delivered();
        };
    put(subscription("desk", 1, "phone"));
    try (Notifier notifier = notifier()) {
      put(alert("desk", "s1"));
      awaitEnds(1);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(only().attempts()).isEqualTo(2);
  }

  @Test
  void beginsAnewAfterAFaultOfKafka() {
    put(subscription("desk", 1, "phone"));
    put(alert("desk", "s1"));
    AtomicInteger opened = new AtomicInteger();
    NotifierClients real = NotifierClients.of(connection, settings().group());
    NotifierClients faulty =
        new NotifierClients() {
          @Override
          public Consumer<byte[], byte[]> openAlertConsumer() {
            if (opened.incrementAndGet() == 1) {
              throw new TimeoutException("no answer");
            }
            return real.openAlertConsumer();
          }

          @Override
          public Consumer<byte[], byte[]> openPartitionReader() {
            return real.openPartitionReader();
          }

          @Override
          public Producer<byte[], byte[]> openProducer() {
            return real.openProducer();
          }
        };
    try (Notifier notifier = notifier(faulty)) {
      awaitEnds(1);
      assertThat(notifier.isWorking()).isTrue();
    }
  }

  @Test
  void endsWhileKafkaIsGone() {
    Notifier notifier =
        new Notifier(
            settings(),
            catalogue,
            NotifierClients.of(KafkaConnection.embedded("127.0.0.1:1"), settings().group()),
            List.of(sender),
            Clock.systemUTC());
    notifier.start();
    notifier.close();
    assertThat(notifier.ended()).isCompleted();
    assertThat(notifier.ready()).isCompletedExceptionally();
  }

  @Test
  void cancelsWhatIsUnsentWhenTheSubscriptionIsRemoved() {
    Subscription desk = subscription("desk", 1, "phone");
    put(desk);
    put(desk.nextVersionRemoved(Instant.EPOCH));
    put(alert("desk", "s1"));
    try (Notifier notifier = notifier()) {
      awaitEnds(1);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(sender.sent).isEmpty();
    assertThat(only().status()).isEqualTo(Delivery.Status.CANCELLED);
  }

  @Test
  void takesTheChannelFromTheNewestVersion() {
    put(subscription("desk", 1, "phone"));
    try (Notifier notifier = notifier()) {
      put(subscription("desk", 2, "pager"));
      Alert raised = alert("desk", "s1");
      put(raised);
      awaitEnds(1);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(sender.sent).extracting(one -> one.channel().name()).containsExactly("pager");
  }

  @Test
  void writesADeadLetterForAnUnreadableAlertAndGoesOn() {
    put(subscription("desk", 1, "phone"));
    try (KafkaProducer<byte[], byte[]> raw =
        new KafkaProducer<>(
            connection.producerSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      int partition = catalogue.alerts().partitionFor(alert("desk", "s1"));
      raw.send(
          new ProducerRecord<>(
              catalogue.alerts().name(),
              partition,
              null,
              "{nonsense".getBytes(StandardCharsets.UTF_8)));
      raw.flush();
    }
    put(alert("nobody", "s0"));
    put(alert("desk", "s1"));
    try (Notifier notifier = notifier()) {
      awaitEnds(1);
      await().atMost(60, SECONDS).until(() -> countDeadLetters() == 2);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(sender.stories()).containsExactly("s1");
  }

  private int countDeadLetters() {
    List<String> found = new CopyOnWriteArrayList<>();
    TopicScan.of(connection, catalogue.rejected()).read(record -> found.add(record.key()));
    return found.size();
  }

  /// The only case in which a crash repeats a send: the alert was sent, and its result was not yet
  /// on the ledger.
  @Test
  void sendsAgainUnderTheSameIdAfterACrashBeforeTheLedgerHadTheOutcome() throws Exception {
    put(subscription("desk", 1, "phone"));
    put(alert("desk", "s1"));
    CountDownLatch lost = new CountDownLatch(1);
    Notifier crashing = notifier(new LosingClients(lost));
    assertThat(lost.await(60, SECONDS)).isTrue();
    crashing.close();
    assertThat(ledger()).isEmpty();

    try (Notifier restarted = notifier()) {
      awaitEnds(1);
      assertThat(restarted.ended()).isNotDone();
    }
    assertThat(sender.ids()).hasSize(2).containsOnly(only().id());
  }

  /// Clients whose producer loses every record, like one that dies before the acknowledgement.
  private final class LosingClients implements NotifierClients {
    private final NotifierClients real = NotifierClients.of(connection, settings().group());
    private final CountDownLatch lost;

    LosingClients(CountDownLatch lost) {
      this.lost = lost;
    }

    @Override
    public Consumer<byte[], byte[]> openAlertConsumer() {
      return real.openAlertConsumer();
    }

    @Override
    public Consumer<byte[], byte[]> openPartitionReader() {
      return real.openPartitionReader();
    }

    @Override
    public Producer<byte[], byte[]> openProducer() {
      return new KafkaProducer<>(
          connection.producerSettings(), new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
          lost.countDown();
          return new CompletableFuture<>();
        }
      };
    }
  }
}
