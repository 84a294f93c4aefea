package org.vigie.ingest.poll;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.vigie.ingest.feed.Entry;

/// Selects the newest entries of a document that has too many. Taking the first ones would be wrong
/// for an archive that appends new entries at its end.
final class NewestEntries {
  private NewestEntries() {}

  /// At most `most` of the entries, in document order: the newest by date, undated ones last, ties
  /// by their order in the document.
  static <T> List<T> select(List<T> entries, Function<T, Entry> entry, int most) {
    if (entries.size() <= most) {
      return entries;
    }
    Comparator<Instant> newestFirst = Comparator.nullsLast(Comparator.reverseOrder());
    Set<Integer> taken = new HashSet<>();
    IntStream.range(0, entries.size())
        .boxed()
        .sorted(
            Comparator.comparing(
                at -> entry.apply(entries.get(at)).content().published(), newestFirst))
        .limit(most)
        .forEach(taken::add);
    return IntStream.range(0, entries.size())
        .filter(taken::contains)
        .mapToObj(entries::get)
        .toList();
  }
}
