package org.vigie.notifier.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Delivery;
import org.vigie.model.DeliverySummary;
import org.vigie.testkit.ChildProcess;
import org.vigie.wire.Catalogue;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// A notifier that is killed again and again while digests, quiet hours, cool-downs and caps hold
/// deliveries. Its clock runs six hundred times as fast as others: an hour lasts six seconds.
@Tag("proof")
class KilledNotifierTest {
  private static final int KILLS = Integer.getInteger("kills", 20);
  private static final int ALERTS = Integer.getInteger("kills.alerts", 5_000);
  private static final long SEED = Long.getLong("kills.seed", 20260321);
  private static final double SPEED = 600;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// So that they are written for about as long as processes are killed.
  private static final Duration BETWEEN_ALERTS = Duration.ofMillis(50);

  @TempDir Path directory;
  private final Random random = new Random(SEED);
  private final SetClock clock =
      new SetClock(Instant.now().truncatedTo(ChronoUnit.HOURS), Instant.now(), SPEED);
  private final List<Instant> kills = new ArrayList<>();

  @Test
  void tellsEverythingAndNothingTwiceInAnotherWay() throws Exception {
    Catalogue catalogue = Catalogue.live();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        NotedReceipts receipts = new NotedReceipts();
        TopicWriter writer = TopicWriter.open(broker.connection())) {
      new TopicAdmin(broker.connection()).createAndCheck(catalogue);
      TimedDesks desks = new TimedDesks(SEED, receipts, clock.instant());
      desks.subscriptions().forEach(one -> writer.write(catalogue.subscriptions(), one).join());
      CompletableFuture<Void> written =
          CompletableFuture.runAsync(() -> writeAll(desks, writer), Thread::startVirtualThread);
      for (int i = 0; i < KILLS; i++) {
        try (ChildProcess process = start(broker)) {
          awaitMoment(i, process, receipts);
          assertThat(process.kill()).as("it lived until it was killed").isTrue();
          kills.add(Instant.now());
        }
      }
      try (ChildProcess process = start(broker)) {
        written.join();
        awaitEnds(broker, desks.written().size(), process);
      }
      ToldOnceCheck.Outcome outcome =
          ToldOnceCheck.evaluate(broker.connection(), desks.written(), receipts.all(), kills);
      System.err.printf(
          "killed notifier: seed %d, %d kills, %d alerts in %d messages, %d of them for several"
              + " deliveries; %d came again after a kill%n",
          SEED,
          kills.size(),
          desks.written().size(),
          outcome.messages(),
          outcome.grouped(),
          outcome.repeats());
      assertThat(outcome.faults()).isEmpty();
      assertThat(outcome.grouped()).isPositive();
    }
  }

  private ChildProcess start(EmbeddedBroker broker) throws IOException {
    return new NotifierProcess.Start(
            broker.bootstrapServers(), 1, clock, "noting", List.of("-Xmx256m"))
        .run(directory.resolve("notifier.log"));
  }

  private void writeAll(TimedDesks desks, TopicWriter writer) {
    while (desks.written().size() < ALERTS) {
      desks
          .createNext(clock.instant())
          .forEach(alert -> writer.write(Catalogue.live().alerts(), alert));
      LockSupport.parkNanos(BETWEEN_ALERTS.toNanos());
    }
  }

  /// The time of the kill itself is under test, so these sleeps are not waits for a condition.
  private void awaitMoment(int kill, ChildProcess process, NotedReceipts receipts)
      throws InterruptedException {
    if (kill % 5 == 4) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(3_000));
      return;
    }
    process.awaitLine(line -> line.startsWith("ready"), PATIENCE);
    if (kill % 2 == 0) {
      receipts.awaitGrouped(Duration.ofSeconds(20));
      TimeUnit.MILLISECONDS.sleep(random.nextInt(150));
    } else {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(4_000));
    }
  }

  private void requireAlive(ChildProcess process) throws IOException {
    if (!process.isAlive()) {
      List<String> log = Files.readAllLines(directory.resolve("notifier.log"));
      throw new AssertionError(
          "it ended by itself; it printed %s and logged last:%n%s"
              .formatted(
                  process.lines(),
                  String.join("\n", log.subList(Math.max(0, log.size() - 40), log.size()))));
    }
  }

  private void awaitEnds(EmbeddedBroker broker, int count, ChildProcess process) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .failFast("the notifier lives", () -> requireAlive(process))
        .untilAsserted(
            () -> {
              Map<String, DeliverySummary> newest = new HashMap<>();
              TopicScan.of(broker.connection(), Catalogue.live().deliverySummaries())
                  .readValues(one -> newest.put(one.id(), one));
              assertThat(newest.values())
                  .filteredOn(one -> !one.isMessage())
                  .hasSize(count)
                  .allMatch(one -> one.status() == Delivery.Status.DELIVERED);
              assertThat(newest.values()).allMatch(one -> one.status().isTerminal());
            });
  }
}
