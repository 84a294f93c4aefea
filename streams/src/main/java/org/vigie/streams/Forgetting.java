package org.vigie.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// Whether state is forgotten with time. A replay lives in the past and forgets nothing; the live
/// stages look through a store now and then.
enum Forgetting {
  NEVER,
  LIVE;

  private static final Duration EVERY = Duration.ofHours(1);

  /// The most entries dropped at one time, so that a long absence does not stall a stage.
  private static final int AT_ONCE = 5_000;

  <V> void schedule(
      ProcessorContext<?, ?> context,
      KeyValueStore<String, V> store,
      BiPredicate<V, Instant> expired,
      Consumer<List<KeyValue<String, V>>> forget) {
    if (this == LIVE) {
      context.schedule(
          EVERY,
          PunctuationType.WALL_CLOCK_TIME,
          millis -> forget.accept(expired(store, expired, Instant.ofEpochMilli(millis))));
    }
  }

  private static <V> List<KeyValue<String, V>> expired(
      KeyValueStore<String, V> store, BiPredicate<V, Instant> expired, Instant now) {
    List<KeyValue<String, V>> found = new ArrayList<>();
    try (KeyValueIterator<String, V> all = store.all()) {
      while (all.hasNext() && found.size() < AT_ONCE) {
        KeyValue<String, V> entry = all.next();
        if (expired.test(entry.value, now)) {
          found.add(entry);
        }
      }
    }
    return found;
  }
}
