package org.vigie.analysis.match;

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
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.lucene.LuceneQuery;
import org.vigie.analysis.lucene.LuceneText;
import org.vigie.model.Subscription;
import org.vigie.model.TopicMatch;

/// Evaluates every subscription on every text. Thread-safe.
public final class ReferenceMatcher {
  private final SortedMap<String, LuceneSubscription> luceneSubscriptions = new TreeMap<>();

  /// @param subscriptions newest version of each subscription
  public ReferenceMatcher(Collection<Subscription> subscriptions) {
    for (Subscription subscription : subscriptions) {
      if (subscription.state() != Subscription.State.REMOVED) {
        add(subscription);
      }
    }
  }

  private record LuceneSubscription(Subscription subscription, Query query) {}

  private void add(Subscription subscription) {
    Query query = LuceneQuery.of(subscription);
    if (query != null) {
      luceneSubscriptions.put(subscription.id(), new LuceneSubscription(subscription, query));
    }
  }

  /// Returns the ids of the matching subscriptions.
  public SortedSet<String> findMatches(AnalysedItem item) {
    IndexSearcher searcher =
        MemoryIndex.fromDocument(LuceneText.createDocument(item), new KeywordAnalyzer())
            .createSearcher();
    SortedSet<String> matches = new TreeSet<>();
    luceneSubscriptions.forEach(
        (id, one) -> {
          if (isMatch(searcher, one.query())
              && hasMinScore(one.subscription(), item)
              && one.subscription().scope().forms().contains(item.findings().form().form())) {
            matches.add(id);
          }
        });
    return matches;
  }

  private static boolean hasMinScore(Subscription subscription, AnalysedItem item) {
    Double least = subscription.scope().minScore();
    return least == null
        || item.findings().topics().stream()
            .filter(topic -> topic.score() >= least)
            .map(TopicMatch::topic)
            .anyMatch(
                topic -> subscription.topics().isEmpty() || subscription.topics().contains(topic));
  }

  private static boolean isMatch(IndexSearcher searcher, Query query) {
    try {
      return searcher.count(query) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
