package org.vigie.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// State values by key. The live stages back it with Kafka Streams state stores, a backtest with
/// maps. Not thread-safe.
///
/// @param <V> type of the values
/// @param got returns the value of a key, null if there is none
/// @param put stores a value, replacing an earlier one; if it throws, nothing was stored
public record Memory<V>(Function<String, @Nullable V> got, BiConsumer<String, V> put) {
  /// Creates an empty instance backed by a hash map.
  public static <V> Memory<V> inMap() {
    Map<String, V> map = new HashMap<>();
    return new Memory<>(map::get, map::put);
  }

  /// Returns the value of a key, null if there is none.
  public @Nullable V get(String key) {
    return got.apply(key);
  }

  /// Stores a value, replacing an earlier one.
  public void put(String key, V value) {
    put.accept(key, value);
  }
}
