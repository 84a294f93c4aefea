package org.vigie.app.pipeline;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vigie.broker.DiskSpace;
import org.vigie.runtime.Health;
import org.vigie.runtime.Role;

/// Watches the room for the data of a process that keeps any: tells in its health when it becomes
/// scarce, and fails, so that the process ends in good order, before Kafka breaks off. Thread-safe.
final class DiskRole implements Role {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

  private final DiskSpace space;
  private long measured;
  private @Nullable Health last;

  /// @param data the directory, which exists by the time of the start
  DiskRole(Path data) {
    space = new DiskSpace(data);
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public void start() {
    space.require(DiskSpace.ROLES);
  }

  @Override
  public synchronized Health health() {
    long now = System.nanoTime();
    if (last == null || now - measured >= INTERVAL) {
      measured = now;
      last = toHealth(space.measure());
    }
    return last;
  }

  private static Health toHealth(DiskSpace.Space found) {
    Health health =
        switch (found.level()) {
          case ENOUGH -> Health.ready();
          case LOW -> new Health(Health.Readiness.READY, found.message(), Map.of());
          case FULL -> Health.failed(found.message());
        };
    return health.withDetail("freeBytes", found.free());
  }

  @Override
  public void close() {}
}
