package org.vigie.notifier;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.broker.EmbeddedBroker;
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

/// Runs the real log cleaner, on tiny segments. The ledger needs nothing more than what it leaves.
class CompactedLedgerTest {
  private final Catalogue catalogue = Catalogue.replay("compacted");
  private final List<String> sent = new CopyOnWriteArrayList<>();

  /// Stories that begin with `w` wait for an hour, those with `f` fail, the others are delivered.
  private final ChannelSender sender =
      new ChannelSender() {
        @Override
        public String kind() {
          return Channel.Webhook.KIND;
        }

        @Override
        public SendResult send(Message message) {
          String story = message.alert().story();
          sent.add(story);
          return switch (fixed ? 'a' : story.charAt(0)) {
            case 'w' -> new SendResult.NotSent("a secret is missing");
            case 'f' -> new SendResult.PermanentFailure("HTTP 410 Gone");
            default -> new SendResult.Delivered();
          };
        }
      };

  private volatile boolean fixed;

  @Test
  void survivesACompaction(@TempDir Path directory) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      KafkaConnection connection = broker.connection();
      new TopicAdmin(connection).createAndCheck(catalogue);
      try (TopicWriter writer = TopicWriter.open(connection)) {
        compactEagerly(connection);
        writer.write(catalogue.subscriptions(), subscription()).join();
        try (Notifier notifier = notifier(connection, "first")) {
          write(writer, "f1", "w1", "a1");
          await().atMost(60, SECONDS).until(() -> ledger(connection).size() == 3);
          supersede(writer, connection);
          assertThat(notifier.ended()).isNotDone();
        }
        awaitCompaction(connection, writer);

        sent.clear();
        fixed = true;
        // A new group reads every alert again; only the ledger holds their results.
        try (Notifier notifier = notifier(connection, "second")) {
          write(writer, "a2");
          await().atMost(60, SECONDS).until(() -> sent.contains("a2"));
          assertThat(sent).containsExactly("a2");
          requestRetry(writer, "f1");
          requestRetry(writer, "w1");
          await()
              .atMost(60, SECONDS)
              .until(
                  () ->
                      ledger(connection).values().stream()
                              .filter(one -> one.status() == Delivery.Status.DELIVERED)
                              .count()
                          == 4);
          assertThat(notifier.ended()).isNotDone();
        }
        assertThat(sent).containsExactlyInAnyOrder("a2", "f1", "w1");
      }
    }
  }

  /// Supersedes every record of the ledger but the newest of each key.
  private void supersede(TopicWriter writer, KafkaConnection connection) {
    for (Delivery delivery : ledger(connection).values()) {
      for (int i = 0; i < 3; i++) {
        writer.write(catalogue.deliveries(), delivery).join();
      }
    }
  }

  /// Compaction skips the newest segment, so records of other keys must first push the rest out of
  /// it.
  private void awaitCompaction(KafkaConnection connection, TopicWriter writer) {
    List<Integer> pushed = new ArrayList<>();
    await()
        .atMost(60, SECONDS)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              pushed.add(pushed.size());
              Delivery filler =
                  Delivery.createPending(
                          SampleAlerts.createAlert("desk", "x" + pushed.size()),
                          "hook",
                          Instant.now())
                      .withFinalStatus(Delivery.Status.CANCELLED, "filler");
              writer.write(catalogue.deliveries(), filler).join();
              return recordsOf("f1", connection) == 1 && recordsOf("w1", connection) == 1;
            });
  }

  private int recordsOf(String story, KafkaConnection connection) {
    List<String> keys = new ArrayList<>();
    TopicScan.of(connection, catalogue.deliveries()).read(record -> keys.add(record.key()));
    return (int) keys.stream().filter(id(story)::equals).count();
  }

  private void compactEagerly(KafkaConnection connection) throws Exception {
    Map<String, String> settings =
        Map.of(
            "segment.ms", "100",
            "min.cleanable.dirty.ratio", "0.01",
            "delete.retention.ms", "100",
            "max.compaction.lag.ms", "100");
    try (Admin admin = Admin.create(connection.adminSettings())) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, catalogue.deliveries().name()),
                  settings.entrySet().stream()
                      .map(
                          one ->
                              new AlterConfigOp(
                                  new ConfigEntry(one.getKey(), one.getValue()),
                                  AlterConfigOp.OpType.SET))
                      .toList()))
          .all()
          .get();
      // By default the cleaner checks for work every 15 s.
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.BROKER, "1"),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("log.cleaner.backoff.ms", "200"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private Notifier notifier(KafkaConnection connection, String group) {
    NotifierSettings settings =
        new NotifierSettings(group, List.of(Duration.ofHours(1)), 100, 32, Duration.ofDays(90));
    Notifier notifier =
        new Notifier(
            settings,
            catalogue,
            NotifierClients.of(connection, group),
            List.of(sender),
            Clock.systemUTC());
    notifier.start();
    notifier.ready().orTimeout(60, SECONDS).join();
    return notifier;
  }

  private Map<String, Delivery> ledger(KafkaConnection connection) {
    return TopicScan.of(connection, catalogue.deliveries()).latest();
  }

  private void write(TopicWriter writer, String... stories) {
    for (String story : stories) {
      writer.write(catalogue.alerts(), SampleAlerts.createAlert("desk", story)).join();
    }
  }

  private void requestRetry(TopicWriter writer, String story) {
    writer.write(catalogue.retries(), new RetryRequest(id(story), "desk", Instant.now())).join();
  }

  private static String id(String story) {
    return Delivery.createPending(SampleAlerts.createAlert("desk", story), "hook", Instant.EPOCH)
        .id();
  }

  private static Subscription subscription() {
    return Subscription.builder("desk", Instant.EPOCH)
        .topics(List.of("summit"))
        .channels(List.of(new Channel.Webhook("hook", URI.create("https://hook.example/"), null)))
        .build();
  }
}
