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
import org.vigie.analysis.accept.Acceptance;
import org.vigie.analysis.accept.Accepted;
import org.vigie.analysis.accept.ItemMemory;
import org.vigie.ingest.fetch.FetchSettings;
import org.vigie.ingest.fetch.Fetcher;
import org.vigie.ingest.poll.Poll;
import org.vigie.ingest.poll.Poller;
import org.vigie.model.Feed;
import org.vigie.model.FeedState;
import org.vigie.model.Outlet;
import org.vigie.model.Reading;

/// Serves stored polls on loopback, one after the other, and polls every feed once in each: fetch,
/// parse, identify, accept, with the state of each feed carried on. The server answers 304 if a
/// document has not changed. The clock stands at the time of the stored poll.
public final class PolledPress implements AutoCloseable {
  private static final DateTimeFormatter POLL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm");

  private final HttpServer server;
  private final Fetcher fetcher;
  private final Poller poller;
  private final Acceptance acceptance = new Acceptance(ItemMemory.inMaps());
  private final Map<String, FeedState> states = new HashMap<>();
  private SortedMap<String, byte[]> documents = new TreeMap<>();
  private Instant now = Instant.EPOCH;

  private PolledPress(HttpServer server) {
    this.server = server;
    InetSocketAddress address = server.getAddress();
    FetchSettings settings =
        FetchSettings.defaults()
            .withPrivateAddresses(true)
            .withTimes(Duration.ofSeconds(20), Duration.ZERO)
            .withResolver((host, port) -> List.of(address));
    fetcher = new Fetcher(settings, () -> now);
    poller = new Poller(fetcher, () -> now, new Random(1));
  }

  /// Opens one whose feeds were never polled.
  public static PolledPress open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    PolledPress press = new PolledPress(server);
    server.createContext("/", press::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return press;
  }

  private void answer(HttpExchange exchange) throws IOException {
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
  void poll(String time, SortedMap<String, byte[]> stored, Ledger ledger) {
    show(time, stored);
    stored.forEach(
        (name, document) -> {
          Poll poll = poll(name);
          if (!poll.went()) {
            ledger.failed(time + "/" + name, poll.outcome());
          } else if (!poll.outcome().equals("HTTP 304")) {
            List<Accepted> taken = poll.readings().stream().map(acceptance::accept).toList();
            ledger.read(
                StoredPolls.outlet(name), time + "/" + name, NaiveRss.items(document), taken);
          }
        });
  }

  /// Polls all feeds of one stored poll and returns the readings, fetched at its time. A failed or
  /// unchanged feed has none.
  public List<Reading> readings(String time, SortedMap<String, byte[]> stored) {
    show(time, stored);
    return stored.keySet().stream().flatMap(name -> poll(name).readings().stream()).toList();
  }

  private void show(String time, SortedMap<String, byte[]> stored) {
    documents = stored;
    now = LocalDateTime.parse(time, POLL).atZone(ZoneId.of("Europe/Paris")).toInstant();
  }

  private Poll poll(String name) {
    Outlet outlet = Outlet.named(StoredPolls.outlet(name));
    Feed feed =
        Feed.of(URI.create("http://" + outlet.id() + ".example/" + name), outlet, null, null);
    Poll poll = poller.poll(feed, states.getOrDefault(name, FeedState.untouched(feed)));
    states.put(name, poll.state());
    return poll;
  }

  @Override
  public void close() {
    fetcher.close();
    server.stop(0);
  }
}
