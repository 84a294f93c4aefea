package org.vigie.streams.topology;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.streams.store.RocksDbLibrary;
import org.vigie.wire.FailureReason;

/// One running topology. A stream thread that dies is replaced, because most causes are temporary
/// (a fenced producer, a lost broker). If more than five threads die within one minute while the
/// cluster answers, the application stops and reports the cause.
public final class StreamsApplication implements AutoCloseable {
  /// More thread failures than this within the window are treated as permanent.
  private static final int MAX_THREAD_FAILURES = 5;

  private static final Duration FAILURE_WINDOW = Duration.ofMinutes(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final Logger log = LoggerFactory.getLogger(StreamsApplication.class);

  private final KafkaStreams streams;
  private final Clock clock;
  private final DeadLetterHandlers deadLetterHandlers;
  private final Deque<Instant> threadFailures = new ArrayDeque<>();
  private final BooleanSupplier clusterAnswers;
  private volatile @Nullable String failure;
  private volatile boolean lostCluster;

  /// @param clusterAnswers false if the cluster cannot be reached now: what dies then is no
  ///     lasting failure
  public StreamsApplication(
      Topology topology,
      Properties configuration,
      DeadLetterHandlers deadLetterHandlers,
      BooleanSupplier clusterAnswers,
      Clock clock) {
    this.clock = clock;
    this.clusterAnswers = clusterAnswers;
    this.deadLetterHandlers = deadLetterHandlers;
    RocksDbLibrary.unpackInto(Path.of(configuration.getProperty(StreamsConfig.STATE_DIR_CONFIG)));
    streams = new KafkaStreams(topology, configuration);
    streams.setUncaughtExceptionHandler(this::handleThreadFailure);
  }

  public void start() {
    streams.start();
  }

  private StreamThreadExceptionResponse handleThreadFailure(Throwable death) {
    String stopped = deadLetterHandlers.stopReason();
    if (stopped != null) {
      failure = stopped;
      log.atError().addKeyValue("problem", stopped).log("the topology stops");
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    failure = FailureReason.describe(death);
    lostCluster = !clusterAnswers.getAsBoolean();
    boolean lasting = !lostCluster && recordThreadFailure(clock.instant());
    log.atError()
        .setCause(death)
        .addKeyValue("lasting", lasting)
        .log("a thread of the topology died");
    return lasting
        ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
        : StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private synchronized boolean recordThreadFailure(Instant now) {
    threadFailures.addLast(now);
    while (threadFailures.getFirst().isBefore(now.minus(FAILURE_WINDOW))) {
      threadFailures.removeFirst();
    }
    return threadFailures.size() > MAX_THREAD_FAILURES;
  }

  /// True if the application has stopped by itself.
  public boolean hasEnded() {
    State now = streams.state();
    return now == State.ERROR || now == State.NOT_RUNNING;
  }

  /// True if the cluster could not be reached when a thread last died, so that a new start may
  /// help.
  public boolean hasLostCluster() {
    return lostCluster;
  }

  public State state() {
    return streams.state();
  }

  /// Why a thread last died; null if none has.
  @Nullable
  public String lastFailure() {
    return failure;
  }

  /// What an operator should look at although the application works; null if there is nothing.
  public @Nullable String warning() {
    return deadLetterHandlers.warning();
  }

  /// The active tasks of this instance; empty unless the application is in the state RUNNING, so
  /// also while any task is being restored.
  public Set<TaskId> findRunningTasks() {
    if (streams.state() != State.RUNNING) {
      return Set.of();
    }
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .map(TaskMetadata::taskId)
        .collect(Collectors.toSet());
  }

  /// Stops and leaves the consumer group, so that the next start does not have to wait for the
  /// session timeout. Waits at most 10 s.
  @Override
  public void close() {
    CloseOptions leaving =
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(CLOSE_TIMEOUT);
    if (!streams.close(leaving)) {
      log.atWarn().log("the topology did not stop in time");
    }
  }
}
