package org.vigie.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;
import org.vigie.testkit.ChildProcess;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

class EmbeddedBrokerTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Catalogue CATALOGUE = Catalogue.live();
  private static final Feed FEED =
      Feed.of(URI.create("http://a.test/rss"), Outlet.named("Le Phare"), "Le Phare", null);

  @TempDir Path directory;

  /// The process of the broker that is killed; it prints its address.
  static final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
      EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
      System.out.println(broker.bootstrapServers());
      Thread.currentThread().join();
    }
  }

  @Test
  void keepsRecordsAndOffsetsThroughARestart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      new TopicAdmin(broker.connection()).createAndCheck(CATALOGUE);
      writeFeed(broker.connection(), FEED);
      consumeAndCommit(broker.connection());
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.connection().adminSettings())) {
      assertThat(readFeeds(broker.connection())).containsExactly(Map.entry(FEED.id(), FEED));
      assertThat(
              admin
                  .listConsumerGroupOffsets("readers")
                  .partitionsToOffsetAndMetadata()
                  .get()
                  .values())
          .extracting(OffsetAndMetadata::offset)
          .contains(1L);
    }
  }

  @Test
  void startsAfterAKillWithWhatWasAcknowledged() throws Exception {
    try (ChildProcess child = ChildProcess.startJava(BrokerProcess.class, directory.toString())) {
      String address = child.awaitLine(line -> line.startsWith("127.0.0.1:"), TIMEOUT);
      KafkaConnection connection = KafkaConnection.embedded(address);
      new TopicAdmin(connection).createAndCheck(CATALOGUE);
      writeFeed(connection, FEED);
      assertThatExceptionOfType(EmbeddedBroker.DirectoryInUseException.class)
          .isThrownBy(() -> EmbeddedBroker.start(directory))
          .withMessage("another broker runs on %s (process %d)", directory, child.pid());
      KafkaConsumer<byte[], byte[]> member = openConsumer(connection);
      readAndCommit(member);
      child.kill();
      member.close(CloseOptions.timeout(Duration.ZERO));
      assertThat(KafkaConnection.find(null, Map.of(), directory)).isEmpty();
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.connection().adminSettings())) {
      assertThat(readFeeds(broker.connection())).containsExactly(Map.entry(FEED.id(), FEED));
      assertThat(admin.describeConsumerGroups(List.of("readers")).all().get().values())
          .singleElement()
          .satisfies(group -> assertThat(group.members()).isEmpty());
    }
  }

  @Test
  void saysWhatIsLostWhereAFileWasCutAfterACleanStop() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      new TopicAdmin(broker.connection()).createAndCheck(CATALOGUE);
      writeFeed(broker.connection(), FEED);
      writeFeed(broker.connection(), FEED);
      consumeAndCommit(broker.connection());
      assertThat(broker.lostRecords()).isEmpty();
    }
    cutFeeds();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertLost(broker, "; read before by readers");
      // The next record takes the offset of the lost one: it must be found, and be read by all.
      Feed next = Feed.of(FEED.address(), FEED.outlet(), "La Vigie", null);
      writeFeed(broker.connection(), next);
      assertThat(readFeeds(broker.connection())).containsExactly(Map.entry(FEED.id(), next));
      consumeAndCommit(broker.connection());
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThat(broker.lostRecords()).isEmpty();
    }
  }

  @Test
  void saysWhatIsLostWhereAFileWasCutAfterAKill() throws Exception {
    try (ChildProcess child = ChildProcess.startJava(BrokerProcess.class, directory.toString())) {
      String address = child.awaitLine(line -> line.startsWith("127.0.0.1:"), TIMEOUT);
      KafkaConnection connection = KafkaConnection.embedded(address);
      new TopicAdmin(connection).createAndCheck(CATALOGUE);
      writeFeed(connection, FEED);
      writeFeed(connection, FEED);
      KafkaConsumer<byte[], byte[]> member = openConsumer(connection);
      readAndCommit(member);
      await()
          .atMost(TIMEOUT)
          .until(() -> LogEnds.readAcknowledged(directory.resolve("kafka")).containsValue(2L));
      child.kill();
      member.close(CloseOptions.timeout(Duration.ZERO));
    }
    cutFeeds();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory);
        Admin admin = Admin.create(broker.connection().adminSettings())) {
      assertLost(broker, "; read before by readers");
      assertThat(
              admin
                  .listConsumerGroupOffsets("readers")
                  .partitionsToOffsetAndMetadata()
                  .get()
                  .values())
          .as("its member was alive at the kill")
          .extracting(OffsetAndMetadata::offset)
          .contains(1L)
          .doesNotContain(2L);
    }
  }

  @Test
  void describesWhatNobodyHadRead() {
    assertThat(new LostRecords("vigie.alerts", 3, 40, 42, List.of()).describe())
        .isEqualTo(
            "vigie.alerts-3 lost 2 records (offsets 40 to 41): its file was cut or damaged; nobody"
                + " had read them yet");
  }

  private static void assertLost(EmbeddedBroker broker, String end) {
    assertThat(broker.lostRecords())
        .singleElement()
        .extracting(LostRecords::describe)
        .asString()
        .matches("vigie.feeds-\\d lost 1 record \\(offset 1\\): its file was cut or damaged" + end);
  }

  /// Cuts the last bytes of the records of feeds.
  private void cutFeeds() throws IOException {
    Path log;
    try (Stream<Path> files = Files.walk(directory.resolve("kafka"))) {
      log =
          files
              .filter(file -> file.toString().contains("vigie.feeds-"))
              .filter(file -> file.toString().endsWith(".log") && file.toFile().length() > 0)
              .findFirst()
              .orElseThrow();
    }
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 30);
    }
  }

  @Test
  void publishesItsAddressWhileItRuns() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      assertThat(KafkaConnection.find(null, Map.of(), directory))
          .hasValueSatisfying(
              found -> {
                assertThat(found.bootstrapServers()).isEqualTo(broker.bootstrapServers());
                assertThat(found.isEmbedded()).isTrue();
              });
      assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
      assertThatExceptionOfType(EmbeddedBroker.DirectoryInUseException.class)
          .isThrownBy(() -> EmbeddedBroker.start(directory))
          .withMessageContaining("process " + ProcessHandle.current().pid());
    }
    assertThat(directory.resolve(KafkaConnection.ADDRESS_FILE)).doesNotExist();
    assertThat(KafkaConnection.find(null, Map.of(), directory)).isEmpty();
  }

  @Test
  void leavesNothingRunningWhereItsAddressFileCannotBeChanged() throws Exception {
    Path inTheWay = Files.createDirectories(directory.resolve("broker.address.new"));
    Set<Thread> before = liveThreads();

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> EmbeddedBroker.start(directory))
        .withMessageContaining("cannot write");

    awaitNoNewThreads(before);
    Files.delete(inTheWay);
    EmbeddedBroker broker = EmbeddedBroker.start(directory);
    Path address = directory.resolve(KafkaConnection.ADDRESS_FILE);
    Files.delete(address);
    Path foreign = Files.createDirectories(address).resolve("foreign");
    Files.createFile(foreign);

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(broker::close)
        .withMessageContaining("cannot remove");

    awaitNoNewThreads(before);
  }

  @Test
  void refusesADirectoryThatHoldsForeignFiles() throws Exception {
    Path storage = Files.createDirectories(directory.resolve("kafka"));
    Path strange = Files.writeString(storage.resolve("notes.txt"), "keep me");

    assertThatIllegalStateException()
        .isThrownBy(() -> EmbeddedBroker.start(directory))
        .withMessageContaining("no meta.properties");
    assertThat(strange).hasContent("keep me");
  }

  @Test
  void leavesNothingRunningIfTheStorageBelongsToAnotherNode() throws Exception {
    EmbeddedBroker.start(directory).close();
    Path meta = directory.resolve("kafka/meta.properties");
    String original = Files.readString(meta);
    Files.writeString(meta, original.replace("node.id=1", "node.id=7"));
    Set<Thread> before = liveThreads();

    assertThatIllegalStateException()
        .isThrownBy(() -> EmbeddedBroker.start(directory))
        .withMessageContaining("node");

    awaitNoNewThreads(before);
    Files.writeString(meta, original);
    EmbeddedBroker.start(directory).close();
    awaitNoNewThreads(before);
  }

  @Test
  void leavesNothingRunningIfAPortIsTaken() {
    Path storage = StorageDirectory.formatIfNew(directory.resolve("kafka"));
    try (EmbeddedBroker other = EmbeddedBroker.start(directory.resolve("other"))) {
      int taken = Integer.parseInt(other.bootstrapServers().split(":")[1]);
      Set<Thread> before = liveThreads();

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  KafkaNode.start(
                      storage, new BrokerPorts(taken, BrokerPorts.findFree().controller())));

      awaitNoNewThreads(before);
    }
  }

  private static void awaitNoNewThreads(Set<Thread> before) {
    await()
        .atMost(TIMEOUT)
        .pollInSameThread()
        .untilAsserted(() -> assertThat(newNonDaemonThreads(before)).isEmpty());
  }

  private static Set<Thread> liveThreads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  /// New threads that would keep the process alive.
  private static Set<String> newNonDaemonThreads(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread) && !thread.isDaemon())
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }

  private static void writeFeed(KafkaConnection connection, Feed feed) throws Exception {
    try (TopicWriter writer = TopicWriter.open(connection)) {
      writer.write(CATALOGUE.feeds(), feed).get(60, TimeUnit.SECONDS);
    }
  }

  private static void consumeAndCommit(KafkaConnection connection) {
    try (KafkaConsumer<byte[], byte[]> consumer = openConsumer(connection)) {
      readAndCommit(consumer);
    }
  }

  private static KafkaConsumer<byte[], byte[]> openConsumer(KafkaConnection connection) {
    Map<String, Object> settings = connection.consumerSettings("readers");
    // Longer than a start takes: a member that expires proves nothing.
    settings.put("session.timeout.ms", "300000");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static void readAndCommit(KafkaConsumer<byte[], byte[]> consumer) {
    consumer.subscribe(List.of(CATALOGUE.feeds().name()));
    await()
        .atMost(TIMEOUT)
        .pollInSameThread()
        .until(
            () -> {
              ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
              consumer.commitSync(records.nextOffsets());
              return !records.isEmpty();
            });
  }

  private static Map<String, Feed> readFeeds(KafkaConnection connection) {
    return TopicScan.of(connection, CATALOGUE.feeds())
        .onUnreadable(
            letter -> {
              throw new AssertionError(letter.reason());
            })
        .latest();
  }
}
