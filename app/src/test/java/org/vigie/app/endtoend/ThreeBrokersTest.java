package org.vigie.app.endtoend;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.admin.RequestStore;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicWriter;

/// Three brokers survive the loss of one. Runs under `-Pproof`, since three brokers and the roles
/// need more of a machine than a build should take.
@NeedsDocker
@Tag("proof")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThreeBrokersTest {
  private static final int MAX_WAIT_SECONDS = 180;
  private static final int PHASE = 60;

  private final Catalogue catalogue = Catalogue.live();
  private final ThreeBrokers brokers;
  private final KafkaConnection connection;

  ThreeBrokersTest() throws Exception {
    brokers = new ThreeBrokers();
    connection = brokers.connection();
  }

  @BeforeAll
  void startBrokers() {
    brokers.start();
  }

  @AfterAll
  void stopBrokers() {
    brokers.close();
  }

  @Test
  void losesAndRepeatsNothingWhileABrokerDiesAndComesBack(@TempDir Path directory)
      throws Exception {
    new TopicAdmin(connection).createAndCheck(catalogue);
    InMemorySender postbox = new InMemorySender();
    try (TestFeedServer newsstand = TestFeedServer.open(12);
        RunningRoles roles = new RunningRoles(connection, directory, postbox);
        ScheduledExecutorService press = Executors.newSingleThreadScheduledExecutor()) {
      try (RequestStore requests = new RequestStore(connection)) {
        requests.addMissingFeeds(newsstand.createFeeds());
        requests.writeSubscription(
            EndToEndContract.subscription(EndToEndContract.TRUCES, "ceasefire", null));
      }
      roles.startAll();
      assertThat(copies()).allMatch(partition -> partition.replicas().size() == 3);

      Future<?> news =
          press.scheduleWithFixedDelay(() -> newsstand.publishTruces(1), 0, 100, MILLISECONDS);
      awaitAlerted(postbox, PHASE);
      int victim = busiestLeader();
      brokers.kill(victim);
      await("broker " + victim + " is missed")
          .atMost(MAX_WAIT_SECONDS, SECONDS)
          .until(() -> copies().stream().noneMatch(partition -> inSync(partition, victim)));
      awaitAlerted(postbox, countAlerted(postbox) + PHASE);
      brokers.startAgain(victim);
      await("broker " + victim + " has caught up")
          .atMost(MAX_WAIT_SECONDS, SECONDS)
          .until(() -> copies().stream().allMatch(partition -> partition.isr().size() == 3));
      awaitAlerted(postbox, countAlerted(postbox) + PHASE);
      news.cancel(false);
      press.shutdown();
      assertThat(press.awaitTermination(10, SECONDS)).isTrue();

      List<String> published = newsstand.listTruceTitles();
      await("everything published is alerted")
          .atMost(MAX_WAIT_SECONDS, SECONDS)
          .until(() -> postbox.listTitles(EndToEndContract.TRUCES).containsAll(published));
      new DeliveryAssertions(connection)
          .assertEachDeliveredOnce(
              EndToEndContract.TRUCES, published, postbox.listTitles(EndToEndContract.TRUCES));
      System.err.printf(
          "three brokers: broker %d killed and started again, %d articles, %d alerts, %d sends%n",
          victim,
          published.size(),
          new DeliveryAssertions(connection).readAlerts(EndToEndContract.TRUCES).size(),
          countAlerted(postbox));
    }
  }

  @Test
  void writesAKafkaTopicOfOneCopyThoughTheBrokersWantTwo() throws Exception {
    Catalogue single = Catalogue.replay("single");
    new TopicAdmin(connection.withReplication(1)).createAndCheck(single);
    try (TopicWriter writer = TopicWriter.open(connection)) {
      writer
          .write(
              single.subscriptions(),
              EndToEndContract.subscription(EndToEndContract.TRUCES, "ceasefire", null))
          .get(60, SECONDS);
    }
  }

  @Test
  void refusesKafkaTopicsThatAreLessSafeThanWanted() {
    Catalogue weak = Catalogue.replay("weak");
    new TopicAdmin(connection.withReplication(1)).createAndCheck(weak);

    assertThatExceptionOfType(TopicAdmin.Drift.class)
        .isThrownBy(() -> new TopicAdmin(connection).createAndCheck(weak))
        .withMessageContaining("vigie.replay.weak.alerts: has 1 copies, wanted 3")
        .withMessageContaining("min.insync.replicas is 1, wanted at least 2");
  }

  private static void awaitAlerted(InMemorySender postbox, int count) {
    await(count + " articles are alerted")
        .atMost(MAX_WAIT_SECONDS, SECONDS)
        .until(() -> countAlerted(postbox) >= count);
  }

  private static int countAlerted(InMemorySender postbox) {
    return postbox.listTitles(EndToEndContract.TRUCES).size();
  }

  private static boolean inSync(TopicPartitionInfo partition, int broker) {
    return partition.isr().stream().anyMatch(node -> node.id() == broker);
  }

  /// The broker that leads most partitions of the pipeline and of Kafka's internal Kafka topics.
  private int busiestLeader() throws Exception {
    Map<Integer, Long> led =
        copies().stream()
            .map(partition -> partition.leader().id())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return led.entrySet().stream()
        .max(Comparator.comparing(Map.Entry::getValue))
        .orElseThrow()
        .getKey();
  }

  /// Every partition of every Kafka topic that the live pipeline depends on: the changelogs of the
  /// state stores, offsets and transactions too.
  private Collection<TopicPartitionInfo> copies() throws Exception {
    try (Admin admin = Admin.create(connection.adminSettings())) {
      List<String> names =
          admin
              .listTopics(new ListTopicsOptions().listInternal(true))
              .names()
              .get(60, SECONDS)
              .stream()
              .filter(name -> !name.startsWith("vigie.replay."))
              .toList();
      return admin.describeTopics(names).allTopicNames().get(60, SECONDS).values().stream()
          .map(TopicDescription::partitions)
          .flatMap(List::stream)
          .toList();
    }
  }
}
