package org.vigie.analysis.match.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.vigie.analysis.Studied;
import org.vigie.analysis.match.query.Parsed;
import org.vigie.analysis.match.query.QueryReader;
import org.vigie.model.Subscription;

/// Asks every subscription about every text. Safe to share between threads.
public final class ReferenceMatcher {
  private final SortedMap<String, Query> queries = new TreeMap<>();

  /// @param subscriptions the newest version of each
  public ReferenceMatcher(Collection<Subscription> subscriptions) {
    for (Subscription subscription : subscriptions) {
      if (subscription.state() == Subscription.State.ACTIVE) {
        add(subscription);
      }
    }
  }

  private void add(Subscription subscription) {
    String written = subscription.query();
    if (written == null) {
      queries.put(subscription.id(), LuceneQuery.ofTopics(subscription.topics()));
    } else if (QueryReader.read(written) instanceof Parsed.Accepted(var query)) {
      queries.put(subscription.id(), LuceneQuery.of(subscription.topics(), query));
    }
  }

  /// The ids of those that match.
  public SortedSet<String> matches(Studied studied) {
    IndexSearcher searcher =
        MemoryIndex.fromDocument(LuceneText.document(studied), new KeywordAnalyzer())
            .createSearcher();
    SortedSet<String> matches = new TreeSet<>();
    queries.forEach(
        (id, query) -> {
          if (matches(searcher, query)) {
            matches.add(id);
          }
        });
    return matches;
  }

  private static boolean matches(IndexSearcher searcher, Query query) {
    try {
      return searcher.count(query) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
