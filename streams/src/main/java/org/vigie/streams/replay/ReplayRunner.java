package org.vigie.streams.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.SubscriptionHistory;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.streams.replay.Replay.ReplayRequest;
import org.vigie.streams.stage.StageCounts;
import org.vigie.streams.topology.DeadLetterHandlers;
import org.vigie.streams.topology.KafkaAdmin;
import org.vigie.streams.topology.StreamsApplication;
import org.vigie.streams.topology.StreamsConfiguration;
import org.vigie.streams.topology.VigieTopology;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Deadline;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicScan;

/// Runs the topology of one replay until its input is used up, then deletes everything but the
/// results.
record ReplayRunner(
    KafkaConnection connection, Catalogue catalogue, Path stateDirectory, Clock clock) {
  private static final Duration NO_PROGRESS = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofMillis(100);

  private static String applicationId(String run) {
    return "vigie-replay-" + run;
  }

  /// @param progress told several times a second how many item versions are decided; what it throws
  ///     ends the run
  void run(ReplayRequest request, TextAnalyser analyser, LongConsumer progress) {
    StreamsConfiguration configuration = new StreamsConfiguration(runDirectory(request.run()), 1);
    StageCounts counts = new StageCounts();
    Topology topology =
        new VigieTopology(
                new VigieTopology.TopologyDependencies(
                    catalogue,
                    new VigieTopology.EntryPoint.ArchivedItems(request.from()),
                    analyser,
                    new SubscriptionHistory(new SubscriptionIndex()),
                    counts))
            .get();
    DeadLetterHandlers deadLetterHandlers =
        new DeadLetterHandlers(catalogue.rejected(), counts, clock);
    Properties properties =
        configuration.createProperties(
            connection.streamsSettings(applicationId(request.run())), deadLetterHandlers);
    try (StreamsApplication application =
        new StreamsApplication(topology, properties, deadLetterHandlers, () -> true, clock)) {
      application.start();
      awaitEndOfInput(request.run(), application, progress);
    } finally {
      cleanUp(request.run());
    }
  }

  /// Waits for each stage in order: once the previous stage has committed its last record, its
  /// output is complete.
  private void awaitEndOfInput(String run, StreamsApplication application, LongConsumer progress) {
    try (Admin admin = Admin.create(connection.adminSettings());
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                connection.readerSettings(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      for (KafkaTopic<?> topic :
          List.of(catalogue.items(), catalogue.decided(), catalogue.matches())) {
        for (int partition = 0; partition < topic.partitions(); partition++) {
          TopicPartition input = new TopicPartition(topic.name(), partition);
          Deadline.none()
              .await(
                  STEP,
                  () -> {
                    progress.accept(
                        readCommittedOffset(
                            admin, run, new TopicPartition(catalogue.items().name(), 0)));
                    boolean left =
                        hasRecordsFrom(
                            consumer,
                            topic,
                            input.partition(),
                            readCommittedOffset(admin, run, input));
                    if (left) {
                      checkRunning(run, application);
                    }
                    return !left;
                  });
        }
      }
    }
  }

  private static long readCommittedOffset(Admin admin, String run, TopicPartition partition) {
    Map<TopicPartition, OffsetAndMetadata> all =
        KafkaAdmin.readCommittedOffsets(admin, applicationId(run));
    OffsetAndMetadata offset = all.get(partition);
    return offset == null ? 0 : offset.offset();
  }

  /// Looks for a record instead of comparing offsets, because the last offsets may belong to
  /// transaction markers, which are never committed.
  private static boolean hasRecordsFrom(
      KafkaConsumer<byte[], byte[]> consumer, KafkaTopic<?> topic, int partition, long offset) {
    return !TopicScan.of(consumer, topic)
        .partition(partition)
        .from(offset)
        .giveUpAfter(NO_PROGRESS)
        .isEmpty();
  }

  private static void checkRunning(String run, StreamsApplication application) {
    State state = application.state();
    if (state.hasCompletedShutdown() || state == State.PENDING_ERROR) {
      throw new IllegalStateException(
          "replay " + run + " stopped before its end: " + application.lastFailure());
    }
  }

  /// Deletes what the application needed for itself: consumer group, changelogs, state directory.
  void cleanUp(String run) {
    try (Admin admin = Admin.create(connection.adminSettings())) {
      List<String> own =
          KafkaAdmin.awaitResult(admin.listTopics().names()).stream()
              .filter(
                  name -> name.startsWith(applicationId(run) + "-") && name.endsWith("-changelog"))
              .toList();
      KafkaAdmin.awaitResult(admin.deleteTopics(own).all());
      KafkaAdmin.awaitNoMembers(admin, applicationId(run));
      deleteGroup(admin, applicationId(run));
    }
    deleteDirectory(runDirectory(run));
  }

  private static void deleteGroup(Admin admin, String group) {
    try {
      KafkaAdmin.awaitResult(admin.deleteConsumerGroups(List.of(group)).all());
    } catch (GroupIdNotFoundException e) {
      // The group never committed an offset.
    }
  }

  private Path runDirectory(String run) {
    return stateDirectory.resolve(applicationId(run));
  }

  private static void deleteDirectory(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }
}
