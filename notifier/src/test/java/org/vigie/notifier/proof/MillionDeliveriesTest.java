package org.vigie.notifier.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;
import org.vigie.model.Digest;
import org.vigie.testkit.ChildProcess;
import org.vigie.testkit.LocalSmtpServer;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// A notifier with a heap of 512 MiB and a million deliveries that wait, written to the ledger
/// directly: how long it takes to start, what it needs, and what the alerts of others feel of it.
/// Takes some minutes and 5 GB of disk for each.
@Tag("proof")
class MillionDeliveriesTest {
  private static final LedgerOfMany MANY =
      new LedgerOfMany(
          Integer.getInteger("many.subscriptions", 2_000), Integer.getInteger("many.each", 500));
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration MEASURED = Duration.ofSeconds(15);
  private static final Pattern READY =
      Pattern.compile("ready after (\\d+) ms, (\\d+) ms of processor time");

  @TempDir Path directory;
  private EmbeddedBroker broker;
  private TopicWriter writer;
  private final LocalSmtpServer mail = new LocalSmtpServer();
  private final AtomicInteger mails = new AtomicInteger();
  private final SetClock clock =
      new SetClock(Instant.parse("2025-03-16T00:30:00Z"), Instant.now(), 1);

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.start(directory);
    new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
    writer = TopicWriter.open(broker.connection());
    mail.handOver(text -> mails.incrementAndGet());
  }

  @AfterEach
  void stop() {
    writer.close();
    broker.close();
    mail.close();
  }

  private static void report(String line) {
    System.err.println("a million deliveries: " + line);
  }

  private ChildProcess startNotifier() throws IOException, InterruptedException {
    ChildProcess process =
        new NotifierProcess.Start(
                broker.bootstrapServers(),
                mail.port(),
                clock,
                "real",
                List.of(
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=4",
                    "-XX:MetaspaceSize=192m",
                    "-XX:+ExitOnOutOfMemoryError"))
            .run(directory.resolve("notifier.log"));
    Matcher ready = READY.matcher(process.awaitLine(line -> !line.startsWith("heap"), PATIENCE));
    assertThat(ready.matches()).isTrue();
    report("start with %,d deliveries: %s".formatted(MANY.size(), ready.group()));
    reportHeap(process);
    // On a busy machine the other time says more of the machine.
    assertThat(Duration.ofMillis(Long.parseLong(ready.group(2)))).isLessThan(LONGEST_START);
    return process;
  }

  private static void reportHeap(ChildProcess process) throws IOException, InterruptedException {
    int before = (int) process.lines().stream().filter(line -> line.startsWith("heap")).count();
    process.writeLine("heap");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                process.lines().stream().filter(line -> line.startsWith("heap")).count() > before);
    report(process.lines().getLast());
  }

  private void forward(ChildProcess process, Duration by) throws IOException {
    clock.forward(by);
    process.writeLine("forward " + by);
  }

  private Map<Delivery.Status, Integer> countStates() {
    Map<String, Delivery.Status> newest = new HashMap<>();
    TopicScan.of(broker.connection(), Catalogue.live().deliverySummaries())
        .readValues(one -> record(newest, one));
    Map<Delivery.Status, Integer> counts = new HashMap<>();
    newest.values().forEach(status -> counts.merge(status, 1, Integer::sum));
    return counts;
  }

  private static void record(Map<String, Delivery.Status> newest, DeliverySummary delivery) {
    if (delivery.channel().equals("mail") && !delivery.isMessage()) {
      newest.put(delivery.id(), delivery.status());
      assertThat(delivery.status().isTerminal() && delivery.grouping().batch() == null).isFalse();
    }
  }

  @Test
  void digestsOfANightAreToldInMessagesWhileOthersAreToldAtOnce() throws Exception {
    Instant night = clock.instant();
    MANY.writeHeld(
        broker.connection(), Digest.parse("daily 08:00"), night, night.plus(Duration.ofHours(6)));
    try (LiveAlerts live = new LiveAlerts(writer, clock);
        ChildProcess notifier = startNotifier()) {
      measureFor(live, Duration.ofSeconds(5));
      double[] quiet = measureFor(live, MEASURED);
      report("others, at night: " + LiveAlerts.describe(quiet));
      forward(notifier, Duration.ofHours(7));
      long begin = System.nanoTime();
      int expected = MANY.subscriptions() * ((MANY.each() + 499) / 500);
      double[] busy = live.measure(() -> mails.get() < expected && isIn(begin, PATIENCE));
      double seconds = (System.nanoTime() - begin) / 1e9;
      report(
          "%,d digests in %.0f s, %,.0f deliveries/s"
              .formatted(mails.get(), seconds, MANY.size() / seconds));
      report(
          "others meanwhile: %s, p99 %.1f times that of the night"
              .formatted(
                  LiveAlerts.describe(busy),
                  LiveAlerts.quantile(busy, 0.99) / LiveAlerts.quantile(quiet, 0.99)));
      reportHeap(notifier);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(countStates())
                      .isEqualTo(Map.of(Delivery.Status.DELIVERED, MANY.size())));
      assertThat(mails).hasValue(expected);
    }
  }

  @Test
  void mailsThatWaitForTheirServerDelayNoOthers() throws Exception {
    Instant night = clock.instant();
    MANY.writeWaiting(broker.connection(), night, night.plus(Duration.ofHours(2)));
    mail.hangUpAt(LocalSmtpServer.GREETING);
    try (LiveAlerts live = new LiveAlerts(writer, clock);
        ChildProcess notifier = startNotifier()) {
      measureFor(live, Duration.ofSeconds(5));
      double[] quiet = measureFor(live, MEASURED);
      report("others, before: " + LiveAlerts.describe(quiet));
      forward(notifier, Duration.ofHours(3));
      double[] down = measureFor(live, MEASURED.multipliedBy(2));
      report("others, all due and the server down: " + LiveAlerts.describe(down));
      reportHeap(notifier);
      mail.reply(LocalSmtpServer.GREETING, "220 mail.test");
      forward(notifier, Duration.ofMinutes(6));
      long begin = System.nanoTime();
      double[] busy = measureFor(live, MEASURED.multipliedBy(2));
      report(
          "others, while mails go out at %.0f/s: %s"
              .formatted(
                  mails.get() / ((System.nanoTime() - begin) / 1e9), LiveAlerts.describe(busy)));
      reportHeap(notifier);
      assertThat(mails).hasPositiveValue();
    }
  }

  private static double[] measureFor(LiveAlerts live, Duration time) {
    long begin = System.nanoTime();
    return live.measure(() -> isIn(begin, time));
  }

  private static boolean isIn(long begin, Duration time) {
    return System.nanoTime() - begin < time.toNanos();
  }
}
