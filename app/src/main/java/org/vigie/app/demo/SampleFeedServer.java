package org.vigie.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.ingest.fetch.FetchSettings;

/// The web server of all sample outlets, on loopback and any free port. It chooses the outlet by
/// the `Host` header, so that feed addresses stay the same in every run if the client resolves
/// their hosts to [#address].
public final class SampleFeedServer implements AutoCloseable {
  private static final int ANY_PORT = 0;
  private static final int DEFAULT_BACKLOG = 0;
  private static final int NO_DELAY = 0;
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final Set<String> hosts;
  private final Map<String, ServedFeed> feeds;
  private final SampleClock clock;
  private final HttpServer server;
  private final ExecutorService executor;

  private SampleFeedServer(
      SamplePress press, SampleClock clock, HttpServer server, ExecutorService threads) {
    this.hosts =
        press.outlets().stream().map(SampleOutlet::host).collect(Collectors.toUnmodifiableSet());
    this.feeds = indexByAddress(press);
    this.clock = clock;
    this.server = server;
    this.executor = threads;
  }

  private record ServedFeed(SampleOutlet outlet, SampleFeed feed) {}

  /// Starts serving the outlets by this clock.
  ///
  /// @throws IOException if no port of the loopback interface is free
  public static SampleFeedServer start(SamplePress press, SampleClock clock) throws IOException {
    HttpServer http =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), ANY_PORT), DEFAULT_BACKLOG);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    SampleFeedServer server = new SampleFeedServer(press, clock, http, threads);
    http.setExecutor(threads);
    http.createContext("/", server::handleExchange);
    http.start();
    return server;
  }

  private static Map<String, ServedFeed> indexByAddress(SamplePress press) {
    Map<String, ServedFeed> feeds = new HashMap<>();
    for (SampleOutlet outlet : press.outlets()) {
      outlet
          .feeds()
          .forEach(feed -> feeds.put(outlet.host() + feed.path(), new ServedFeed(outlet, feed)));
    }
    return feeds;
  }

  /// The address that all hosts of the sample outlets resolve to.
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /// Settings for fetching these feeds: the hosts of the sample outlets resolve to [#address], no
  /// other host resolves.
  public FetchSettings fetchSettings() {
    return FetchSettings.defaults()
        .withPrivateAddresses(true)
        .withResolver(this::resolve)
        .withTimes(DEADLINE, Duration.ZERO);
  }

  private List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    if (!hosts.contains(host.toLowerCase(Locale.ROOT))) {
      throw new UnknownHostException(host + " is not of the sample press");
    }
    return List.of(address());
  }

  @Override
  public void close() {
    server.stop(NO_DELAY);
    executor.close();
  }

  private void handleExchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      ServedFeed shown = feeds.get(findHost(exchange) + exchange.getRequestURI().getPath());
      if (shown == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (!"GET".equals(exchange.getRequestMethod())) {
        exchange.sendResponseHeaders(405, -1);
      } else {
        sendFeed(exchange, shown);
      }
    }
  }

  private void sendFeed(HttpExchange exchange, ServedFeed shown) throws IOException {
    SampleClock.SampleMoment moment =
        clock.recordRequest(shown.outlet().createAddress(shown.feed()));
    FeedSnapshot document = FeedSnapshot.create(shown.outlet(), shown.feed(), moment);
    byte[] body = document.toBytes();
    String etag = '"' + hashBody(body) + '"';
    exchange.getResponseHeaders().set("ETag", etag);
    exchange
        .getResponseHeaders()
        .set("Last-Modified", XmlFeedWriter.formatMailDate(document.changed()));
    if (isUnchanged(exchange, etag, document.changed())) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", shown.feed().contentType());
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  /// By RFC 9110, section 13.2.2, `If-Modified-Since` counts only without `If-None-Match`.
  private static boolean isUnchanged(HttpExchange exchange, String etag, Instant changed) {
    @Nullable String tags = exchange.getRequestHeaders().getFirst("If-None-Match");
    if (tags != null) {
      return Arrays.asList(tags.split("\\s*,\\s*")).contains(etag);
    }
    @Nullable String since = exchange.getRequestHeaders().getFirst("If-Modified-Since");
    try {
      return since != null
          && !changed.isAfter(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(since)));
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String findHost(HttpExchange exchange) {
    @Nullable String host = exchange.getRequestHeaders().getFirst("Host");
    return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
  }

  private static String hashBody(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
