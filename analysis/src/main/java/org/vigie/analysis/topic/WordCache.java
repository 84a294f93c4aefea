package org.vigie.analysis.topic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.vigie.analysis.text.Token;

/// Remembers what was found for the words of texts, by their folded form: texts consist mostly of
/// words seen before. Thread-safe.
final class WordCache<V> {
  private static final int MAX_WORDS = 1 << 15;

  /// Longer words, in UTF-16 units, are searched for each time: they could take any memory.
  private static final int MAX_LENGTH = 40;

  private final Map<String, V> known = new ConcurrentHashMap<>();
  private final Function<Token, V> search;

  /// @param search finds the same for every token of the same folded form
  WordCache(Function<Token, V> search) {
    this.search = search;
  }

  V get(Token token) {
    if (token.folded().length() > MAX_LENGTH) {
      return search.apply(token);
    }
    V found = known.get(token.folded());
    if (found == null) {
      found = search.apply(token);
      if (known.size() >= MAX_WORDS) {
        known.clear();
      }
      known.put(token.folded(), found);
    }
    return found;
  }
}
