package org.vigie.app.pipeline;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.runtime.Health;
import org.vigie.runtime.Role;
import org.vigie.runtime.metrics.Metrics;

/// Measures how long work takes beside the processor time that it needs, and tells when the machine
/// becomes too slow. A thread that only sleeps would not notice: the system gives it a processor at
/// once. Always ready: nothing stops because of it. Thread-safe.
final class MachineRole implements Role {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /// Longer than a thread that has slept runs before others get their turn, and less than half a
  /// percent of a processor.
  private static final Duration WORK = Duration.ofMillis(20);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Consumer<String> warnings;
  private final MachineSpeed speed;
  private @Nullable Thread thread;

  /// @param warnings gets the lines for people, on a thread of this role
  MachineRole(Consumer<String> warnings) {
    this.warnings = warnings;
    speed = new MachineSpeed(Runtime.getRuntime().availableProcessors());
  }

  @Override
  public String name() {
    return "machine";
  }

  @Override
  public synchronized void start() {
    if (threads.isCurrentThreadCpuTimeSupported()) {
      thread = Thread.ofPlatform().daemon().name("machine").start(this::run);
    }
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        add(measureSlowdown());
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void add(double slowdown) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    addMeasurement(slowdown, load).ifPresent(warnings);
  }

  private synchronized Optional<String> addMeasurement(double slowdown, double load) {
    return speed.add(slowdown, load, System.nanoTime());
  }

  /// Works for a while and returns how many times longer it took than its processor time.
  double measureSlowdown() {
    long started = System.nanoTime();
    long before = threads.getCurrentThreadCpuTime();
    long used;
    do {
      Thread.onSpinWait();
      used = threads.getCurrentThreadCpuTime() - before;
    } while (used < WORK.toNanos());
    return (System.nanoTime() - started) / (double) used;
  }

  @Override
  public synchronized Health health() {
    return new Health(Health.Readiness.READY, speed.problem().orElse(null), Map.of())
        .withDetail("slowdown", speed.median());
  }

  void registerMetrics(Metrics metrics) {
    metrics.registerGauge(
        "vigie_machine_slowdown_ratio",
        "How many times longer work takes than on a free processor.",
        this::slowdown);
  }

  private synchronized double slowdown() {
    return speed.median();
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
