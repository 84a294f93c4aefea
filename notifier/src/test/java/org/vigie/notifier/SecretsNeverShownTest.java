package org.vigie.notifier;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.http.AddressResolver;
import org.vigie.model.Channel;
import org.vigie.model.Delivery;
import org.vigie.model.Subscription;
import org.vigie.notifier.channel.webhook.WebhookSender;
import org.vigie.notifier.channel.webhook.WebhookSettings;
import org.vigie.notifier.delivery.NotifierClients;
import org.vigie.testkit.LocalHttpServer;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Sends deliveries with valid, invalid and unreadable secrets, with all logging on: no part of a
/// secret appears in a log or in Kafka.
class SecretsNeverShownTest {
  private static final String KEY = "do not tell this to anyone";
  private static final String GOOD =
      "whsec_" + Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8));
  private static final String FAULTY = "whsec_hush-hush-hush";

  /// The secrets as written, decoded, and in part.
  private static final List<String> NEEDLES =
      List.of(GOOD, GOOD.substring(6, 20), KEY, "do not tell", "hush-hush");

  private final Catalogue catalogue = Catalogue.replay("secrets");
  private final Map<String, String> secrets = Map.of("good", GOOD, "faulty", FAULTY);

  /// Checks every log event in its printed form.
  private static final class LeakAppender extends AppenderBase<ILoggingEvent> {
    private final List<String> leaks = new CopyOnWriteArrayList<>();
    private final AtomicLong events = new AtomicLong();

    @Override
    protected void append(ILoggingEvent event) {
      events.incrementAndGet();
      IThrowableProxy thrown = event.getThrowableProxy();
      String line =
          event.getFormattedMessage() + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
      if (NEEDLES.stream().anyMatch(line::contains)) {
        leaks.add(event.getLoggerName() + ": " + line);
      }
    }
  }

  @Test
  void showsNoSecretInAnyLogOrRecord(@TempDir Path directory) throws Exception {
    LeakAppender ear = new LeakAppender();
    try (TraceLogging loud = new TraceLogging(ear);
        LocalHttpServer receiver = new LocalHttpServer().status("/hook", "204 No Content");
        EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      KafkaConnection connection = broker.connection();
      new TopicAdmin(connection).createAndCheck(catalogue);
      try (TopicWriter writer = TopicWriter.open(connection);
          Notifier notifier = notifier(connection)) {
        for (String name : List.of("good", "faulty", "broken", "absent")) {
          writer
              .write(catalogue.subscriptions(), subscription(name, receiver.at("/hook").toString()))
              .join();
          writer.write(catalogue.alerts(), SampleAlerts.createAlert(name, "s1")).join();
        }
        await().atMost(60, SECONDS).until(() -> ledger(connection).size() == 4);
        assertThat(notifier.ended()).isNotDone();
      }
      assertThat(receiver.requests()).hasSize(1);
      assertThat(ledger(connection).values())
          .filteredOn(one -> one.status() == Delivery.Status.PENDING)
          .extracting(Delivery::problem)
          .hasSize(3)
          .allSatisfy(problem -> assertThat(problem).contains("secret"));
      assertThat(readAllRecords(connection)).isNotEmpty().noneMatch(this::containsSecret);
      assertThat(loud.isOn()).isTrue();
    }
    assertThat(ear.events).as("that something was heard at all").hasValueGreaterThan(100);
    assertThat(ear.leaks).isEmpty();
  }

  private boolean containsSecret(String text) {
    return NEEDLES.stream().anyMatch(text::contains);
  }

  /// Every record in Kafka, as text.
  private List<String> readAllRecords(KafkaConnection connection) {
    List<String> all = new ArrayList<>();
    for (KafkaTopic<?> topic : catalogue.all()) {
      TopicScan.of(connection, topic)
          .readRaw(
              record -> {
                all.add(record.headers().toString());
                all.add(
                    record.value() == null
                        ? ""
                        : new String(record.value(), StandardCharsets.UTF_8));
              });
    }
    return all;
  }

  private Notifier notifier(KafkaConnection connection) {
    WebhookSender webhooks =
        new WebhookSender(
            new WebhookSettings(Duration.ofSeconds(20), true, AddressResolver.system()),
            name -> {
              if (name.equals("broken")) {
                throw new IllegalStateException("cannot read the file of secret 'broken'");
              }
              return Optional.ofNullable(secrets.get(name));
            },
            Clock.systemUTC());
    Notifier notifier =
        new Notifier(
            new NotifierSettings(
                "secrets", List.of(Duration.ofHours(1)), 100, 32, Duration.ofDays(90)),
            catalogue,
            NotifierClients.of(connection, "secrets"),
            List.of(webhooks),
            Clock.systemUTC());
    notifier.start();
    notifier.ready().orTimeout(60, SECONDS).join();
    return notifier;
  }

  private Map<String, Delivery> ledger(KafkaConnection connection) {
    return TopicScan.of(connection, catalogue.deliveries()).latest();
  }

  /// Sends all log events of all levels to one appender only.
  private static final class TraceLogging implements AutoCloseable {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Map<Logger, Level> levels = new HashMap<>();
    private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    private final LeakAppender appender;

    TraceLogging(LeakAppender ear) {
      this.appender = ear;
      for (Iterator<Appender<ILoggingEvent>> it = root.iteratorForAppenders(); it.hasNext(); ) {
        appenders.add(it.next());
      }
      appenders.forEach(root::detachAppender);
      ear.setContext(context);
      ear.start();
      root.addAppender(ear);
      for (Logger logger : context.getLoggerList()) {
        if (logger.getLevel() != null) {
          levels.put(logger, logger.getLevel());
          logger.setLevel(Level.DEBUG);
        }
      }
      root.setLevel(Level.DEBUG);
      for (String name : List.of("org.vigie", "org.apache.hc", "org.apache.kafka.clients")) {
        levels.putIfAbsent(context.getLogger(name), Level.INFO);
        context.getLogger(name).setLevel(Level.TRACE);
      }
    }

    boolean isOn() {
      return LoggerFactory.getLogger("org.vigie.notifier.channel.webhook.WebhookSender")
          .isTraceEnabled();
    }

    @Override
    public void close() {
      levels.forEach(Logger::setLevel);
      root.setLevel(before);
      root.detachAppender(appender);
      appenders.forEach(root::addAppender);
    }
  }

  private static Subscription subscription(String secret, String address) {
    return Subscription.builder(secret, Instant.EPOCH)
        .topics(List.of("summit"))
        .channels(List.of(new Channel.Webhook("hook", URI.create(address), secret)))
        .build();
  }
}
