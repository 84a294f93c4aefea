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
/// @param reader returns the value of a key, null if there is none
/// @param writer stores a value, replacing an earlier one; if it throws, nothing was stored
public record KeyedState<V>(Function<String, @Nullable V> reader, BiConsumer<String, V> writer) {
  /// Creates an empty instance backed by a hash map.
  public static <V> KeyedState<V> inMap() {
    Map<String, V> map = new HashMap<>();
    return new KeyedState<>(map::get, map::put);
  }

  /// Returns the value of a key, null if there is none.
  public @Nullable V get(String key) {
    return reader.apply(key);
  }

  /// Stores a value, replacing an earlier one.
  public void put(String key, V value) {
    writer.accept(key, value);
  }
}
