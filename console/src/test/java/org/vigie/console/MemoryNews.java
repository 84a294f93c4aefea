package org.vigie.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.admin.index.AlertNotice;
import org.vigie.admin.index.AlertPage;
import org.vigie.admin.index.ArticleCard;
import org.vigie.admin.index.ArticleCounts;
import org.vigie.admin.index.ArticleHistory;
import org.vigie.admin.index.ArticlePage;
import org.vigie.admin.index.IndexProgress;
import org.vigie.admin.index.NewsFilter;
import org.vigie.admin.index.NewsListener;
import org.vigie.admin.index.NewsQueries;
import org.vigie.admin.index.StoryCard;
import org.vigie.admin.index.StoryPage;
import org.vigie.admin.index.StoryTimeline;
import org.vigie.admin.index.SubscriptionPreview;
import org.vigie.admin.index.TextMark;
import org.vigie.admin.index.TopicFound;
import org.vigie.model.Alert;
import org.vigie.model.Outlet;
import org.vigie.model.Subscription;
import org.vigie.testkit.SampleNews;

/// A few invented stories in memory, in every form that the records allow.
final class MemoryNews implements NewsQueries {
  static final Instant NOW = SampleNews.NOW;
  static final Outlet OUTLET = new Outlet("le-phare", "Le Phare");
  private static final int STORIES = 70;

  private final List<NewsListener> listeners = new ArrayList<>();
  private @Nullable String problem;

  /// A story whose headline is hostile in every third one.
  static StoryCard story(int number) {
    return new StoryCard(
        "story-" + number,
        number + 1,
        number % 3 == 0
            ? "<script>alert('" + number + "')</script>\u0000\uD83C"
            : "Un cessez-le-feu est proposé à Port-Clair",
        "Les délégations se retrouvent mardi. ".repeat(number % 12),
        number % 2 == 0 ? "https://phare.example/" + number : null,
        OUTLET,
        List.of(OUTLET, new Outlet("radio-cap", "Radio Cap & fils")),
        2,
        3,
        NOW.minus(Duration.ofHours(number)),
        NOW.minus(Duration.ofMinutes(number)),
        List.of(
            new TopicFound(
                "ceasefire",
                1.5,
                number % 2 == 0
                    ? null
                    : new TopicFound.PhaseFound("proposed", Map.of("fr", "proposé")))),
        List.of("FR", "RU"),
        List.of(new TextMark("headline", 0, 8, number % 2 == 0 ? null : "ceasefire")),
        number % 5 == 0);
  }

  static AlertNotice notice(int number) {
    return new AlertNotice(
        "alert-" + number,
        1,
        "new",
        "desk",
        "story-" + number,
        "item-" + number,
        "Un cessez-le-feu est proposé",
        OUTLET,
        null,
        List.of("ceasefire"),
        NOW.minus(Duration.ofMinutes(number)));
  }

  private static ArticleCard article(int number) {
    return new ArticleCard(
        "item-" + number,
        "v1",
        OUTLET,
        "Sommet à Port-Clair",
        "",
        null,
        NOW.minus(Duration.ofHours(number)),
        number % 2 == 0 ? null : NOW,
        List.of(),
        List.of(),
        List.of(),
        false);
  }

  void tell(int number) {
    listeners.forEach(
        listener -> {
          listener.onStory(story(number));
          listener.onAlert(notice(number));
        });
  }

  void fail(String why) {
    problem = why;
  }

  @Override
  public void start() {}

  @Override
  public IndexProgress progress() {
    return new IndexProgress(problem == null, 10, 10, 3, 2, 1, 4_096, problem);
  }

  @Override
  public StoryPage listStories(NewsFilter filter, @Nullable String cursor, int limit) {
    if (filter.text() != null && filter.text().equals("(")) {
      throw new AdminException.InvalidRequest("text", "a bracket is not closed");
    }
    int from = cursor == null ? 0 : parse(cursor);
    int to = Math.min(STORIES, from + limit);
    return new StoryPage(
        IntStream.range(from, to).mapToObj(MemoryNews::story).toList(),
        to < STORIES ? "c" + to : null);
  }

  private static int parse(String cursor) {
    if (!cursor.matches("c\\d{1,2}")) {
      throw new AdminException.InvalidRequest("cursor", "is none of this list");
    }
    return Math.min(STORIES, Integer.parseInt(cursor.substring(1)));
  }

  @Override
  public StoryTimeline showStory(String id) {
    if (!id.equals("story-1")) {
      throw new AdminException.NotFound("story", id);
    }
    return new StoryTimeline(story(1), List.of(showArticle("item-1")), List.of(notice(1)));
  }

  @Override
  public ArticlePage searchArticles(NewsFilter filter, @Nullable String cursor, int limit) {
    return new ArticlePage(
        IntStream.range(0, Math.min(limit, 5)).mapToObj(MemoryNews::article).toList(), 5, null);
  }

  @Override
  public ArticleCounts countArticles(NewsFilter filter) {
    return new ArticleCounts(
        5,
        ArticleCounts.TimeUnit.DAY,
        List.of(new ArticleCounts.TimeBar(NOW, 5)),
        List.of(new ArticleCounts.IdCount("ceasefire", 2)),
        List.of(),
        List.of(new ArticleCounts.OutletCount("le-phare", "Le Phare", 5)));
  }

  @Override
  public ArticleHistory showArticle(String id) {
    if (!id.equals("item-1")) {
      throw new AdminException.NotFound("article", id);
    }
    ArticleHistory.VersionDecision decision =
        new ArticleHistory.VersionDecision(
            null, null, List.of(), List.of(), List.of("FR"), "news", "hash");
    return new ArticleHistory(
        id,
        OUTLET,
        null,
        "live",
        null,
        false,
        null,
        List.of(
            new ArticleHistory.VersionRead("v1", "Sommet à Port-Clair", "", NOW, NOW, decision)));
  }

  @Override
  public AlertPage listAlerts(
      @Nullable String subscription, @Nullable String topic, @Nullable String cursor, int limit) {
    return new AlertPage(List.of(notice(1), notice(2)), null);
  }

  @Override
  public List<Alert> newestAlerts(String subscription, int limit) {
    return SampleNews.day();
  }

  @Override
  public SubscriptionPreview preview(Subscription subscription, int days) {
    return new SubscriptionPreview(days, 100, 7, null, null, List.of(article(1)), List.of());
  }

  @Override
  public void addListener(NewsListener listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {}
}
