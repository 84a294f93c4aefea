package org.vigie.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Values that are remembered by a key. The live stages keep them in state stores, a backtest in
/// maps. Used by one thread at a time.
///
/// @param <V> the values
/// @param got answers with the value of a key, null where none is remembered
/// @param put remembers a value in place of the one before; what it throws means that nothing was
///     remembered
public record Memory<V>(Function<String, @Nullable V> got, BiConsumer<String, V> put) {
  /// An empty one in this process.
  public static <V> Memory<V> inMap() {
    Map<String, V> map = new HashMap<>();
    return new Memory<>(map::get, map::put);
  }

  /// The value of a key, null where none is remembered.
  public @Nullable V get(String key) {
    return got.apply(key);
  }

  /// Remembers a value in place of the one before.
  public void put(String key, V value) {
    put.accept(key, value);
  }
}
