package org.vigie.notifier.proof;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// Watches the heap of its process: what was in use after collections, and what these took.
final class HeapWatch {
  private static final double MEBIBYTE = 1 << 20;

  private final AtomicLong mostAfterAny = new AtomicLong();
  private final AtomicLong mostAfterFull = new AtomicLong();
  private final AtomicLong longestMillis = new AtomicLong();

  HeapWatch() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, unused) -> {
                if (notification.getUserData() instanceof CompositeData data) {
                  record(GarbageCollectionNotificationInfo.from(data));
                }
              },
              null,
              null);
    }
  }

  private void record(GarbageCollectionNotificationInfo collection) {
    long used =
        collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
            .filter(pool -> isHeap(pool.getKey()))
            .map(Map.Entry::getValue)
            .mapToLong(MemoryUsage::getUsed)
            .sum();
    mostAfterAny.accumulateAndGet(used, Math::max);
    if (collection.getGcAction().contains("major")) {
      mostAfterFull.accumulateAndGet(used, Math::max);
    }
    longestMillis.accumulateAndGet(collection.getGcInfo().getDuration(), Math::max);
  }

  private static boolean isHeap(String pool) {
    return Stream.of("Eden", "Survivor", "Tenured", "Old").anyMatch(pool::contains);
  }

  /// The processor time of this process so far.
  static double readProcessorSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  /// One line: the most that was in use after a full collection (what was really needed) and after
  /// any, the time spent in collections, and the longest one. Begins anew.
  String describe() {
    long spent =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum();
    return String.format(
        Locale.ROOT,
        "heap of at most %.0f MiB; in use after full collections %.0f, after any %.0f MiB;"
            + " collections so far %.1f s, the longest %d ms; processor time so far %.1f s",
        Runtime.getRuntime().maxMemory() / MEBIBYTE,
        mostAfterFull.getAndSet(0) / MEBIBYTE,
        mostAfterAny.getAndSet(0) / MEBIBYTE,
        spent / 1e3,
        longestMillis.getAndSet(0),
        readProcessorSeconds());
  }
}
