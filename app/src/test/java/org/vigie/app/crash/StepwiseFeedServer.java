package org.vigie.app.crash;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;
import org.vigie.testkit.LocalHttpServer;

/// The web server of all outlets of [SyntheticNews], each on a loopback address of its own, since a
/// poller requests one host at most twice a second.
///
/// A feed keeps its state until the poller requests it with the `ETag` of that state. The ingester
/// writes a feed's `ETag` to Kafka only after the readings of its document, so such a request
/// proves that they are stored; only then does the thread take its next step. Every state is
/// therefore read, in the order of the thread, whichever process is killed in between.
final class StepwiseFeedServer implements AutoCloseable {
  /// The interval of the feeds.
  private static final Duration INTERVAL = Feed.MIN_INTERVAL;

  private static final int FIRST_HOST = 11;
  private static final String RSS = "Content-Type: application/rss+xml; charset=utf-8";
  private static final String QUIET = "/calme.xml";

  private final SyntheticNews news;
  private final List<ThreadProgress> progress = new ArrayList<>();
  private final LocalHttpServer server = LocalHttpServer.onEveryLoopbackAddress();
  private int hosts;
  private int shown;
  private int open;

  /// @param news to publish; nothing before [#openUntil]
  StepwiseFeedServer(SyntheticNews news) {
    this.news = news;
    server.serve(QUIET, "<rss version='2.0'><channel><title>Calme</title></channel></rss>", RSS);
    for (SyntheticNews.NewsThread thread : news.threads()) {
      List<SteppedFeed> pages = thread.outlets().stream().map(this::createPage).toList();
      ThreadProgress column = new ThreadProgress(thread, pages);
      progress.add(column);
      pages.forEach(
          page ->
              server.answerWith(
                  page.path(), (request, out) -> out.write(createAnswer(request, column, page))));
    }
  }

  private SteppedFeed createPage(Outlet outlet) {
    return new SteppedFeed(
        outlet, "http://127.0.0." + (FIRST_HOST + hosts++) + ":" + server.port());
  }

  /// One thread of the news and its progress.
  private static final class ThreadProgress {
    private final SyntheticNews.NewsThread thread;
    private final List<SteppedFeed> pages;
    private int next;

    ThreadProgress(SyntheticNews.NewsThread thread, List<SteppedFeed> pages) {
      this.thread = thread;
      this.pages = pages;
    }

    boolean isSafe() {
      return pages.stream().allMatch(page -> page.safe);
    }

    boolean hasEnded() {
      return next == thread.steps().size();
    }
  }

  /// The feed of one outlet in its current state.
  private static final class SteppedFeed {
    private final Outlet outlet;
    private final String root;
    private final Map<String, SyntheticNews.NewsStep> entries = new LinkedHashMap<>();
    private int state;
    private boolean safe;

    SteppedFeed(Outlet outlet, String root) {
      this.outlet = outlet;
      this.root = root;
    }

    void showStep(SyntheticNews.NewsStep step) {
      entries.put(step.guid(), step);
      state++;
      safe = false;
    }

    String formatTag() {
      return "\"etat-" + state + "\"";
    }

    Feed toFeed() {
      return Feed.of(address(path()), outlet, null, INTERVAL);
    }

    String path() {
      return "/" + outlet.id() + ".xml";
    }

    URI address(String path) {
      return URI.create(root + path);
    }

    /// Links contain the outlet, not the port, which differs from run to run.
    String formatDocument() {
      StringBuilder xml = new StringBuilder("<rss version='2.0'><channel>");
      xml.append("<title>").append(outlet.name()).append("</title>");
      appendItem(xml, "ancien", "Les archives de " + outlet.name(), "Ce qui fut écrit avant.");
      entries.values().forEach(step -> appendItem(xml, step.guid(), step.title(), step.summary()));
      return xml.append("</channel></rss>").toString();
    }

    private void appendItem(StringBuilder xml, String guid, String title, String summary) {
      xml.append("<item><guid isPermaLink='false'>%s</guid>".formatted(guid))
          .append("<link>http://%s.example/%s</link>".formatted(outlet.id(), guid))
          .append("<title>%s</title>".formatted(title))
          .append("<description>%s</description></item>".formatted(summary));
    }
  }

  /// The feeds to poll.
  List<Feed> createFeeds() {
    return progress.stream()
        .flatMap(column -> column.pages.stream())
        .map(SteppedFeed::toFeed)
        .toList();
  }

  /// The address of a feed that never has an entry.
  URI findSilentFeed() {
    return progress.getFirst().pages.getFirst().address(QUIET);
  }

  /// Lets the news proceed until this number of steps is shown.
  synchronized void openUntil(int steps) {
    open = steps;
  }

  /// The number of steps shown.
  synchronized int countShown() {
    return shown;
  }

  /// Returns whether every step is stored in Kafka.
  synchronized boolean hasEnded() {
    return progress.stream().allMatch(column -> column.hasEnded() && column.isSafe());
  }

  /// After a kill the poller may send an older `ETag` than the last one that it was sent.
  private synchronized FeedAnswer recordRequest(
      ThreadProgress column, SteppedFeed page, @Nullable String known) {
    page.safe |= page.formatTag().equals(known);
    if (column.isSafe() && !column.hasEnded() && shown < open) {
      SyntheticNews.NewsStep step = column.thread.steps().get(column.next++);
      column.pages.get(step.outlet()).showStep(step);
      shown++;
    }
    return new FeedAnswer(
        page.formatTag(), page.formatTag().equals(known) ? null : page.formatDocument());
  }

  /// @param body null if nothing has changed
  private record FeedAnswer(String tag, @Nullable String body) {}

  private byte[] createAnswer(
      LocalHttpServer.Request request, ThreadProgress column, SteppedFeed page) {
    FeedAnswer answer = recordRequest(column, page, request.headers().get("if-none-match"));
    String tag = "ETag: " + answer.tag();
    return answer.body() == null
        ? LocalHttpServer.response("304 Not Modified", "", tag)
        : LocalHttpServer.response("200 OK", answer.body(), tag, RSS);
  }

  /// The news that is published here.
  SyntheticNews news() {
    return news;
  }

  @Override
  public void close() {
    server.close();
  }
}
