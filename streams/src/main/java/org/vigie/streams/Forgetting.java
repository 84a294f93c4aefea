package org.vigie.streams;

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

/// Forgets what has expired in a store, in small slices: each looks at a bounded number of entries
/// and goes on where the one before stopped, round and round.
///
/// A slice is due every second, and also whenever enough was written to pay for it: there are
/// always more looks than writes, so that no inflow can outrun the looking. With w writes a second,
/// kept for a time t, a store stays below 2 w t.
///
/// @param <V> the values of the store
final class Forgetting<V> {
  /// Entries that one slice looks at: a few milliseconds.
  static final int LOOKS = 200;

  /// Looks that every write pays for. One would only keep the share of expired entries from
  /// growing.
  private static final int LOOKS_PER_WRITE = 2;

  private static final Duration EVERY = Duration.ofSeconds(1);

  /// Expired entries are dropped here, with whatever belongs to them.
  private final Consumer<KeyValue<String, V>> forget;

  private final KeyValueStore<String, V> store;
  private final BiPredicate<V, Instant> expired;
  private final ProcessorContext<?, ?> context;
  private @Nullable String next;
  private int owed;
  private @Nullable InstantSource time;

  /// @param expired whether a value may be forgotten at a moment
  /// @param forget drops an entry
  Forgetting(
      ProcessorContext<?, ?> context,
      KeyValueStore<String, V> store,
      BiPredicate<V, Instant> expired,
      Consumer<KeyValue<String, V>> forget) {
    this.context = context;
    this.store = store;
    this.expired = expired;
    this.forget = forget;
  }

  /// A place in a store whose keys begin with a hash in hex. Each start begins at another, since an
  /// instance that is often started anew would else never come to the end.
  private static String somewhere(long millis) {
    return "%08x".formatted(Long.hashCode(millis * 0x9E3779B97F4A7C15L));
  }

  /// Forgets from now on, while the task lives.
  ///
  /// @param moments says what has expired; when a slice is due is a matter of the world's clock
  void begin(InstantSource moments) {
    time = moments;
    next = somewhere(moments.millis());
    context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, millis -> slice(moments));
  }

  /// Says that an entry was written.
  void written() {
    owed += LOOKS_PER_WRITE;
    if (time != null && owed >= LOOKS) {
      slice(time);
    }
  }

  private void slice(InstantSource moments) {
    owed = 0;
    look(moments.instant()).forEach(forget);
  }

  private List<KeyValue<String, V>> look(Instant now) {
    List<KeyValue<String, V>> found = new ArrayList<>();
    try (KeyValueIterator<String, V> entries = store.range(next, null)) {
      for (int looks = 0; looks < LOOKS && entries.hasNext(); looks++) {
        KeyValue<String, V> entry = entries.next();
        if (expired.test(entry.value, now)) {
          found.add(entry);
        }
      }
      next = entries.hasNext() ? entries.peekNextKey() : null;
    }
    return found;
  }
}
