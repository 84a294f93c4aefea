package org.vigie.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Warns before the memory of the process runs out: where a collection leaves more than nine tenths
/// of the heap in use for some time, the next large piece of work may end the process.
public final class HeapWatch {
  private static final Logger log = LoggerFactory.getLogger(HeapWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /// A start makes much garbage that one collection does not reach.
  private static final int LOOKS = 3;

  private static final double FULL = 0.9;
  private static final double RELIEVED = 0.75;
  private static final long MEBIBYTE = 1L << 20;

  private final long heapBytes;
  private final Consumer<String> warning;
  private int fullLooks;
  private boolean warned;

  /// @param heapBytes the maximum size of the heap
  HeapWatch(long heapBytes, Consumer<String> warning) {
    this.heapBytes = heapBytes;
    this.warning = warning;
  }

  /// Watches this process from a thread that does not keep it alive. Short commands are over before
  /// anything is looked at.
  ///
  /// @param warning receives a sentence for people, each time that memory becomes scarce
  public static void start(Consumer<String> warning) {
    HeapWatch watch =
        new HeapWatch(
            Runtime.getRuntime().maxMemory(),
            words -> {
              log.warn("{}", words);
              warning.accept(words);
            });
    Thread.ofPlatform().daemon().name("heap-watch").start(watch::lookUntilInterrupted);
  }

  private void lookUntilInterrupted() {
    try {
      Thread.sleep(INTERVAL);
      MemoryPoolMXBean pool = findOldGeneration();
      while (pool != null) {
        look(measure(pool.getCollectionUsage()));
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable MemoryPoolMXBean findOldGeneration() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
        .findFirst()
        .orElse(null);
  }

  private double measure(@Nullable MemoryUsage afterCollection) {
    if (afterCollection == null) {
      return 0;
    }
    long most = afterCollection.getMax() > 0 ? afterCollection.getMax() : heapBytes;
    return (double) afterCollection.getUsed() / most;
  }

  /// @param used the part of the old generation that was in use after the last collection
  void look(double used) {
    fullLooks = used < FULL ? 0 : fullLooks + 1;
    if (fullLooks >= LOOKS && !warned) {
      warned = true;
      warning.accept(
          "memory is scarce: %d %% of the long-lived part of a heap of %d MiB are in use. If it runs"
                  .formatted(Math.round(used * 100), heapBytes / MEBIBYTE)
              + " out the process ends, and nothing is lost; start it with VIGIE_HEAP="
              + 2 * heapBytes / MEBIBYTE
              + "m");
    } else if (used < RELIEVED) {
      warned = false;
    }
  }
}
