package org.vigie.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.vigie.admin.Admin;
import org.vigie.admin.feedback.FeedbackLog;
import org.vigie.admin.operations.OperationsMonitor;
import org.vigie.admin.run.BacktestJobs;
import org.vigie.admin.run.ReplayJobs;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.console.access.AccessLevel;
import org.vigie.console.access.AccessTokens;
import org.vigie.console.api.ChannelTrials;
import org.vigie.console.api.ConsoleServices;
import org.vigie.runtime.http.BindAddress;
import org.vigie.runtime.http.Route;
import org.vigie.wire.KafkaConnection;

/// A console with news from memory, and clients of it.
final class ConsoleFixture implements AutoCloseable {
  static final String READER = "reader-token-of-the-tests";
  static final String EDITOR = "editor-token-of-the-tests";
  static final String OPERATOR = "operator-token-of-the-tests";
  static final String HOST = "vigie.example";

  final MemoryNews news = new MemoryNews();
  final TestClock clock = new TestClock();
  final AtomicLong nanos = new AtomicLong();
  final ConsoleServices services;
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Admin admin;
  private final ConsoleServer server;

  /// A clock that only tests move.
  static final class TestClock extends Clock {
    private volatile Instant now = MemoryNews.NOW;

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private ConsoleFixture(
      KafkaConnection connection, List<Route> page, Optional<ChannelTrials> trials) {
    TopicPacks packs = TopicPacks.bundled();
    admin = new Admin(connection, () -> packs, clock);
    services = createServices(connection, packs, trials);
    server =
        new ConsoleServer(
            new BindAddress("127.0.0.1", 0),
            List.of(HOST),
            new AccessTokens(
                Map.of(
                    AccessLevel.READER, READER,
                    AccessLevel.EDITOR, EDITOR,
                    AccessLevel.OPERATOR, OPERATOR)),
            services,
            page,
            clock,
            nanos::get);
    server.start();
  }

  private ConsoleServices createServices(
      KafkaConnection connection, TopicPacks packs, Optional<ChannelTrials> trials) {
    return new ConsoleServices(
        "0.3.0",
        packs,
        news,
        admin,
        new OperationsMonitor(admin, connection, () -> 4_096, clock),
        new BacktestJobs(admin, () -> packs, clock),
        new ReplayJobs(admin, connection, () -> packs, Path.of("target", "replays"), clock),
        new FeedbackLog(admin, connection, () -> packs, clock),
        trials,
        Optional.of((subscription, channel, key) -> key.equals("good-" + channel.address())));
  }

  /// A console for what needs no Kafka.
  static ConsoleFixture withoutKafka(List<Route> page) {
    return new ConsoleFixture(KafkaConnection.embedded("127.0.0.1:1"), page, Optional.empty());
  }

  static ConsoleFixture on(KafkaConnection connection, ChannelTrials trials) {
    return new ConsoleFixture(connection, List.of(), Optional.of(trials));
  }

  String address() {
    return "http://" + server.address();
  }

  int port() {
    return server.address().port();
  }

  int countViewers() {
    return server.events().countViewers();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
    return send(request(path).header("Authorization", "Bearer " + token));
  }

  HttpResponse<String> call(String method, String path, String token, String json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  HttpResponse<String> logIn(String token) throws IOException, InterruptedException {
    return send(
        request("/api/v1/session")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));
  }

  /// Sends bytes as they are and reads the reply to its end.
  String raw(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  void stop() {
    server.close();
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
    services.backtests().close();
    services.replays().close();
    services.operations().close();
    services.feedback().close();
    admin.close();
  }
}
