package org.vigie.admin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.vigie.model.Reading;
import org.vigie.streams.StreamsRole;
import org.vigie.wire.Catalogue;
import org.vigie.wire.Deadline;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;

/// Compares the committed offsets of the streams with the end offsets of the readings.
public final class StreamsProgress {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final String group;
  private final KafkaTopic<Reading> readingsTopic = Catalogue.live().readings();

  /// Opens nothing yet.
  ///
  /// @param version of the topology whose consumer group is observed
  public StreamsProgress(KafkaConnection connection, int version) {
    this.connection = connection;
    group = StreamsRole.applicationId(version);
  }

  /// The wait between two looks.
  @FunctionalInterface
  public interface PauseStep {
    /// Waits for this time at most.
    ///
    /// @return true if the caller shall give up
    boolean await(Duration atMost) throws InterruptedException;
  }

  /// Waits until the streams have accepted all readings that are written at the time of the call.
  ///
  /// @param check run before each look; what it throws ends the waiting
  /// @return false if the time passed or `pause` gave up before
  /// @throws AdminException.KafkaUnavailable if Kafka does not answer
  public boolean awaitAccepted(Duration atMost, PauseStep pause, Runnable check)
      throws InterruptedException {
    Deadline deadline = Deadline.after(atMost);
    try (Admin admin = Admin.create(connection.adminSettings())) {
      Map<TopicPartition, ListOffsetsResultInfo> ends = readEndOffsets(admin);
      while (!hasReached(ends, readCommittedOffsets(admin))) {
        check.run();
        if (deadline.hasPassed() || pause.await(POLL_INTERVAL)) {
          return false;
        }
      }
      return true;
    } catch (ExecutionException e) {
      throw new AdminException.KafkaUnavailable(
          "Kafka does not say how far the streams are: " + e.getCause(), e);
    }
  }

  private Map<TopicPartition, ListOffsetsResultInfo> readEndOffsets(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    IntStream.range(0, readingsTopic.partitions())
        .forEach(
            partition ->
                latest.put(
                    new TopicPartition(readingsTopic.name(), partition), OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get();
  }

  private Map<TopicPartition, OffsetAndMetadata> readCommittedOffsets(Admin admin)
      throws ExecutionException, InterruptedException {
    return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
  }

  private static boolean hasReached(
      Map<TopicPartition, ListOffsetsResultInfo> ends,
      Map<TopicPartition, OffsetAndMetadata> committed) {
    return ends.entrySet().stream()
        .allMatch(
            end -> {
              OffsetAndMetadata at = committed.get(end.getKey());
              return end.getValue().offset() == 0
                  || (at != null && at.offset() >= end.getValue().offset());
            });
  }
}
