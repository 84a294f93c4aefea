package org.vigie.admin.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.analysis.TextAnalyser;
import org.vigie.model.Alert;
import org.vigie.model.Item;
import org.vigie.model.Language;
import org.vigie.model.Story;
import org.vigie.model.Subscription;
import org.vigie.wire.KafkaConnection;

/// Articles, stories and alerts, asked at once: an index on disk that follows Kafka.
///
/// Opens nothing before [#start]. Until the index is open, for some tens of milliseconds, every
/// question is answered with [AdminException.IndexUnavailable]; while it has not caught up, see
/// [#progress], with what it has. Kafka away does no harm: it is followed again as soon as it is
/// back. Thread-safe.
public final class NewsIndex implements NewsQueries {
  private static final String OPENING = "the index is being opened";
  private static final long COUNTS_KEPT = Duration.ofSeconds(1).toNanos();

  private final IndexFollower follower;
  private final ArticleReader articles;
  private final StoryReader stories;
  private final SubscriptionPreviewer previewer;
  private final List<NewsListener> listeners = new CopyOnWriteArrayList<>();
  private volatile StoredCounts counts = StoredCounts.NONE;

  /// What is in the index.
  ///
  /// @param at when it was counted, see [System#nanoTime]
  private record StoredCounts(long at, long articles, long stories, long alerts, long bytes) {
    static final StoredCounts NONE = new StoredCounts(System.nanoTime() - COUNTS_KEPT, 0, 0, 0, 0);
  }

  /// @param directory of the index alone, which one process at a time may use; what it holds can be
  ///     deleted at any time
  /// @param analyser with the topic packs that articles are found by
  public NewsIndex(
      Path directory, KafkaConnection connection, TextAnalyser analyser, InstantSource clock) {
    articles = new ArticleReader(analyser);
    stories = new StoryReader(analyser, articles);
    previewer = new SubscriptionPreviewer(analyser, articles, clock);
    follower =
        new IndexFollower(
            directory,
            connection,
            analyser,
            clock,
            new IndexWork.Teller(this::tell, this::tell, this::tellGap));
  }

  /// Begins to follow Kafka in the background.
  @Override
  public void start() {
    follower.start();
  }

  /// How far the index is. Answers at once, always; the numbers may be a second old.
  @Override
  public IndexProgress progress() {
    IndexFollower.FollowerState state = follower.state();
    StoredCounts counts = counts();
    return new IndexProgress(
        state.complete(),
        state.done(),
        state.total(),
        counts.articles(),
        counts.stories(),
        counts.alerts(),
        counts.bytes(),
        state.problem());
  }

  /// Asked for several times a second by whoever watches the process.
  private StoredCounts counts() {
    StoredCounts last = counts;
    if (System.nanoTime() - last.at() < COUNTS_KEPT) {
      return last;
    }
    IndexStore store = follower.store();
    StoredCounts now = StoredCounts.NONE;
    if (store != null) {
      try {
        now =
            ask(
                search ->
                    new StoredCounts(
                        System.nanoTime(),
                        search.count(DocumentQueries.kind(IndexFields.ARTICLE)),
                        search.count(DocumentQueries.kind(IndexFields.STORY)),
                        search.count(DocumentQueries.kind(IndexFields.ALERT)),
                        store.countBytes()));
      } catch (AdminException.IndexUnavailable e) {
        // Closed meanwhile.
      }
    }
    counts = now;
    return now;
  }

  /// Stories that have a topic, those told most recently first.
  ///
  /// @param filter its text is looked for in headlines; its time is that of the newest article
  /// @param cursor of the page; null for the first
  /// @throws AdminException.InvalidRequest if the text is no query
  /// @throws StaleCursorException if the cursor is none
  @Override
  public StoryPage listStories(NewsFilter filter, @Nullable String cursor, int limit) {
    Query query = DocumentQueries.of(IndexFields.STORY, filter);
    PageCursor after = PageCursor.parse(cursor);
    return ask(
        search -> {
          DocumentSearch.Rows<Story> rows = search.list(query, after, limit, false, Story.class);
          return new StoryPage(
              rows.rows().stream().map(story -> stories.createCard(search, story)).toList(),
              toText(rows.next()));
        });
  }

  /// A story with its timeline.
  ///
  /// @throws AdminException.NotFound if there is no such story
  @Override
  public StoryTimeline showStory(String id) {
    return ask(search -> stories.createTimeline(search, id));
  }

  /// Articles, the newest first.
  ///
  /// @param cursor of the page; null for the first
  /// @throws AdminException.InvalidRequest if the text is no query
  /// @throws StaleCursorException if the cursor is none
  @Override
  public ArticlePage searchArticles(NewsFilter filter, @Nullable String cursor, int limit) {
    Query query = DocumentQueries.of(IndexFields.ARTICLE, filter);
    PageCursor after = PageCursor.parse(cursor);
    Subscription found = createSubscription(filter.text());
    return ask(
        search -> {
          DocumentSearch.Rows<Item> rows = search.list(query, after, limit, true, Item.class);
          return new ArticlePage(
              rows.rows().stream().map(item -> articles.createCard(item, found)).toList(),
              rows.total(),
              toText(rows.next()));
        });
  }

  /// A search as a subscription, which can say why it matches.
  private static @Nullable Subscription createSubscription(@Nullable String text) {
    return text == null
        ? null
        : Subscription.builder("search", Instant.EPOCH).language(Language.FR).query(text).build();
  }

  /// How many articles a search finds, and which.
  ///
  /// @throws AdminException.InvalidRequest if the text is no query
  @Override
  public ArticleCounts countArticles(NewsFilter filter) {
    Query query = DocumentQueries.of(IndexFields.ARTICLE, filter);
    return ask(search -> tally(search.searcher(), query));
  }

  private static ArticleCounts tally(IndexSearcher searcher, Query query) {
    try {
      return searcher.search(query, new ArticleTally.SingleTally());
    } catch (IndexSearcher.TooManyClauses | IllegalStateException e) {
      throw DocumentSearch.tooManyWords(e);
    } catch (IOException e) {
      throw new UncheckedIOException("the index cannot be read", e);
    }
  }

  /// An article with its versions and decisions.
  ///
  /// @throws AdminException.NotFound if there is no such article
  @Override
  public ArticleHistory showArticle(String id) {
    return ask(search -> articles.createHistory(search, id));
  }

  /// Alerts, the newest first.
  ///
  /// @param subscription of this subscription; null for any
  /// @param topic about this topic; null for any
  /// @param cursor of the page; null for the first
  /// @throws StaleCursorException if the cursor is none
  @Override
  public AlertPage listAlerts(
      @Nullable String subscription, @Nullable String topic, @Nullable String cursor, int limit) {
    Query query = DocumentQueries.alerts(subscription, topic);
    PageCursor after = PageCursor.parse(cursor);
    return ask(
        search -> {
          DocumentSearch.Rows<Alert> rows = search.list(query, after, limit, false, Alert.class);
          return new AlertPage(
              rows.rows().stream().map(AlertNotice::of).toList(), toText(rows.next()));
        });
  }

  /// The newest alerts of a subscription, the newest first.
  @Override
  public List<Alert> newestAlerts(String subscription, int limit) {
    Query query = DocumentQueries.alerts(subscription, null);
    return ask(search -> search.list(query, null, limit, false, Alert.class).rows());
  }

  /// What a subscription would have found in the last days.
  ///
  /// @param subscription need not exist; its query must be valid
  /// @param days how far back, from 1
  /// @throws AdminException.InvalidRequest if its query is invalid
  @Override
  public SubscriptionPreview preview(Subscription subscription, int days) {
    return ask(search -> previewer.preview(search, subscription, days));
  }

  /// Tells of everything that comes once the index has caught up.
  @Override
  public void addListener(NewsListener listener) {
    listeners.add(listener);
  }

  private boolean tell(Story story) {
    if (listeners.isEmpty()) {
      return true;
    }
    return ask(
        search -> {
          boolean whole =
              search.find(IndexFields.ARTICLE, StoryReader.findHead(story).item(), Item.class)
                  != null;
          if (whole) {
            StoryCard card = stories.createCard(search, story);
            listeners.forEach(listener -> listener.onStory(card));
          }
          return whole;
        });
  }

  private void tell(Alert alert) {
    AlertNotice notice = AlertNotice.of(alert);
    listeners.forEach(listener -> listener.onAlert(notice));
  }

  private void tellGap() {
    listeners.forEach(NewsListener::onGap);
  }

  private <R> R ask(Function<DocumentSearch, R> question) {
    IndexStore store = follower.store();
    if (store == null) {
      String problem = follower.state().problem();
      throw new AdminException.IndexUnavailable(problem == null ? OPENING : problem);
    }
    SearcherManager searchers = store.searchers();
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return question.apply(new DocumentSearch(searcher));
      } finally {
        searchers.release(searcher);
      }
    } catch (AlreadyClosedException e) {
      throw new AdminException.IndexUnavailable(OPENING);
    } catch (IOException e) {
      throw new UncheckedIOException("the index cannot be read", e);
    }
  }

  private static @Nullable String toText(@Nullable PageCursor cursor) {
    return cursor == null ? null : cursor.toString();
  }

  /// Waits until everything was read that Kafka had when it was opened; for tests and tools.
  ///
  /// @return false if the time has passed before
  public boolean awaitComplete(Duration atMost) throws InterruptedException {
    return follower.awaitComplete(atMost);
  }

  /// Commits what was written and ends the following of Kafka.
  @Override
  public void close() {
    follower.close();
  }
}
