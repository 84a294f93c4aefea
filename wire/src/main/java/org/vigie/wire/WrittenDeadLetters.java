package org.vigie.wire;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Recognises the dead letters that were written before. Compacted Kafka topics are read from the
/// beginning at every start, so that the same unreadable records are met again. Not thread-safe.
public final class WrittenDeadLetters {
  /// Only the newest dead letters are searched: whoever reads waits for it, and a dead letter that
  /// is written twice does no harm.
  private static final int MAX_READ = 10_000;

  private final Supplier<Set<String>> reading;
  private @Nullable Set<String> sources;

  /// @param reading reads the sources that were written, see [#readSources]; called when the first
  ///     unreadable record is met
  public WrittenDeadLetters(Supplier<Set<String>> reading) {
    this.reading = reading;
  }

  /// The sources of the newest dead letters.
  ///
  /// @param scan of `vigie.rejected`
  public static Set<String> readSources(TopicScan<DeadLetter> scan) {
    Set<String> found = new HashSet<>();
    scan.last(MAX_READ).read(letter -> found.add(letter.key()));
    return found;
  }

  /// True if no dead letter of this source was written before; from now on one was.
  ///
  /// @throws org.apache.kafka.common.KafkaException if they cannot be read
  public boolean add(DeadLetter letter) {
    Set<String> known = sources;
    if (known == null) {
      known = reading.get();
      sources = known;
    }
    return known.add(letter.source());
  }
}
