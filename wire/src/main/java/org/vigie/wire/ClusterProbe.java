package org.vigie.wire;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a cluster every second whether it still answers. Kafka's consumers do not say so: without
/// brokers they return no records, for as long as it takes.
///
/// [#problem] may be called from any thread.
public final class ClusterProbe implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ClusterProbe.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);

  private final KafkaConnection connection;
  private volatile @Nullable String problem;
  private volatile boolean closed;
  private @Nullable Thread thread;

  /// Opens nothing before [#start].
  public ClusterProbe(KafkaConnection connection) {
    this.connection = connection;
  }

  /// Starts to ask, on a thread of its own. Called at most once.
  public synchronized void start() {
    if (!closed) {
      thread = Thread.ofVirtual().name("kafka-probe").start(this::run);
    }
  }

  /// Why the cluster does not answer, one sentence; null if it does, or was not asked yet.
  public @Nullable String problem() {
    return problem;
  }

  private void run() {
    while (!closed) {
      try {
        askUntilClosed();
      } catch (KafkaException e) {
        setProblem(FailureReason.describe(e));
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void askUntilClosed() throws InterruptedException {
    Admin admin = Admin.create(connection.adminSettings());
    try {
      while (!closed) {
        ask(admin);
        Thread.sleep(INTERVAL);
      }
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private void ask(Admin admin) throws InterruptedException {
    DescribeClusterOptions options =
        new DescribeClusterOptions().timeoutMs((int) ANSWER_TIMEOUT.toMillis());
    try {
      admin.describeCluster(options).nodes().get();
      setProblem(null);
    } catch (ExecutionException e) {
      // A time-out says no more than that there was no answer.
      setProblem(
          e.getCause() instanceof TimeoutException ? "" : FailureReason.describe(causeOf(e)));
    }
  }

  private static Throwable causeOf(ExecutionException failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }

  private void setProblem(@Nullable String reason) {
    boolean answered = problem == null;
    problem =
        reason == null
            ? null
            : "Kafka does not answer at "
                + connection.bootstrapServers()
                + (reason.isEmpty() ? "" : ": " + reason);
    if (answered && reason != null) {
      log.warn("{}", problem);
    } else if (!answered && reason == null) {
      log.info("Kafka answers again");
    }
  }

  private void pause() {
    try {
      Thread.sleep(INTERVAL);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /// Stops to ask.
  @Override
  public synchronized void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
