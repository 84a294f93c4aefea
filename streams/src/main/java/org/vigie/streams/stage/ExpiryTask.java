package org.vigie.streams.stage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.vigie.streams.store.StoreDefinition;

/// Deletes expired entries of a store in small slices. Each slice checks a bounded number of
/// entries, continues where the previous one stopped and starts again at the first key after the
/// last one.
///
/// A slice runs every second, and also as soon as enough entries have been written: because every
/// write pays for more than one check, deletion keeps up with any write rate. With w writes per
/// second and a retention of t seconds, a store holds fewer than 2 w t entries.
///
/// Not thread-safe; used by the thread of its task.
///
/// @param <V> the values of the store
final class ExpiryTask<V> {
  /// The maximum number of entries checked in one slice, which takes a few milliseconds.
  static final int MAX_CHECKS_PER_SLICE = 200;

  /// The number of checks that each write pays for. With one check per write, the share of expired
  /// entries would not grow but would not shrink either.
  private static final int CHECKS_PER_WRITE = 2;

  private static final Duration SLICE_INTERVAL = Duration.ofSeconds(1);

  /// Deletes an expired entry and all data that belongs to it.
  private final Consumer<KeyValue<String, V>> deleteEntry;

  private final KeyValueStore<String, V> store;
  private final BiPredicate<V, Instant> expiryTest;
  private final ProcessorContext<?, ?> context;
  private @Nullable String nextKey;
  private int pendingChecks;
  private @Nullable InstantSource clock;

  /// @param expired true if a value has expired at the given time
  /// @param forget deletes an entry
  ExpiryTask(
      ProcessorContext<?, ?> context,
      KeyValueStore<String, V> store,
      BiPredicate<V, Instant> expired,
      Consumer<KeyValue<String, V>> forget) {
    this.context = context;
    this.store = store;
    this.expiryTest = expired;
    this.deleteEntry = forget;
  }

  /// A start position in a store whose keys begin with a hexadecimal hash. Each start uses another
  /// position, because an instance that restarts often would otherwise never reach the end of the
  /// store.
  private static String computeStartKey(long millis) {
    return "%08x".formatted(Long.hashCode(millis * 0x9E3779B97F4A7C15L));
  }

  /// Schedules the slices for as long as the task lives.
  ///
  /// @param moments the clock that decides what has expired; the slices themselves are scheduled by
  ///     wall-clock time
  void schedule(InstantSource moments) {
    clock = moments;
    nextKey = computeStartKey(moments.millis());
    context.schedule(
        SLICE_INTERVAL, PunctuationType.WALL_CLOCK_TIME, millis -> expireSlice(moments));
  }

  /// Records that one entry was written, and runs a slice if enough were.
  void recordWrite() {
    pendingChecks += CHECKS_PER_WRITE;
    if (clock != null && pendingChecks >= MAX_CHECKS_PER_SLICE) {
      expireSlice(clock);
    }
  }

  private void expireSlice(InstantSource moments) {
    pendingChecks = 0;
    findExpired(moments.instant()).forEach(deleteEntry);
  }

  private List<KeyValue<String, V>> findExpired(Instant now) {
    List<KeyValue<String, V>> found = new ArrayList<>();
    try (KeyValueIterator<String, V> entries = store.range(nextKey, null)) {
      for (int looks = 0; looks < MAX_CHECKS_PER_SLICE && entries.hasNext(); looks++) {
        KeyValue<String, V> entry = StoreDefinition.readNext(entries);
        if (entry != null && expiryTest.test(entry.value, now)) {
          found.add(entry);
        }
      }
      nextKey = entries.hasNext() ? entries.peekNextKey() : null;
    }
    return found;
  }
}
