package org.vigie.runtime;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Warns before the memory of the process runs out: where a collection leaves more than nine tenths
/// of the heap in use for some time, the next large piece of work may end the process. Where
/// collections follow each other and free next to nothing, it ends the process with a sentence: it
/// would stand still, perhaps for minutes, before the JVM gives up.
public final class HeapWatch {
  private static final Logger log = LoggerFactory.getLogger(HeapWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /// A start makes much garbage that one collection does not reach.
  private static final int LOOKS = 3;

  private static final double FULL = 0.9;
  private static final double RELIEVED = 0.75;
  private static final double EXHAUSTED = 0.95;
  private static final int LOOKS_BEFORE_END = 10;

  /// That of the JVM where memory runs out.
  private static final int EXIT_CODE = 3;

  private static final long MEBIBYTE = 1L << 20;
  private static final long STEP = 32 * MEBIBYTE;

  private final long heapBytes;
  private final Consumer<String> warning;
  private final Consumer<String> end;
  private int fullLooks;
  private int exhaustedLooks;
  private long lastCollections;
  private boolean warned;

  /// @param heapBytes the maximum size of the heap
  /// @param end ends the process with this sentence
  HeapWatch(long heapBytes, Consumer<String> warning, Consumer<String> end) {
    this.heapBytes = heapBytes;
    this.warning = warning;
    this.end = end;
  }

  /// Watches this process from a thread that does not keep it alive. Short commands are over before
  /// anything is looked at.
  ///
  /// @param print shows a sentence to people: each time that memory becomes scarce, and before the
  ///     end
  public static void start(Consumer<String> print) {
    Consumer<String> warning =
        words -> {
          log.warn("{}", words);
          print.accept(words);
        };
    HeapWatch watch =
        new HeapWatch(
            Runtime.getRuntime().maxMemory(),
            warning,
            words -> {
              warning.accept(words);
              // A shutdown in good order would need memory; a start after a kill loses nothing.
              Runtime.getRuntime().halt(EXIT_CODE);
            });
    Thread.ofPlatform().daemon().name("heap-watch").start(watch::lookUntilInterrupted);
  }

  private void lookUntilInterrupted() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        look(measure(), countCollections());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What the last collection of each part of the heap left in it.
  private double measure() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getCollectionUsage)
            .filter(Objects::nonNull)
            .mapToDouble(MemoryUsage::getUsed)
            .sum()
        / heapBytes;
  }

  private static long countCollections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  /// @param used the part of the heap that was in use after the last collection
  /// @param collections the number of collections until now
  void look(double used, long collections) {
    exhaustedLooks = used < EXHAUSTED || collections == lastCollections ? 0 : exhaustedLooks + 1;
    lastCollections = collections;
    if (exhaustedLooks == LOOKS_BEFORE_END) {
      end.accept(
          ("memory has run out: a heap of %d MiB does not hold what is worked on, and the process"
                  + " ends. Nothing is lost; start it with %s")
              .formatted(mebibytes(), adviseHeap()));
    }
    fullLooks = used < FULL ? 0 : fullLooks + 1;
    if (fullLooks >= LOOKS && !warned) {
      warned = true;
      warning.accept(
          ("memory is scarce: %d %% of a heap of %d MiB are in use. If it"
                  + " runs out the process ends, and nothing is lost; start it with %s")
              .formatted(Math.round(used * 100), mebibytes(), adviseHeap()));
    } else if (used < RELIEVED) {
      warned = false;
    }
  }

  private String adviseHeap() {
    return "VIGIE_HEAP=" + 2 * mebibytes() + "m";
  }

  /// The JVM leaves a part of the young generation out of what it calls the maximum.
  private long mebibytes() {
    return Math.ceilDiv(heapBytes, STEP) * STEP / MEBIBYTE;
  }
}
