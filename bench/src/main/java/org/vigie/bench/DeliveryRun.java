package org.vigie.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Utils;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.http.AddressResolver;
import org.vigie.model.Alert;
import org.vigie.model.Channel;
import org.vigie.model.Subscription;
import org.vigie.notifier.Notifier;
import org.vigie.notifier.NotifierSettings;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.chat.ChatSender;
import org.vigie.notifier.channel.email.EmailSender;
import org.vigie.notifier.channel.email.EmailSettings;
import org.vigie.notifier.channel.email.MailServer;
import org.vigie.notifier.channel.email.Mailbox;
import org.vigie.notifier.channel.http.CallSettings;
import org.vigie.notifier.channel.ntfy.NtfySender;
import org.vigie.notifier.channel.webhook.WebhookSender;
import org.vigie.notifier.channel.webhook.WebhookSettings;
import org.vigie.runtime.Health;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.Deadline;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// One run of a notifier with its own broker, in a directory that is removed at the end. It has one
/// subscription for each address. Alerts are numbered.
final class DeliveryRun implements AutoCloseable {
  /// How long an attempt may take.
  static final Duration ATTEMPT_TIME = Duration.ofSeconds(5);

  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(10);

  private final Path directory;
  private final List<SampleItems.SampleText> texts;
  private final DeliveryReceivers receivers;
  private final EmbeddedBroker broker;
  private final TopicWriter writer;
  private final ClusterProbe probe;
  private final Notifier notifier;

  /// @param answerTime how long the receivers take to answer
  DeliveryRun(Path directory, List<SampleItems.SampleText> texts, Duration answerTime) {
    this.directory = directory;
    receivers = new DeliveryReceivers(answerTime);
    this.texts = texts;
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
    writer = TopicWriter.open(broker.connection());
    probe = new ClusterProbe(broker.connection());
    notifier =
        new Notifier(
            NotifierSettings.defaults(),
            broker.connection(),
            probe,
            createSenders(),
            InstantSource.system());
  }

  private List<ChannelSender> createSenders() {
    InstantSource clock = InstantSource.system();
    AddressResolver resolver = AddressResolver.system();
    EmailSettings mail =
        new EmailSettings(
            new MailServer("127.0.0.1", receivers.mailPort(), MailServer.Security.NONE, null, null),
            new EmailSettings.Limits(ATTEMPT_TIME, 8),
            new Mailbox("Vigie", "vigie@example.org"),
            "vigie@example.org",
            null);
    return List.of(
        new WebhookSender(
            new WebhookSettings(ATTEMPT_TIME, true, resolver), name -> Optional.empty(), clock),
        new EmailSender(mail, name -> Optional.empty(), clock),
        new NtfySender(createCallSettings(Channel.Ntfy.KIND), name -> Optional.empty(), clock),
        new ChatSender(createCallSettings(Channel.Chat.KIND), clock));
  }

  private static CallSettings createCallSettings(String kind) {
    return new CallSettings(kind, ATTEMPT_TIME, true, AddressResolver.system());
  }

  DeliveryReceivers receivers() {
    return receivers;
  }

  /// Writes a subscription that is alerted by this channel alone.
  ///
  /// @param number of its address
  void subscribe(int number, Channel channel) {
    Subscription subscription =
        Subscription.builder(nameSubscription(number), Instant.EPOCH)
            .topics(List.of("summit"))
            .channels(List.of(channel))
            .build();
    writer.write(Catalogue.live().subscriptions(), subscription).join();
  }

  private static String nameSubscription(int number) {
    return "desk-" + number;
  }

  /// Starts the notifier and waits until it works.
  void startNotifier() throws InterruptedException {
    probe.start();
    notifier.start();
    Deadline deadline = Deadline.after(TIMEOUT);
    while (notifier.health().status() != Health.Readiness.READY) {
      if (!deadline.sleep(LOOK)) {
        throw new IllegalStateException("the notifier does not start: " + notifier.health());
      }
    }
  }

  /// Writes an alert, without waiting for Kafka.
  ///
  /// @param number of the alert
  /// @param address number of the address that it goes to
  void writeAlert(int number, int address) {
    SampleItems.SampleText text = texts.get(number % texts.size());
    Alert alert =
        SampleAlerts.alert()
            .subscription(nameSubscription(address))
            .story("story-" + number)
            .outlet(text.outlet().id(), text.outlet().name())
            .title("%s, dossier %07d".formatted(cut(text.content().title()), number))
            .summary(text.content().summary())
            .url("https://journal.example/" + number)
            .time(Instant.now())
            .build();
    writer.write(Catalogue.live().alerts(), alert);
  }

  /// Headlines are cut at a length: the number must stand before it.
  private static String cut(String title) {
    return title.substring(0, Math.min(100, title.length()));
  }

  void flush() {
    writer.flush();
  }

  /// Waits until these alerts have been received.
  void awaitReceipts(Collection<Integer> numbers) {
    await(
        () -> numbers.stream().filter(number -> !receivers.receipts().containsKey(number)).count());
  }

  /// Waits until so many alerts have been received.
  void awaitReceipts(int count) {
    await(() -> count - receivers.receipts().size());
  }

  private void await(LongSupplier missing) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (missing.getAsLong() > 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            missing.getAsLong() + " alerts were not received within " + TIMEOUT);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /// The receivers end first, so that no attempt is waited for.
  @Override
  public void close() {
    receivers.close();
    notifier.close();
    probe.close();
    writer.close();
    broker.close();
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
