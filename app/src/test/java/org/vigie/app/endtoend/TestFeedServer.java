package org.vigie.app.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.vigie.model.Feed;
import org.vigie.model.Outlet;
import org.vigie.testkit.LocalHttpServer;

/// Feeds of several outlets on loopback, with the articles that a test publishes. Thread-safe.
final class TestFeedServer implements AutoCloseable {
  private static final int WINDOW = 60;

  private final LocalHttpServer server = new LocalHttpServer();
  private final Map<String, List<String>> entries = new ConcurrentHashMap<>();
  private final List<String> truces = new CopyOnWriteArrayList<>();
  private final List<Outlet> outlets;
  private final AtomicInteger numbers = new AtomicInteger();

  private TestFeedServer(List<Outlet> outlets) {
    this.outlets = outlets;
  }

  /// Opens one with this number of outlets, each with one old entry.
  static TestFeedServer open(int outlets) {
    List<Outlet> named = new ArrayList<>();
    for (int i = 1; i <= outlets; i++) {
      named.add(Outlet.named("Journal " + i));
    }
    TestFeedServer stand = new TestFeedServer(List.copyOf(named));
    named.forEach(outlet -> stand.addEntry(outlet, "Le temps qu’il fera"));
    stand.server.answerOthersWith((request, out) -> out.write(stand.createAnswer(request.path())));
    return stand;
  }

  /// Its feeds as requests, each to be polled five times a second.
  List<Feed> createFeeds() {
    return outlets.stream()
        .map(outlet -> Feed.of(server.at("/" + outlet.id()), outlet, null, Feed.MIN_INTERVAL))
        .toList();
  }

  /// Publishes this number of articles, alternating between outlets, each about a truce of its own:
  /// numbers keep stories apart.
  void publishTruces(int count) {
    for (int i = 0; i < count; i++) {
      int number = numbers.incrementAndGet();
      String title = "Kiev et Moscou concluent un cessez-le-feu de trente jours n° " + number;
      addEntry(outlets.get(number % outlets.size()), title);
      truces.add(title);
    }
  }

  /// The titles of all truces so far, in order.
  List<String> listTruceTitles() {
    return List.copyOf(truces);
  }

  /// Publishes an article in the first outlet.
  void publishArticle(String title) {
    addEntry(outlets.getFirst(), title);
  }

  /// Publishes an article in the first outlet, inserted unescaped into the document.
  void publishRaw(String title, String summary) {
    listEntries(outlets.getFirst()).add(formatEntry(outlets.getFirst(), title, summary));
  }

  /// Publishes an article whose summary has this number of characters.
  void publishWithLength(String title, int characters) {
    listEntries(outlets.getFirst())
        .add(formatEntry(outlets.getFirst(), title, "Longuement. ".repeat(characters / 12 + 1)));
  }

  private void addEntry(Outlet outlet, String title) {
    listEntries(outlet).add(formatEntry(outlet, title, ""));
  }

  private List<String> listEntries(Outlet outlet) {
    return entries.computeIfAbsent(outlet.id(), id -> new CopyOnWriteArrayList<>());
  }

  private String formatEntry(Outlet outlet, String title, String summary) {
    return RssTemplate.formatItem(outlet.id() + "-" + listEntries(outlet).size(), title, summary);
  }

  /// Answers with the newest entries first, as feeds do; older ones drop out.
  private byte[] createAnswer(String path) {
    List<String> all = entries.getOrDefault(path.substring(1), List.of());
    List<String> shown = all.subList(Math.max(0, all.size() - WINDOW), all.size()).reversed();
    return LocalHttpServer.response(
        "200 OK", RssTemplate.formatDocument(shown), "Content-Type: application/rss+xml");
  }

  @Override
  public void close() {
    server.close();
  }
}
