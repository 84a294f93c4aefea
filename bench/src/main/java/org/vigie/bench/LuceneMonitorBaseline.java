package org.vigie.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultiMatchingQueries;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.search.Query;
import org.vigie.analysis.AnalysedItem;
import org.vigie.analysis.lucene.LuceneQuery;
import org.vigie.analysis.lucene.LuceneText;
import org.vigie.model.Subscription;

/// Lucene Monitor with its term-filtered presearcher, given the same subscriptions and texts that
/// are already tokenised.
final class LuceneMonitorBaseline implements AutoCloseable {
  private final Monitor monitor;

  LuceneMonitorBaseline(Collection<Subscription> subscriptions) throws IOException {
    monitor = new Monitor(new KeywordAnalyzer(), new TermFilteredPresearcher());
    List<MonitorQuery> queries = new ArrayList<>();
    for (Subscription subscription : subscriptions) {
      queries.add(new MonitorQuery(subscription.id(), parseQuery(subscription)));
    }
    monitor.register(queries);
  }

  private static Query parseQuery(Subscription subscription) {
    Query query = LuceneQuery.of(subscription);
    if (query == null) {
      throw new IllegalArgumentException("the query of " + subscription.id() + " cannot be read");
    }
    return query;
  }

  /// Returns the ids of the subscriptions that match a text.
  Set<String> match(AnalysedItem text) throws IOException {
    return ids(
        monitor.match(LuceneText.createDocument(text), QueryMatch.SIMPLE_MATCHER).getMatches());
  }

  /// Returns the matching ids for each of several texts, matched as one batch.
  List<Set<String>> match(List<AnalysedItem> texts) throws IOException {
    Document[] documents = texts.stream().map(LuceneText::createDocument).toArray(Document[]::new);
    MultiMatchingQueries<QueryMatch> matches = monitor.match(documents, QueryMatch.SIMPLE_MATCHER);
    List<Set<String>> ids = new ArrayList<>();
    for (int i = 0; i < documents.length; i++) {
      ids.add(ids(matches.getMatches(i)));
    }
    return ids;
  }

  private static Set<String> ids(Collection<QueryMatch> matches) {
    return matches.stream().map(QueryMatch::getQueryId).collect(Collectors.toSet());
  }

  @Override
  public void close() throws IOException {
    monitor.close();
  }
}
