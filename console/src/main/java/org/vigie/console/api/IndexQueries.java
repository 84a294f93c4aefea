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

/// Asks the index, which it starts and closes.
record IndexQueries(NewsIndex index) implements NewsQueries {
  @Override
  public void start() {
    index.start();
  }

  @Override
  public IndexProgress progress() {
    return index.progress();
  }

  @Override
  public StoryPage listStories(NewsFilter filter, @Nullable String cursor, int limit) {
    return index.listStories(filter, cursor, limit);
  }

  @Override
  public StoryTimeline showStory(String id) {
    return index.showStory(id);
  }

  @Override
  public ArticlePage searchArticles(NewsFilter filter, @Nullable String cursor, int limit) {
    return index.searchArticles(filter, cursor, limit);
  }

  @Override
  public ArticleCounts countArticles(NewsFilter filter) {
    return index.countArticles(filter);
  }

  @Override
  public ArticleHistory showArticle(String id) {
    return index.showArticle(id);
  }

  @Override
  public AlertPage listAlerts(
      @Nullable String subscription, @Nullable String topic, @Nullable String cursor, int limit) {
    return index.listAlerts(subscription, topic, cursor, limit);
  }

  @Override
  public List<Alert> newestAlerts(String subscription, int limit) {
    return index.newestAlerts(subscription, limit);
  }

  @Override
  public SubscriptionPreview preview(Subscription subscription, int days) {
    return index.preview(subscription, days);
  }

  @Override
  public void addListener(NewsListener listener) {
    index.addListener(listener);
  }

  @Override
  public void close() {
    index.close();
  }
}
