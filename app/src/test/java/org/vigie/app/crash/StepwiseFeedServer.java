package org.vigie.app.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;

/// The web server of all outlets of [SyntheticNews], each on a loopback address of its own, since a
/// poller
/// requests one host at most twice a second.
///
/// A feed keeps its state until the poller requests it with the `ETag` of that state. The ingester
/// writes a feed's `ETag` to Kafka only after the readings of its document, so such a request
/// proves that they are stored; only then does the thread take its next step. Every state is
/// therefore read, in the order of the thread, whichever process is killed in between.
final class StepwiseFeedServer implements AutoCloseable {
  /// The interval of the feeds.
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private static final int FIRST_HOST = 11;
  private static final int ANY_PORT = 0;
  private static final int DEFAULT_BACKLOG = 0;
  private static final int NO_DELAY = 0;
  private static final String QUIET = "/calme.xml";

  private final SyntheticNews news;
  private final List<ThreadProgress> progress = new ArrayList<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private int shown;
  private int open;

  /// @param news to publish; nothing before [#openUntil]
  StepwiseFeedServer(SyntheticNews news) throws IOException {
    this.news = news;
    for (SyntheticNews.NewsThread thread : news.threads()) {
      List<SteppedFeed> pages = new ArrayList<>();
      for (Outlet outlet : thread.outlets()) {
        pages.add(startServer(outlet));
      }
      progress.add(new ThreadProgress(thread, pages));
    }
    for (ThreadProgress column : progress) {
      column.pages.forEach(
          page -> page.server.createContext("/", x -> handleExchange(x, column, page)));
      column.pages.forEach(page -> page.server.start());
    }
  }

  private SteppedFeed startServer(Outlet outlet) throws IOException {
    String host = "127.0.0." + (FIRST_HOST + servers.size());
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByName(host), ANY_PORT), DEFAULT_BACKLOG);
    server.setExecutor(threads);
    servers.add(server);
    return new SteppedFeed(outlet, server);
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
    private final HttpServer server;
    private final Map<String, SyntheticNews.NewsStep> entries = new LinkedHashMap<>();
    private int state;
    private boolean safe;

    SteppedFeed(Outlet outlet, HttpServer server) {
      this.outlet = outlet;
      this.server = server;
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
      return Feed.of(address("/fil.xml"), outlet, null, INTERVAL);
    }

    URI address(String path) {
      InetSocketAddress at = server.getAddress();
      return URI.create("http://" + at.getHostString() + ":" + at.getPort() + path);
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

  private void handleExchange(HttpExchange exchange, ThreadProgress column, SteppedFeed page)
      throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().equals(QUIET)) {
        send(exchange, "<rss version='2.0'><channel><title>Calme</title></channel></rss>");
        return;
      }
      FeedAnswer answer =
          recordRequest(column, page, exchange.getRequestHeaders().getFirst("If-None-Match"));
      exchange.getResponseHeaders().set("ETag", answer.tag());
      if (answer.body() == null) {
        exchange.sendResponseHeaders(304, -1);
      } else {
        send(exchange, answer.body());
      }
    }
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/rss+xml; charset=utf-8");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /// The news that is published here.
  SyntheticNews news() {
    return news;
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(NO_DELAY));
    threads.close();
  }
}
