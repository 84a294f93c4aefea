package org.vigie.admin.index;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.model.Alert;
import org.vigie.model.Subscription;
import org.vigie.wire.KafkaConnection;

/// Articles, stories and alerts, asked at once. Thread-safe.
public final class NewsIndex implements AutoCloseable {
  public NewsIndex(
      Path directory, KafkaConnection connection, TextAnalyser analyser, InstantSource clock) {}

  /// Begins to follow Kafka in the background.
  public void start() {}

  public IndexProgress progress() {
    throw new UnsupportedOperationException();
  }

  public StoryPage listStories(NewsFilter filter, @Nullable String cursor, int limit) {
    throw new UnsupportedOperationException();
  }

  public StoryTimeline showStory(String id) {
    throw new UnsupportedOperationException();
  }

  public ArticlePage searchArticles(NewsFilter filter, @Nullable String cursor, int limit) {
    throw new UnsupportedOperationException();
  }

  public ArticleCounts countArticles(NewsFilter filter) {
    throw new UnsupportedOperationException();
  }

  public ArticleHistory showArticle(String id) {
    throw new UnsupportedOperationException();
  }

  public AlertPage listAlerts(
      @Nullable String subscription, @Nullable String topic, @Nullable String cursor, int limit) {
    throw new UnsupportedOperationException();
  }

  /// The newest alerts as they were raised, for feeds of a subscription.
  public List<Alert> newestAlerts(String subscription, int limit) {
    throw new UnsupportedOperationException();
  }

  public SubscriptionPreview preview(Subscription subscription, int days) {
    throw new UnsupportedOperationException();
  }

  public void addListener(NewsListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
