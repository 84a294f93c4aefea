package org.vigie.ingest.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Reading;
import org.vigie.wire.Catalogue;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicWriter;

/// Publishes archives as readings of origin `import`, at a bounded rate, so that live readings are
/// not delayed. Blocks until Kafka has acknowledged all of them.
public final class Importer {
  /// Maximum number of readings a second.
  public static final int MAX_RATE = 2_000;

  private static final int MAX_UNACKNOWLEDGED = 5_000;

  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private final InstantSource clock;
  private final int rate;

  /// An importer at the default maximum rate.
  public Importer(KafkaConnection connection, Catalogue catalogue, InstantSource clock) {
    this(connection, catalogue, clock, MAX_RATE);
  }

  /// @param rate maximum number of readings a second
  /// @throws IllegalArgumentException if it is below 1
  public Importer(KafkaConnection connection, Catalogue catalogue, InstantSource clock, int rate) {
    if (rate < 1) {
      throw new IllegalArgumentException("import: rate " + rate + " must be positive");
    }
    this.connection = connection;
    this.catalogue = catalogue;
    this.clock = clock;
    this.rate = rate;
  }

  /// Imports these archives.
  ///
  /// @throws KafkaException if a reading could not be written; those before it are in Kafka, and
  ///     importing again repeats nothing
  public ArchiveReport importArchives(List<Path> archives, ArchiveSettings settings) {
    try (TopicWriter writer = TopicWriter.open(connection)) {
      RateLimitedWriter tap = new RateLimitedWriter(writer);
      ArchiveReport report = new ArchiveReader(settings, clock, tap::publish).read(archives);
      writer.flush();
      tap.throwFailure();
      return report;
    }
  }

  /// The rate limiter of one import: readings pass in order, at most `rate` a second and at most
  /// `MAX_UNACKNOWLEDGED` unacknowledged; beyond that the caller waits.
  private final class RateLimitedWriter {
    private final TopicWriter writer;
    private final Semaphore permits = new Semaphore(MAX_UNACKNOWLEDGED);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final long start = System.nanoTime();
    private long published;

    RateLimitedWriter(TopicWriter writer) {
      this.writer = writer;
    }

    void publish(Reading reading) {
      throwFailure();
      waitForTurn();
      permits.acquireUninterruptibly();
      writer
          .write(catalogue.readings(), reading)
          .whenComplete(
              (metadata, problem) -> {
                permits.release();
                if (problem != null) {
                  failure.compareAndSet(null, problem);
                }
              });
      published++;
    }

    /// Allows bursts of a tenth of a second.
    private void waitForTurn() {
      long due = start + (published - rate / 10) * TimeUnit.SECONDS.toNanos(1) / rate;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(Math.min(wait, Duration.ofMillis(100).toNanos()));
        if (Thread.currentThread().isInterrupted()) {
          throw new KafkaException("the import was interrupted");
        }
      }
    }

    void throwFailure() {
      Throwable problem = failure.get();
      if (problem != null) {
        throw new KafkaException(
            "a reading could not be written: " + problem.getMessage(), problem);
      }
    }
  }
}
