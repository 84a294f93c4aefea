package org.vigie.admin.index;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Alert;
import org.vigie.model.Subscription;

/// What can be asked of articles, stories and alerts. [NewsIndex] answers from the disk; tests of
/// the callers answer from memory.
public interface NewsQueries extends AutoCloseable {
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
