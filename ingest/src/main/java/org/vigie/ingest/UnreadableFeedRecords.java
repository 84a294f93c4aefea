package org.vigie.ingest;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.wire.Catalogue;
import org.vigie.wire.DeadLetter;
import org.vigie.wire.KafkaConnection;
import org.vigie.wire.TopicRecord;
import org.vigie.wire.TopicScan;
import org.vigie.wire.TopicWriter;

/// Writes feed requests and feed states that cannot be read to the dead letters, each once. The
/// feed Kafka topics are read from the beginning at every start, so the same records are met again.
/// Not thread-safe.
final class UnreadableFeedRecords {
  private static final Logger log = LoggerFactory.getLogger(UnreadableFeedRecords.class);
  private static final int MAX_KNOWN_DEAD_LETTERS = 10_000;

  private final KafkaConnection connection;
  private final Catalogue catalogue;
  private @Nullable Set<String> known;

  UnreadableFeedRecords(KafkaConnection connection, Catalogue catalogue) {
    this.connection = connection;
    this.catalogue = catalogue;
  }

  /// Writes the record, or logs it if it is among the dead letters already.
  void write(TopicWriter writer, DeadLetter unreadable) {
    if (loadKnown().add(unreadable.source())) {
      writer.deadLetters(catalogue.rejected()).write(unreadable);
    } else {
      log.warn("unreadable record {}: {}", unreadable.source(), unreadable.reason());
    }
  }

  /// The sources of dead letters written by earlier starts. Only the newest dead letters are
  /// searched: the loop waits for this, and a dead letter written twice does no harm.
  private Set<String> loadKnown() {
    Set<String> sources = known;
    if (sources == null) {
      sources = new HashSet<>();
      TopicScan.of(connection, catalogue.rejected())
          .last(MAX_KNOWN_DEAD_LETTERS)
          .read(collectSources(sources));
      known = sources;
    }
    return sources;
  }

  private Consumer<TopicRecord<DeadLetter>> collectSources(Set<String> sources) {
    String feeds = catalogue.feeds().name() + "-";
    String states = catalogue.feedStates().name() + "-";
    return letter -> {
      if (letter.key().startsWith(feeds) || letter.key().startsWith(states)) {
        sources.add(letter.key());
      }
    };
  }
}
