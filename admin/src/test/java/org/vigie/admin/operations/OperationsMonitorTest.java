package org.vigie.admin.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.admin.Admin;
import org.vigie.admin.FeedRequest;
import org.vigie.admin.operations.OperationsReport.StepLatency;
import org.vigie.admin.operations.OperationsReport.TopicThroughput;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.broker.EmbeddedBroker;
import org.vigie.model.Alert;
import org.vigie.model.Delivery;
import org.vigie.testkit.SampleAlerts;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Json;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

class OperationsMonitorTest {
  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static Admin admin;
  private static final Clock CLOCK = Clock.systemUTC();

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory);
    new TopicAdmin(broker.connection()).createAndCheck(Catalogue.live());
    admin = new Admin(broker.connection(), TopicPacks::bundled, CLOCK);
    admin.feeds().add(List.of(FeedRequest.of("https://phare.example/rss").toFeed()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  private static Delivery writeAlertAndDelivery(TopicWriter writer, String story) {
    Alert alert = SampleAlerts.alert().story(story).time(CLOCK.instant()).build();
    writer.write(Catalogue.live().alerts(), alert).join();
    Delivery delivery = Delivery.createPending(alert, "hook", CLOCK.instant());
    writer.write(Catalogue.live().deliveries(), delivery).join();
    return delivery;
  }

  @Test
  void measuresWhatComes() {
    try (TopicWriter writer = TopicWriter.open(broker.connection());
        OperationsSampler sampler =
            OperationsSampler.open(admin, broker.connection(), () -> 77, CLOCK)) {
      Delivery delivery = writeAlertAndDelivery(writer, "first");
      OperationsReport first = sampler.measure();
      assertThat(first.problem()).isNull();
      assertThat(first.deliveries()).containsEntry("waiting", 1L).containsEntry("delivered", 0L);
      assertThat(first.feeds()).containsEntry("not polled yet", 1L).containsEntry("ok", 0L);
      assertThat(first.disk().index()).isEqualTo(77);
      assertThat(first.disk().kafka()).isPositive();
      assertThat(first.topics())
          .hasSameSizeAs(Catalogue.live().all())
          .allSatisfy(topic -> assertThat(topic.perSecond()).isNull())
          .allSatisfy(topic -> assertThat(topic.bytes()).isNotNull());
      writer
          .write(
              Catalogue.live().deliveries(),
              delivery
                  .withAttempt(CLOCK.instant())
                  .withFinalStatus(Delivery.Status.DELIVERED, null))
          .join();

      OperationsReport second = sampler.measure();
      assertThat(second.deliveries()).containsEntry("waiting", 0L).containsEntry("delivered", 1L);
      assertThat(second.latency()).extracting(StepLatency::count).containsExactly(0, 1, 1);
      assertThat(second.topics())
          .filteredOn(topic -> topic.topic().equals(Catalogue.live().deliveries().name()))
          .singleElement()
          .extracting(TopicThroughput::perSecond)
          .satisfies(rate -> assertThat(rate).isPositive());
      assertThat(Json.toText(second)).contains("\"step\":\"published-fetched\"");
    }
  }

  @Test
  void measuresInTheBackground() {
    try (OperationsMonitor monitor =
        new OperationsMonitor(admin, broker.connection(), () -> 0, CLOCK)) {
      assertThat(monitor.report().problem()).isEqualTo("nothing was measured yet");
      monitor.start();
      await().atMost(Duration.ofMinutes(1)).until(() -> monitor.report().problem() == null);
      assertThat(monitor.report().topics()).isNotEmpty();
    }
  }

  @Test
  void recoversByItself(@TempDir Path other) {
    try (EmbeddedBroker empty = EmbeddedBroker.start(other);
        Admin admin = new Admin(empty.connection(), TopicPacks::bundled, CLOCK);
        OperationsMonitor monitor =
            new OperationsMonitor(
                admin, empty.connection(), () -> 0, CLOCK, Duration.ofMillis(50))) {
      monitor.start();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !"nothing was measured yet".equals(monitor.report().problem()));
      assertThat(monitor.report().topics())
          .as("of a cluster that is older than this console")
          .allSatisfy(topic -> assertThat(topic.perSecond()).isNull());
      new TopicAdmin(empty.connection()).createAndCheck(Catalogue.live());
      await().atMost(Duration.ofMinutes(1)).until(() -> monitor.report().problem() == null);
      assertThat(monitor.report().deliveries()).containsEntry("waiting", 0L);
    }
  }

  @Test
  void saysThatKafkaIsAway() {
    KafkaConnection nobody = KafkaConnection.cluster("127.0.0.1:9", Map.of());
    try (Admin away = new Admin(nobody, TopicPacks::bundled, CLOCK);
        OperationsMonitor monitor = new OperationsMonitor(away, nobody, () -> 0, CLOCK)) {
      monitor.start();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> String.valueOf(monitor.report().problem()).contains("the cluster"));
    }
  }
}
