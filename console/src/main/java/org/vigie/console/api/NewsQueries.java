package org.vigie.console.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.index.AlertPage;
import org.vigie.admin.index.ArticleCounts;
import org.vigie.admin.index.ArticleHistory;
import org.vigie.admin.index.ArticlePage;
import org.vigie.admin.index.IndexProgress;
import org.vigie.admin.index.NewsFilter;
import org.vigie.admin.index.NewsIndex;
import org.vigie.admin.index.NewsListener;
import org.vigie.admin.index.StoryPage;
import org.vigie.admin.index.StoryTimeline;
import org.vigie.admin.index.SubscriptionPreview;
import org.vigie.model.Alert;
import org.vigie.model.Subscription;

/// What the API asks of the news: see [NewsIndex], which answers it from the disk. Tests answer it
/// from memory.
public interface NewsQueries extends AutoCloseable {
  /// Asks an index.
  static NewsQueries of(NewsIndex index) {
    return new IndexQueries(index);
  }

  /// See [NewsIndex#start].
  void start();

  /// See [NewsIndex#progress].
  IndexProgress progress();

  /// See [NewsIndex#listStories].
  StoryPage listStories(NewsFilter filter, @Nullable String cursor, int limit);

  /// See [NewsIndex#showStory].
  StoryTimeline showStory(String id);

  /// See [NewsIndex#searchArticles].
  ArticlePage searchArticles(NewsFilter filter, @Nullable String cursor, int limit);

  /// See [NewsIndex#countArticles].
  ArticleCounts countArticles(NewsFilter filter);

  /// See [NewsIndex#showArticle].
  ArticleHistory showArticle(String id);

  /// See [NewsIndex#listAlerts].
  AlertPage listAlerts(
      @Nullable String subscription, @Nullable String topic, @Nullable String cursor, int limit);

  /// See [NewsIndex#newestAlerts].
  List<Alert> newestAlerts(String subscription, int limit);

  /// See [NewsIndex#preview].
  SubscriptionPreview preview(Subscription subscription, int days);

  /// See [NewsIndex#addListener].
  void addListener(NewsListener listener);

  @Override
  void close();
}
