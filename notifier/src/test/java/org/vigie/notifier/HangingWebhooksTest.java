package org.vigie.notifier;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.http.AddressResolver;
import org.vigie.model.Channel;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.console.ConsoleSender;
import org.vigie.notifier.channel.webhook.WebhookSender;
import org.vigie.notifier.channel.webhook.WebhookSettings;
import org.vigie.notifier.delivery.NotifierClients;
import org.vigie.testkit.LocalHttpServer;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// More webhooks of one host hang than attempts may run at a time, over sockets and Kafka.
class HangingWebhooksTest {
  private static final int HANGING = 400;

  /// Longer than the test waits for anything.
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private final Catalogue catalogue = Catalogue.live();
  private final AtomicInteger printed = new AtomicInteger();
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger hangingNow = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void delayNeitherTheConsoleNorAWebhookThatAnswers(@TempDir Path directory) {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        LocalHttpServer receivers = LocalHttpServer.onEveryLoopbackAddress()) {
      receivers.answerOthersWith(
          (request, out) -> {
            hangingNow.incrementAndGet();
            release.await();
            out.write(LocalHttpServer.response("200 OK", new byte[0]));
          });
      receivers.answerWith(
          "/answers",
          (request, out) -> {
            arrived.incrementAndGet();
            out.write(LocalHttpServer.response("200 OK", new byte[0]));
          });
      new TopicAdmin(broker.connection()).createAndCheck(catalogue);
      try (TopicWriter writer = TopicWriter.open(broker.connection())) {
        subscribe(writer, receivers.port());
        try (Notifier notifier = startNotifier(broker.connection())) {
          for (int i = 0; i < HANGING; i++) {
            writer.write(catalogue.alerts(), SampleAlerts.createAlert("hangs-" + i, "s1"));
          }
          await().atMost(60, SECONDS).until(() -> hangingNow.get() >= 24);
          for (int story = 1; story <= 3; story++) {
            writer.write(catalogue.alerts(), SampleAlerts.createAlert("console", "s" + story));
            writer.write(catalogue.alerts(), SampleAlerts.createAlert("answers", "s" + story));
          }
          await().atMost(60, SECONDS).until(() -> printed.get() == 3 && arrived.get() == 3);
          assertThat(hangingNow).as("one host has no more permits").hasValue(24);

          release.countDown();
          await().atMost(60, SECONDS).until(() -> hangingNow.get() == HANGING);
          assertThat(notifier.ended()).isNotDone();
        } finally {
          release.countDown();
        }
      }
    }
  }

  private void subscribe(TopicWriter writer, int port) {
    for (int i = 0; i < HANGING; i++) {
      writer.write(
          catalogue.subscriptions(),
          subscription("hangs-" + i, webhook("http://127.0.0.1:" + port + "/hangs/" + i)));
    }
    writer.write(
        catalogue.subscriptions(),
        subscription("answers", webhook("http://127.0.0.2:" + port + "/answers")));
    writer
        .write(catalogue.subscriptions(), subscription("console", new Channel.Console("console")))
        .join();
  }

  private static Channel webhook(String address) {
    return new Channel.Webhook("hook", URI.create(address), null);
  }

  private static Subscription subscription(String id, Channel channel) {
    return Subscription.builder(id, Instant.EPOCH)
        .topics(List.of("summit"))
        .channels(List.of(channel))
        .build();
  }

  private Notifier startNotifier(KafkaConnection connection) {
    Notifier notifier =
        new Notifier(
            NotifierSettings.defaults(),
            catalogue,
            NotifierClients.of(connection, "vigie-notifier"),
            List.of(
                new ConsoleSender(message -> printed.incrementAndGet()),
                new WebhookSender(
                    new WebhookSettings(DEADLINE, true, AddressResolver.system()),
                    name -> Optional.empty(),
                    Clock.systemUTC())),
            Clock.systemUTC());
    notifier.start();
    notifier.ready().orTimeout(60, SECONDS).join();
    return notifier;
  }
}
