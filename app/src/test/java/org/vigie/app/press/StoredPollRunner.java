package org.vigie.app.press;

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
import org.vigie.testkit.LocalHttpServer;

/// Serves stored polls on loopback, one after the other, and polls every feed once in each: fetch,
/// parse, identify, accept, with the state of each feed carried on. The server answers 304 if a
/// document has not changed. The clock stands at the time of the stored poll.
public final class StoredPollRunner implements AutoCloseable {
  private static final DateTimeFormatter POLL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm");

  private final LocalHttpServer server = new LocalHttpServer();
  private final Fetcher fetcher;
  private final FeedPoller poller;
  private final ReadingAcceptor acceptance = new ReadingAcceptor(KnownItemState.inMaps());
  private final Map<String, FeedState> states = new HashMap<>();
  private SortedMap<String, byte[]> documents = new TreeMap<>();
  private Instant now = Instant.EPOCH;

  private StoredPollRunner() {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.port());
    FetchSettings settings =
        FetchSettings.defaults()
            .withPrivateAddresses(true)
            .withTimes(Duration.ofSeconds(20), Duration.ZERO)
            .withResolver((host, port) -> List.of(address));
    fetcher = new Fetcher(settings, () -> now);
    poller = new FeedPoller(fetcher, () -> now, new Random(1));
  }

  /// Opens one whose feeds were never polled.
  public static StoredPollRunner open() {
    StoredPollRunner press = new StoredPollRunner();
    press.server.answerOthersWith((request, out) -> out.write(press.findAnswer(request)));
    return press;
  }

  private byte[] findAnswer(LocalHttpServer.Request request) {
    String name = request.path().substring(1);
    byte[] body = Objects.requireNonNull(documents.get(name), name);
    String tag = "\"" + Arrays.hashCode(body) + "\"";
    return tag.equals(request.headers().get("if-none-match"))
        ? LocalHttpServer.response("304 Not Modified", "", "ETag: " + tag)
        : LocalHttpServer.response("200 OK", body, "ETag: " + tag);
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
    server.close();
  }
}
