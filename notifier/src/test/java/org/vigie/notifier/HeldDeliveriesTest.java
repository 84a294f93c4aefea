package org.vigie.notifier;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
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
import org.vigie.model.Digest;
import org.vigie.model.HoldReason;
import org.vigie.model.NotificationRule;
import org.vigie.model.NotificationTiming;
import org.vigie.model.RetryRequest;
import org.vigie.model.Subscription;
import org.vigie.model.Urgency;
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

/// What is held, and told together: on an embedded broker, by a clock that the test sets.
class HeldDeliveriesTest {
  private static final Instant EVENING = Instant.parse("2025-03-15T19:00:00Z");
  private static final Instant MORNING = Instant.parse("2025-03-16T07:00:00Z");

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static KafkaConnection connection;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final Catalogue catalogue = Catalogue.replay(run);
  private final RecordingSender phone = new RecordingSender(Channel.Webhook.KIND, false);
  private final RecordingSender console = new RecordingSender(Channel.Console.KIND, true);
  private volatile Instant now = EVENING;
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
    private final String kind;
    private final boolean forPeople;
    private volatile Function<Message, SendResult> answer = message -> new SendResult.Delivered();

    RecordingSender(String kind, boolean forPeople) {
      this.kind = kind;
      this.forPeople = forPeople;
    }

    @Override
    public String kind() {
      return kind;
    }

    @Override
    public boolean isReadByPeople() {
      return forPeople;
    }

    @Override
    public SendResult send(Message message) {
      sent.add(message);
      return answer.apply(message);
    }

    List<List<String>> stories() {
      return sent.stream()
          .map(message -> message.content().alerts().stream().map(Alert::story).toList())
          .toList();
    }
  }

  private Notifier start() {
    NotifierSettings settings =
        new NotifierSettings(
            "notifier-" + run, List.of(Duration.ofHours(1)), 1000, 32, Duration.ofDays(90));
    Notifier notifier =
        new Notifier(
            settings,
            catalogue,
            NotifierClients.of(connection, settings.group()),
            List.of(phone, console),
            () -> now);
    notifier.start();
    notifier.ready().orTimeout(60, SECONDS).join();
    return notifier;
  }

  private static NotificationTiming timing(@Nullable String digest, int coolDownMinutes) {
    return new NotificationTiming(
        NotificationTiming.DEFAULT_ZONE,
        digest == null ? null : Digest.parse(digest),
        List.of(),
        null,
        Urgency.NONE,
        coolDownMinutes,
        null);
  }

  private static Subscription subscription(
      String id, int version, Instant validFrom, NotificationTiming timing, Channel... channels) {
    return Subscription.builder(id, validFrom)
        .version(version)
        .topics(List.of("summit"))
        .rule(NotificationRule.AT_ONCE.withTiming(timing))
        .channels(List.of(channels))
        .build();
  }

  private static Channel hook(String name) {
    return new Channel.Webhook(name, URI.create("https://" + name + ".example/"), null);
  }

  private void putDigest(int version, String digest) {
    put(subscription("desk", version, now, timing(digest, 0), hook("phone")));
  }

  private void put(Subscription subscription) {
    writer.write(catalogue.subscriptions(), subscription).join();
  }

  private void put(Alert alert) {
    writer.write(catalogue.alerts(), alert).join();
  }

  private void putAlert(String subscription, String story) {
    put(SampleAlerts.alert().subscription(subscription).story(story).time(now).build());
  }

  private void putUpdate(String story, int seq, Alert.UpdateReason reason) {
    put(
        SampleAlerts.alert()
            .story(story)
            .revision(Alert.Kind.UPDATE, seq, reason)
            .time(now)
            .build());
  }

  private Map<String, Delivery> ledger() {
    return TopicScan.of(connection, catalogue.deliveries()).latest();
  }

  private List<Delivery> deliveries() {
    return ledger().values().stream().filter(one -> !one.isMessage()).toList();
  }

  private void awaitHeld(int count) {
    await()
        .atMost(60, SECONDS)
        .until(
            () ->
                deliveries().stream()
                        .filter(one -> one.status() == Delivery.Status.PENDING)
                        .filter(one -> one.grouping().held() != null)
                        .count()
                    == count);
  }

  private void awaitEnds(int count) {
    await()
        .atMost(60, SECONDS)
        .until(
            () -> deliveries().stream().filter(one -> one.status().isTerminal()).count() == count);
  }

  @Test
  void tellsADigestOnceAndInOneMessage() {
    putDigest(1, "daily 08:00");
    try (Notifier notifier = start()) {
      putAlert("desk", "s1");
      putAlert("desk", "s2");
      awaitHeld(2);
      assertThat(notifier.ended()).isNotDone();
    }
    try (Notifier notifier = start()) {
      putAlert("desk", "s3");
      awaitHeld(3);
      assertThat(phone.sent).isEmpty();
      now = MORNING;
      awaitEnds(3);
      assertThat(notifier.ended()).isNotDone();
    }
    try (Notifier notifier = start()) {
      putAlert("desk", "s4");
      awaitHeld(1);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(phone.stories()).containsExactly(List.of("s1", "s2", "s3"));
    Message digest = phone.sent.getFirst();
    assertThat(digest.content())
        .isInstanceOfSatisfying(
            Message.ToldAlerts.class,
            alerts -> assertThat(alerts.held()).isEqualTo(HoldReason.DIGEST));
    assertThat(deliveries())
        .filteredOn(one -> one.status() == Delivery.Status.DELIVERED)
        .hasSize(3)
        .allSatisfy(one -> assertThat(one.grouping().batch()).isEqualTo(digest.id()))
        .allSatisfy(one -> assertThat(one.content()).isNull());
  }

  /// Else an alert that was sent just before a crash would be planned again after it, and could be
  /// held then and told together with others, under another id.
  @Test
  void saysOnTheLedgerThatAnAlertIsToldAloneBeforeItIsSent() {
    NotificationTiming capped =
        new NotificationTiming(
            NotificationTiming.DEFAULT_ZONE, null, List.of(), null, Urgency.NONE, 0, 5);
    put(subscription("desk", 1, now, capped, hook("phone")));
    List<Delivery> before = new CopyOnWriteArrayList<>();
    phone.answer =
        message -> {
          before.addAll(deliveries());
          return new SendResult.Delivered();
        };
    try (Notifier notifier = start()) {
      putAlert("desk", "s1");
      awaitEnds(1);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(before)
        .singleElement()
        .satisfies(one -> assertThat(one.status()).isEqualTo(Delivery.Status.PENDING))
        .satisfies(one -> assertThat(one.grouping().batch()).isEqualTo(one.id()));
  }

  /// The alert that is raised live afterwards has the same id: it was delivered.
  @Test
  void tellsWhatIsPromotedInOneMessageAndNotAgain() {
    put(subscription("desk", 1, now, timing(null, 0), hook("phone")));
    try (Notifier notifier = start()) {
      for (String story : List.of("s1", "s2", "s3")) {
        put(
            SampleAlerts.alert()
                .story(story)
                .revision(Alert.Revision.promotedFrom("march"))
                .time(now)
                .build());
      }
      awaitHeld(3);
      now = EVENING.plusSeconds(10);
      awaitEnds(3);
      putAlert("desk", "s2");
      putAlert("desk", "s4");
      awaitEnds(4);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(phone.stories()).containsExactly(List.of("s1", "s2", "s3"), List.of("s4"));
  }

  @Test
  void repeatsAFrozenMessageWithTheSameMembers() {
    putDigest(1, "daily 08:00");
    phone.answer = message -> new SendResult.TemporaryFailure("engaged", null);
    try (Notifier notifier = start()) {
      putAlert("desk", "s1");
      putAlert("desk", "s2");
      awaitHeld(2);
      now = MORNING;
      await().atMost(60, SECONDS).until(() -> !phone.sent.isEmpty());
      await()
          .atMost(60, SECONDS)
          .until(() -> ledger().values().stream().anyMatch(one -> one.attempts() == 1));
      assertThat(notifier.ended()).isNotDone();
    }
    putDigest(2, "hourly");
    phone.answer = message -> new SendResult.Delivered();
    try (Notifier notifier = start()) {
      putAlert("desk", "s3");
      awaitHeld(3);
      now = MORNING.plus(Duration.ofHours(2));
      awaitEnds(3);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(phone.stories())
        .containsExactlyInAnyOrder(List.of("s1", "s2"), List.of("s1", "s2"), List.of("s3"));
    assertThat(phone.sent.stream().map(Message::id).distinct()).hasSize(2);
  }

  /// The notifier was killed after the result of the message and before those of its members.
  @Test
  void endsTheMembersOfAMessageThatHasArrived() {
    putDigest(1, "daily 08:00");
    List<Delivery> members = new ArrayList<>();
    for (String story : List.of("s1", "s2")) {
      Alert alert = SampleAlerts.alert().story(story).time(now).build();
      members.add(Delivery.createHeld(alert, "phone", now, now, HoldReason.DIGEST));
    }
    Delivery message =
        Delivery.createBatch(
            "phone",
            members.stream()
                .map(one -> new Delivery.BatchMember(one.id(), one.subscription()))
                .toList(),
            HoldReason.DIGEST,
            null,
            now);
    members.forEach(member -> writer.write(catalogue.deliveries(), member).join());
    writer.write(catalogue.deliveries(), message).join();
    Delivery arrived = message.withAttempt(now).withFinalStatus(Delivery.Status.DELIVERED, null);
    writer.write(catalogue.deliveries(), arrived).join();
    try (Notifier notifier = start()) {
      awaitEnds(2);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(phone.sent).isEmpty();
    assertThat(deliveries())
        .allSatisfy(one -> assertThat(one.status()).isEqualTo(Delivery.Status.DELIVERED));
  }

  @Test
  void tellsWhatAStoryRaisesWithinItsCoolDownAsOne() {
    put(subscription("desk", 1, now, timing(null, 15), hook("phone")));
    try (Notifier notifier = start()) {
      putAlert("desk", "s1");
      awaitEnds(1);
      putUpdate("s1", 2, Alert.UpdateReason.OUTLETS);
      putUpdate("s1", 3, Alert.UpdateReason.NUMBERS);
      putAlert("desk", "s2");
      awaitEnds(2);
      awaitHeld(2);
      now = now.plus(Duration.ofMinutes(16));
      awaitEnds(4);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(phone.stories()).containsExactly(List.of("s1"), List.of("s2"), List.of("s1"));
    assertThat(phone.sent.getLast().alert().seq()).isEqualTo(3);
    assertThat(phone.sent.getLast().alert().changed())
        .containsExactly(Alert.UpdateReason.OUTLETS, Alert.UpdateReason.NUMBERS);
  }

  @Test
  void appliesAnEditedRuleToWhatIsHeld() {
    putDigest(1, "daily 08:00");
    try (Notifier notifier = start()) {
      putAlert("desk", "s1");
      putAlert("desk", "s2");
      awaitHeld(2);
      now = now.plusSeconds(60);
      put(subscription("desk", 2, now, timing(null, 0), hook("phone")));
      awaitEnds(2);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(phone.stories()).containsExactly(List.of("s1", "s2"));
  }

  @Test
  void leavesOutOfADigestWhatAnUrgentUpdateHasOvertaken() {
    NotificationTiming digest = timing("daily 08:00", 0);
    NotificationTiming urgent =
        new NotificationTiming(
            digest.zone(),
            digest.digest(),
            List.of(),
            null,
            new Urgency(List.of(), 2),
            digest.coolDownMinutes(),
            null);
    put(subscription("desk", 1, now, urgent, hook("phone")));
    try (Notifier notifier = start()) {
      putAlert("desk", "s1");
      putAlert("desk", "s2");
      awaitHeld(2);
      now = now.plusSeconds(60);
      put(
          SampleAlerts.alert()
              .story("s1")
              .revision(Alert.Kind.UPDATE, 2, Alert.UpdateReason.OUTLETS)
              .outlets("a", "b")
              .time(now)
              .build());
      awaitEnds(1);
      now = MORNING;
      awaitEnds(3);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(phone.stories()).containsExactly(List.of("s1"), List.of("s2"));
  }

  @Test
  void cancelsWhatIsHeldForARemovedSubscription() {
    putDigest(1, "daily 08:00");
    try (Notifier notifier = start()) {
      putAlert("desk", "s1");
      putAlert("desk", "s2");
      awaitHeld(2);
      put(
          subscription("desk", 1, now, timing("daily 08:00", 0), hook("phone"))
              .nextVersionRemoved(now));
      awaitEnds(2);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(phone.sent).isEmpty();
    assertThat(deliveries())
        .allSatisfy(one -> assertThat(one.status()).isEqualTo(Delivery.Status.CANCELLED));
  }

  @Test
  void holdsWhatComesInAPauseAndTellsItAsOne() {
    Subscription active = subscription("desk", 1, now, timing(null, 0), hook("phone"));
    put(active);
    put(active.nextVersionWithState(Subscription.State.PAUSED, now));
    try (Notifier notifier = start()) {
      putAlert("desk", "s1");
      now = now.plus(Duration.ofHours(1));
      putAlert("desk", "s2");
      awaitHeld(2);
      now = EVENING.plus(Duration.ofHours(48)).plusSeconds(1);
      awaitEnds(1);
      putAlert("desk", "s3");
      awaitHeld(2);
      put(
          active
              .nextVersionWithState(Subscription.State.PAUSED, now)
              .nextVersionWithState(Subscription.State.ACTIVE, now.plusSeconds(1)));
      now = now.plusSeconds(2);
      awaitEnds(3);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(phone.stories()).containsExactly(List.of("s2", "s3"));
    assertThat(deliveries())
        .filteredOn(one -> one.status() == Delivery.Status.CANCELLED)
        .singleElement()
        .satisfies(
            one -> assertThat(one.problem()).isEqualTo("the subscription was paused for too long"));
  }

  @Test
  void tellsAPersonOnceWhatSeveralSubscriptionsAskFor() {
    put(subscription("desk", 1, now, timing(null, 0)));
    put(subscription("night", 1, now, timing(null, 0)));
    put(subscription("other", 1, now, timing(null, 0), hook("phone")));
    try (Notifier notifier = start()) {
      putAlert("desk", "s1");
      putAlert("night", "s1");
      putAlert("other", "s1");
      awaitEnds(1);
      // Those of the console wait for each other for a moment.
      await()
          .atMost(60, SECONDS)
          .until(
              () -> {
                now = now.plusSeconds(1);
                return !console.sent.isEmpty();
              });
      awaitEnds(3);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(console.sent)
        .singleElement()
        .satisfies(
            message ->
                assertThat(message.reader().subscriptions())
                    .containsExactlyInAnyOrder("desk", "night"));
    assertThat(phone.stories()).containsExactly(List.of("s1"));
    assertThat(deliveries())
        .allSatisfy(one -> assertThat(one.status()).isEqualTo(Delivery.Status.DELIVERED));
  }

  @Test
  void tellsTheOtherSubscriptionsWhereTheFirstIsRemoved() {
    put(subscription("desk", 1, now, timing(null, 0)));
    put(subscription("night", 1, now, timing(null, 0)));
    console.answer = message -> new SendResult.TemporaryFailure("engaged", null);
    String other;
    try (Notifier notifier = start()) {
      putAlert("desk", "s1");
      putAlert("night", "s1");
      await()
          .atMost(60, SECONDS)
          .until(
              () -> {
                now = now.plusSeconds(1);
                return ledger().values().stream().anyMatch(one -> one.attempts() == 1);
              });
      // Their alerts lie in different partitions, which are read in no order.
      String first = console.sent.getFirst().reader().subscription();
      other = first.equals("desk") ? "night" : "desk";
      put(subscription(first, 1, now, timing(null, 0)).nextVersionRemoved(now));
      console.answer = message -> new SendResult.Delivered();
      // An alert is read after the versions of subscriptions before it.
      putAlert(other, "s2");
      awaitEnds(1);
      now = now.plus(Duration.ofHours(2));
      awaitEnds(3);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(console.sent.getLast().reader().subscriptions()).containsExactly(other);
    assertThat(deliveries())
        .extracting(Delivery::subscription, Delivery::status)
        .containsExactlyInAnyOrder(
            tuple(other.equals("desk") ? "night" : "desk", Delivery.Status.CANCELLED),
            tuple(other, Delivery.Status.DELIVERED),
            tuple(other, Delivery.Status.DELIVERED));
  }

  @Test
  void tellsByAnotherChannelThatOneFails() {
    put(subscription("desk", 1, now, timing(null, 0), hook("phone"), Channel.CONSOLE));
    phone.answer = message -> new SendResult.PermanentFailure("HTTP 410 Gone");
    try (Notifier notifier = start()) {
      putAlert("desk", "s1");
      putAlert("desk", "s2");
      awaitEnds(4);
      await().atMost(60, SECONDS).until(() -> console.sent.size() >= 3);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(console.sent)
        .filteredOn(message -> message.content() instanceof Message.FailingChannel)
        .singleElement()
        .satisfies(
            message ->
                assertThat(message.content())
                    .isInstanceOfSatisfying(
                        Message.FailingChannel.class,
                        failing ->
                            assertThat(failing.notice().problem()).isEqualTo("HTTP 410 Gone")));
  }

  @Test
  void retriesAndDropsMessagesAsAWhole() {
    putDigest(1, "daily 08:00");
    phone.answer = message -> new SendResult.PermanentFailure("HTTP 413");
    try (Notifier notifier = start()) {
      putAlert("desk", "s1");
      putAlert("desk", "s2");
      awaitHeld(2);
      now = MORNING;
      awaitEnds(2);
      assertThat(deliveries()).allSatisfy(one -> assertThat(one.content()).isNotNull());
      phone.answer = message -> new SendResult.Delivered();
      request(deliveries().getFirst(), RetryRequest.Action.RETRY);
      await()
          .atMost(60, SECONDS)
          .until(
              () ->
                  deliveries().stream().allMatch(one -> one.status() == Delivery.Status.DELIVERED));
      putAlert("desk", "s3");
      putAlert("desk", "s4");
      awaitHeld(2);
      Delivery dropped =
          deliveries().stream()
              .filter(one -> one.status() == Delivery.Status.PENDING)
              .findFirst()
              .orElseThrow();
      request(dropped, RetryRequest.Action.DROP);
      awaitEnds(3);
      now = MORNING.plus(Duration.ofDays(1));
      awaitEnds(4);
      assertThat(notifier.ended()).isNotDone();
    }
    assertThat(phone.sent).hasSize(3);
    assertThat(phone.sent.get(0).id()).isEqualTo(phone.sent.get(1).id());
    assertThat(phone.stories().get(1)).containsExactly("s1", "s2");
    assertThat(phone.stories().get(2)).hasSize(1);
  }

  private void request(Delivery delivery, RetryRequest.Action action) {
    writer
        .write(
            catalogue.retries(),
            new RetryRequest(delivery.id(), delivery.subscription(), now, action))
        .join();
  }
}
