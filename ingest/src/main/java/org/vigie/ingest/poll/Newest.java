package org.vigie.ingest.poll;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.vigie.ingest.feed.Entry;

/// What to take of a document with too many entries. Most begin with the newest; an archive that
/// grows at its end would else never show anything new.
final class Newest {
  private Newest() {}

  /// At most so many of the entries, in their order: the newest by date, those without a date last,
  /// the earlier in the document first where dates do not decide.
  static <T> List<T> of(List<T> entries, Function<T, Entry> entry, int most) {
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
