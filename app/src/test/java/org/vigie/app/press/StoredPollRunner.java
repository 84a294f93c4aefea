package org.vigie.app.press;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.vigie.analysis.accept.AcceptResult;
import org.vigie.analysis.accept.KnownItemState;
import org.vigie.analysis.accept.ReadingAcceptor;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.poll.FeedPoller;
import org.vigie.ingest.poll.Poll;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;

/// Serves stored polls on loopback, one after the other, and polls every feed once in each: fetch,
/// parse, identify, accept, with the state of each feed carried on. The server answers 304 if a
/// document has not changed. The clock stands at the time of the stored poll.
public final class StoredPollRunner implements AutoCloseable {
  private static final DateTimeFormatter POLL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm");

  private final HttpServer server;
  private final Fetcher fetcher;
  private final FeedPoller poller;
  private final ReadingAcceptor acceptance = new ReadingAcceptor(KnownItemState.inMaps());
  private final Map<String, FeedState> states = new HashMap<>();
  private SortedMap<String, byte[]> documents = new TreeMap<>();
  private Instant now = Instant.EPOCH;

  private StoredPollRunner(HttpServer server) {
    this.server = server;
    InetSocketAddress address = server.getAddress();
    FetchSettings settings =
        FetchSettings.defaults()
            .withPrivateAddresses(true)
            .withTimes(Duration.ofSeconds(20), Duration.ZERO)
            .withResolver((host, port) -> List.of(address));
    fetcher = new Fetcher(settings, () -> now);
    poller = new FeedPoller(fetcher, () -> now, new Random(1));
  }

  /// Opens one whose feeds were never polled.
  public static StoredPollRunner open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StoredPollRunner press = new StoredPollRunner(server);
    server.createContext("/", press::handleExchange);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return press;
  }

  private void handleExchange(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    byte[] body = Objects.requireNonNull(documents.get(name), name);
    String tag = "\"" + Arrays.hashCode(body) + "\"";
    exchange.getResponseHeaders().add("ETag", tag);
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
    } else {
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
    exchange.close();
  }

  /// Polls all feeds of one stored poll and adds the results to the comparison. A document equal to
  /// the one of the poll before adds nothing.
  void runPoll(String time, SortedMap<String, byte[]> stored, ArticleComparison ledger) {
    setDocuments(time, stored);
    stored.forEach(
        (name, document) -> {
          Poll poll = pollFeed(name);
          if (!poll.hasSucceeded()) {
            ledger.addFailure(time + "/" + name, poll.outcome());
          } else if (!poll.outcome().equals("HTTP 304")) {
            List<AcceptResult> taken = poll.readings().stream().map(acceptance::accept).toList();
            ledger.addDocument(
                StoredPolls.findOutlet(name),
                time + "/" + name,
                NaiveRss.parseItems(document),
                taken);
          }
        });
  }

  /// Polls all feeds of one stored poll and returns the readings, fetched at its time. A failed or
  /// unchanged feed has none.
  public List<Reading> readPoll(String time, SortedMap<String, byte[]> stored) {
    setDocuments(time, stored);
    return stored.keySet().stream().flatMap(name -> pollFeed(name).readings().stream()).toList();
  }

  private void setDocuments(String time, SortedMap<String, byte[]> stored) {
    documents = stored;
    now = LocalDateTime.parse(time, POLL).atZone(ZoneId.of("Europe/Paris")).toInstant();
  }

  private Poll pollFeed(String name) {
    Outlet outlet = Outlet.named(StoredPolls.findOutlet(name));
    Feed feed =
        Feed.of(URI.create("http://" + outlet.id() + ".example/" + name), outlet, null, null);
    Poll poll = poller.poll(feed, states.getOrDefault(name, FeedState.neverPolled(feed)));
    states.put(name, poll.state());
    return poll;
  }

  @Override
  public void close() {
    fetcher.close();
    server.stop(0);
  }
}
