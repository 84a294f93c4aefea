package org.vigie.admin.operations;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.admin.Admin;
import org.vigie.admin.AdminException;
import org.vigie.admin.operations.OperationsReport.DiskUsage;
import org.vigie.wire.KafkaConnection;

/// Measures a cluster every ten seconds on a thread of its own, and keeps the histories of six
/// hours in memory. If Kafka does not answer, the last report stays and says why. Thread-safe.
public final class OperationsMonitor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OperationsMonitor.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Duration interval;
  private final Admin admin;
  private final KafkaConnection connection;
  private final LongSupplier indexBytes;
  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile OperationsReport report;
  private @Nullable Thread thread;

  /// Opens nothing yet.
  ///
  /// @param indexBytes size of the index that the console searches
  /// @param clock must agree with the clocks of the brokers
  public OperationsMonitor(
      Admin admin, KafkaConnection connection, LongSupplier indexBytes, InstantSource clock) {
    this(admin, connection, indexBytes, clock, INTERVAL);
  }

  /// @param interval between two measurements
  OperationsMonitor(
      Admin admin,
      KafkaConnection connection,
      LongSupplier indexBytes,
      InstantSource clock,
      Duration interval) {
    this.interval = interval;
    this.admin = admin;
    this.connection = connection;
    this.indexBytes = indexBytes;
    this.clock = clock;
    report =
        new OperationsReport(
            clock.instant(),
            "nothing was measured yet",
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            new DiskUsage(0, null));
  }

  /// Begins to measure; once.
  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException("the monitor was started before");
    }
    thread = Thread.ofPlatform().daemon().name("operations-monitor").start(this::run);
  }

  /// What was measured last.
  public OperationsReport report() {
    return report;
  }

  private void run() {
    @Nullable OperationsSampler sampler = null;
    try {
      do {
        try {
          if (sampler == null) {
            sampler = OperationsSampler.open(admin, connection, indexBytes, clock);
          }
          report = sampler.measure();
        } catch (InterruptException e) {
          return;
        } catch (KafkaException | AdminException e) {
          report = report.withProblem(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
          log.error("the cluster could not be measured", e);
          report = report.withProblem("a fault of the monitor, see the log: " + e);
        }
      } while (!stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // The clients are closed with a clean interrupt flag: they give up at once otherwise.
      Thread.interrupted();
      if (sampler != null) {
        close(sampler);
      }
    }
  }

  /// Whoever stops the monitor may interrupt it while it closes its clients already.
  private static void close(OperationsSampler sampler) {
    try {
      sampler.close();
    } catch (InterruptException e) {
      Thread.interrupted();
      log.debug("a client was interrupted while it closed", e);
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null) {
      running.interrupt();
      try {
        running.join(STOP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
