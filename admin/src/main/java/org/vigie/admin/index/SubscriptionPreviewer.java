package org.vigie.admin.index;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.admin.SubscriptionWarnings;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.alert.Backtest;
import org.vigie.analysis.lucene.LuceneQuery;
import org.vigie.analysis.match.SubscriptionIndex;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.Subscription;

/// Tells while a person writes a subscription what it would have found. Lucene finds the articles
/// by topics, query, countries and outlets; what it does not know (the lowest score, the forms of
/// articles) and how many alerts there would have been is found by running the articles through the
/// same code as the stream. Thread-safe.
final class SubscriptionPreviewer {
  private static final int SAMPLES = 5;

  /// How many articles are looked at one by one. A thousand take some hundred milliseconds.
  private static final int MAX_EXAMINED = 1_000;

  private final TextAnalyser analyser;
  private final ArticleReader articles;
  private final InstantSource clock;

  SubscriptionPreviewer(TextAnalyser analyser, ArticleReader articles, InstantSource clock) {
    this.analyser = analyser;
    this.articles = articles;
    this.clock = clock;
  }

  SubscriptionPreview preview(DocumentSearch search, Subscription subscription, int days) {
    Subscription active =
        subscription.withState(Subscription.State.ACTIVE).withValidFrom(Instant.EPOCH);
    Query query = LuceneQuery.of(active);
    if (query == null) {
      throw new AdminException.InvalidRequest("query", "the query cannot be read");
    }
    Instant now = clock.instant();
    Query period = DocumentQueries.within(now.minus(Duration.ofDays(days)), null);
    Query kind = DocumentQueries.kind(IndexFields.ARTICLE);
    DocumentSearch.Rows<Item> found =
        search.list(
            DocumentQueries.all(List.of(kind, period, query)),
            null,
            MAX_EXAMINED,
            true,
            Item.class);
    List<Item> matching = selectMatching(active, found.rows());
    boolean examinedAll = found.total() <= MAX_EXAMINED;
    Integer alerts = examinedAll ? (Integer) countAlerts(active, matching) : null;
    return new SubscriptionPreview(
        days,
        search.count(DocumentQueries.all(List.of(kind, period))),
        examinedAll ? matching.size() : estimate(found, matching),
        alerts,
        alerts == null ? null : (Double) perDay(search, alerts, days, now),
        matching.stream()
            .limit(SAMPLES)
            .map(item -> articles.createCard(item, active.query() == null ? null : active))
            .toList(),
        SubscriptionWarnings.find(subscription));
  }

  private List<Item> selectMatching(Subscription subscription, List<Item> items) {
    SubscriptionIndex index = new SubscriptionIndex();
    index.put(subscription);
    return items.stream()
        .filter(
            item ->
                !index.findMatches(null, analyser.analyse(item.content(), item.outlet())).isEmpty())
        .toList();
  }

  /// The share of the newest holds for all.
  private static long estimate(DocumentSearch.Rows<Item> found, List<Item> matching) {
    return Math.round((double) found.total() * matching.size() / found.rows().size());
  }

  /// The stories among these articles that would have alerted. Stories are found among them alone:
  /// what does not match never alerts.
  private int countAlerts(Subscription subscription, List<Item> matching) {
    return (int)
        new Backtest(analyser, List.of(subscription))
            .run(matching, Instant.MIN, Instant.MAX).stream()
                .filter(alert -> alert.kind() == Alert.Kind.NEW)
                .count();
  }

  /// Where the archive begins within the period, only the days since then count.
  private static double perDay(DocumentSearch search, int alerts, int days, Instant now) {
    @Nullable Instant first = search.findEarliest(IndexFields.ARTICLE);
    double covered =
        first == null ? days : Math.max(1, Duration.between(first, now).toHours() / 24.0);
    return alerts / Math.min(days, covered);
  }
}
