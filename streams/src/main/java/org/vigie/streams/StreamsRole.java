package org.vigie.streams;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.AudienceRules;
import org.vigie.analysis.alert.SubscriptionVersions;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.runtime.Health;
import org.vigie.runtime.Role;
import org.vigie.runtime.metrics.Metrics;
import org.vigie.streams.stage.StageCounts;
import org.vigie.streams.takeover.Takeover;
import org.vigie.streams.takeover.VersionConflictException;
import org.vigie.streams.topology.ApplicationId;
import org.vigie.streams.topology.DeadLetterHandlers;
import org.vigie.streams.topology.PredecessorRunningException;
import org.vigie.streams.topology.StreamsApplication;
import org.vigie.streams.topology.StreamsConfiguration;
import org.vigie.streams.topology.VigieTopology;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.FailureReason;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.KafkaTopic;
import org.vigie.wire.TopicAdmin;

/// The live application: reads readings, and writes items, decisions, stories, matches and alerts.
/// Any number of instances share the work, each with a state directory of its own.
///
/// At the start it creates missing Kafka topics, and takes over from an earlier version if this
/// version has never run. If the cluster does not answer, the role is not ready and goes on when it
/// does. It fails for good if a later version has taken over, or the data is of Vigie 0.1, or if
/// the application stops by itself
/// while the cluster answers.
///
/// The constructor does no I/O. Thread-safe.
public final class StreamsRole implements Role {
  /// Its name as a role.
  public static final String NAME = "streams";

  private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(200);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);
  private static final Logger log = LoggerFactory.getLogger(StreamsRole.class);

  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final Clock clock;
  private final Path stateDirectory;
  private final StreamsSettings settings;
  private final TextAnalyser analyser;
  private final StageCounts counts = new StageCounts();
  private final VigieTopology topology;
  private final DisabledSubscriptions disabledSubscriptions;
  private final SubscriptionStateWriter stateWriter;
  private final ClusterProbe probe;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private volatile @Nullable StreamsApplication application;
  private volatile @Nullable String failure;
  private volatile @Nullable String waitingFor;
  private volatile boolean preparing;
  private volatile @Nullable Thread thread;

  /// @param connection the Kafka cluster
  /// @param probe says whether the cluster answers; the caller starts and closes it
  /// @param catalogue the Kafka topics to read and write
  /// @param analyser classifies texts
  /// @param clock gives the time of decisions
  /// @param stateDirectory the directory of the state stores; created if missing
  /// @param settings the settings of this instance
  public StreamsRole(
      KafkaConnection connection,
      ClusterProbe probe,
      Catalogue catalogue,
      TextAnalyser analyser,
      Clock clock,
      Path stateDirectory,
      StreamsSettings settings) {
    this.connection = connection;
    this.probe = probe;
    this.catalogue = catalogue;
    this.clock = clock;
    this.stateDirectory = stateDirectory;
    this.settings = settings;
    this.analyser = analyser;
    SubscriptionIndex index = new SubscriptionIndex();
    topology =
        new VigieTopology(
            new VigieTopology.TopologyDependencies(
                catalogue,
                new VigieTopology.EntryPoint.LiveReadings(
                    clock, AudienceRules.live(settings.maxAge())),
                analyser,
                SubscriptionVersions.ofIndex(index),
                counts));
    disabledSubscriptions = new DisabledSubscriptions(topology.subscriptionStore(), index);
    stateWriter =
        new SubscriptionStateWriter(
            connection, catalogue.subscriptionStates(), disabledSubscriptions::find, clock);
    topology.subscriptionStore().setListener(stateWriter::signalChange);
  }

  /// The application id of a topology version. It is also the consumer group, and the prefix of the
  /// application's internal Kafka topics.
  public static String applicationId(int version) {
    return ApplicationId.of(version);
  }

  /// True if one consumer group belongs to a later version of this application than the other;
  /// false if either belongs to another application.
  public static boolean isSuccessor(String group, String of) {
    OptionalInt later = ApplicationId.parseVersion(group);
    OptionalInt earlier = ApplicationId.parseVersion(of);
    return later.isPresent() && earlier.isPresent() && later.getAsInt() > earlier.getAsInt();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException("the streams start once");
    }
    thread = Thread.ofPlatform().daemon().name("streams-role").start(this::run);
  }

  private void run() {
    while (!isStopped() && failure == null) {
      try {
        prepare();
        runApplication();
      } catch (TopicAdmin.Drift | VersionConflictException e) {
        log.error("the streams have failed: {}", e.getMessage());
        fail(e);
      } catch (KafkaException | PredecessorRunningException e) {
        waitFor(e);
      } catch (RuntimeException | Error e) {
        log.error("the streams have failed", e);
        fail(e);
      }
    }
  }

  private void fail(Throwable cause) {
    if (!isStopped()) {
      failure =
          Objects.requireNonNullElseGet(cause.getMessage(), () -> FailureReason.describe(cause));
    }
  }

  private void waitFor(RuntimeException cause) {
    String reason = FailureReason.describe(cause);
    if (!isStopped() && !reason.equals(waitingFor)) {
      log.warn("the streams cannot work and try again: {}", reason);
    }
    waitingFor = reason;
    pause(RETRY_PAUSE);
  }

  private void prepare() {
    preparing = true;
    try {
      if (!isStopped()) {
        new TopicAdmin(connection).createAndCheck(catalogue);
        new Takeover(connection, catalogue, clock).prepareVersion(settings.version());
      }
    } finally {
      preparing = false;
    }
  }

  /// Runs the application until the stop, or until it ends by itself.
  private void runApplication() {
    if (isStopped()) {
      return;
    }
    DeadLetterHandlers deadLetterHandlers =
        new DeadLetterHandlers(catalogue.rejected(), counts, clock);
    StreamsApplication started =
        new StreamsApplication(
            topology.get(),
            createProperties(deadLetterHandlers),
            deadLetterHandlers,
            this::isAnswering,
            clock);
    application = started;
    try {
      started.start();
      stateWriter.start();
      waitingFor = null;
      while (!isStopped() && !started.hasEnded()) {
        pause(CHECK_INTERVAL);
      }
      if (!isStopped()) {
        handleEnd(started);
      }
    } finally {
      if (failure == null) {
        application = null;
        started.close();
      }
    }
  }

  private void handleEnd(StreamsApplication ended) {
    String cause = Objects.requireNonNullElse(ended.lastFailure(), "they have stopped");
    if (ended.hasLostCluster()) {
      waitingFor = cause;
      pause(RETRY_PAUSE);
    } else {
      failure = cause;
    }
  }

  private Properties createProperties(DeadLetterHandlers deadLetterHandlers) {
    return new StreamsConfiguration(stateDirectory, settings.threads())
        .createProperties(
            connection.streamsSettings(applicationId(settings.version())), deadLetterHandlers);
  }

  private boolean isAnswering() {
    return probe.problem() == null;
  }

  private boolean isStopped() {
    return stopRequested.getCount() == 0;
  }

  private void pause(Duration length) {
    try {
      stopRequested.await(length.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopRequested.countDown();
    }
  }

  /// True if this instance processes news: it runs at least one task, or all of them if it is the
  /// only instance. Says nothing about whether the cluster answers.
  public boolean isReady() {
    int tasks = countRunningTasks();
    return settings.singleInstance() ? tasks == countAllTasks() : tasks > 0;
  }

  /// The number of tasks that run in this instance; 0 also while any task is being restored.
  public int countRunningTasks() {
    StreamsApplication running = application;
    return running == null ? 0 : running.findRunningTasks().size();
  }

  private int countAllTasks() {
    return Stream.of(catalogue.readings(), catalogue.decided(), catalogue.matches())
        .mapToInt(KafkaTopic::partitions)
        .sum();
  }

  @Override
  public Health health() {
    StreamsApplication running = application;
    return assess(running)
        .withDetail("state", running == null ? "NOT_RUNNING" : running.state().toString())
        .withDetail("tasks", countRunningTasks())
        .withDetail("disabledSubscriptions", disabledSubscriptions.countRecently())
        .withDetail("packs", analyser.packsHash());
  }

  private static @Nullable String findWarning(StreamsApplication running) {
    String refused = running.warning();
    String death = running.lastFailure();
    return refused != null || death == null ? refused : "a thread died and was replaced: " + death;
  }

  private Health assess(@Nullable StreamsApplication running) {
    String failed = failure;
    String unreachable = probe.problem();
    if (failed != null) {
      return Health.failed(failed);
    }
    if (thread == null || isStopped()) {
      return Health.notReady(thread == null ? "not started" : "stopped");
    }
    if (unreachable != null) {
      return Health.notReady(unreachable);
    }
    if (isReady()) {
      return new Health(
          Health.Readiness.READY, running == null ? null : findWarning(running), Map.of());
    }
    String waiting = waitingFor;
    return Health.notReady(
        running == null
            ? Objects.requireNonNullElse(waiting, "prepares its Kafka topics and its state")
            : "its tasks are being assigned or restored");
  }

  /// The counts of every stage since the start.
  public StageCounts counts() {
    return counts;
  }

  /// Adds the numbers of this instance.
  public void registerMetrics(Metrics metrics) {
    StreamsMetrics.register(metrics, counts);
    metrics.registerGauge(
        "vigie_streams_running_tasks",
        "Tasks of the topology that run in this instance.",
        this::countRunningTasks);
    metrics.registerGauge(
        "vigie_streams_disabled_subscriptions",
        "Subscriptions whose rule cannot be read; they match nothing.",
        disabledSubscriptions::countRecently);
    metrics.registerGauge(
        "vigie_streams_topic_packs",
        "1, with the hash of all topic packs in force.",
        Map.of("hash", analyser.packsHash()),
        () -> 1);
  }

  /// Stops the application and leaves the consumer group; waits some 10 s at most.
  @Override
  public synchronized void close() {
    stopRequested.countDown();
    Thread running = thread;
    if (running == null) {
      return;
    }
    if (preparing) {
      // It may wait for Kafka.
      running.interrupt();
    }
    StreamsApplication open = application;
    if (open != null) {
      open.close();
    }
    stateWriter.close();
    try {
      if (!running.join(STOP_TIMEOUT)) {
        log.warn("the streams do not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
