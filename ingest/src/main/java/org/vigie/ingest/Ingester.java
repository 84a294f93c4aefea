package org.vigie.ingest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.ingest.poll.Poll;
import org.vigie.runtime.Health;
import org.vigie.runtime.Role;
import org.vigie.runtime.metrics.Metrics;
import org.vigie.wire.Catalogue;
import org.vigie.wire.ClusterProbe;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicAdmin;

/// Polls the requested feeds and publishes their entries as readings. Any number of ingesters share
/// the feeds of a cluster; if one dies, the others take its feeds over after its session timeout.
/// Added, changed and removed feeds take effect without a restart.
///
/// If the cluster does not answer, the ingester is not ready and goes on when it does. Missing
/// Kafka topics are created. [#health] and [#progress] are thread-safe.
public final class Ingester implements Role {
  /// Its name as a role.
  public static final String NAME = "ingest";

  private static final Logger log = LoggerFactory.getLogger(Ingester.class);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final PollLoop loop;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private final ClusterProbe probe;
  private final IngestStatus status = new IngestStatus();
  private volatile boolean preparing;
  private @Nullable Thread loopThread;

  /// Opens nothing before [#start()].
  ///
  /// @param probe says whether the cluster answers; the caller starts and closes it
  /// @param listener called for every poll whose readings and state Kafka has acknowledged, on the
  ///     ingester's own thread: it must return quickly
  public Ingester(
      KafkaConnection connection,
      ClusterProbe probe,
      Catalogue catalogue,
      IngestSettings settings,
      InstantSource clock,
      Consumer<Poll> listener) {
    this.connection = connection;
    this.probe = probe;
    this.catalogue = catalogue;
    loop = new PollLoop(connection, catalogue, settings, clock, createLoopListener(listener));
  }

  private PollLoop.Listener createLoopListener(Consumer<Poll> pollListener) {
    return new PollLoop.Listener() {
      @Override
      public void onTick(PollLoop.Tick tick) {
        status.recordTick(tick);
      }

      @Override
      public void onPoll(Poll poll) {
        pollListener.accept(poll);
      }
    };
  }

  @Override
  public String name() {
    return NAME;
  }

  /// Starts polling on threads of its own and returns at once.
  ///
  /// @throws IllegalStateException if it was started before
  @Override
  public synchronized void start() {
    if (loopThread != null) {
      throw new IllegalStateException("an ingester starts once");
    }
    status.recordStart();
    loopThread = Thread.ofPlatform().name("ingest").start(this::run);
  }

  @Override
  public Health health() {
    return status
        .assessHealth(probe.problem())
        .withDetail("unreadableRecords", loop.counts().unreadable());
  }

  /// How far it is with its feeds, as of the last loop pass.
  public IngestProgress progress() {
    return status.progress();
  }

  /// Adds the numbers of this ingester.
  public void registerMetrics(Metrics metrics) {
    loop.counts().register(metrics, this::progress);
  }

  private void run() {
    while (!isStopped()) {
      try {
        prepareTopics();
        loop.run(this::isStopped);
      } catch (TopicAdmin.Drift e) {
        log.error("ingest has failed: {}", e.getMessage());
        status.recordEnd(e.getMessage());
        return;
      } catch (Throwable e) {
        // Catches errors too: otherwise the loop would end while the ingester looks alive.
        if (!isStopped()) {
          status.logFailure(e);
        }
        status.recordFailure(e);
        pause(RETRY_PAUSE);
      }
    }
    status.recordStop();
  }

  private void prepareTopics() {
    preparing = true;
    try {
      if (!isStopped()) {
        new TopicAdmin(connection).createAndCheck(catalogue);
      }
    } finally {
      preparing = false;
    }
  }

  private boolean isStopped() {
    return stopRequested.getCount() == 0;
  }

  private void pause(Duration pause) {
    try {
      stopRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopRequested.countDown();
    }
  }

  /// Stops polling, leaves the consumer group and waits until both are done, usually within a
  /// second, at most 15 s.
  @Override
  public synchronized void close() {
    stopRequested.countDown();
    if (loopThread == null) {
      return;
    }
    if (preparing) {
      // It may wait for Kafka.
      loopThread.interrupt();
    }
    try {
      if (!loopThread.join(STOP_TIMEOUT)) {
        log.warn("ingest does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
