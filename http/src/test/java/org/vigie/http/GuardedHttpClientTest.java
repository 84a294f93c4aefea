package org.vigie.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs against a server on loopback that sends given bytes and keeps the connection open until the
/// client closes it.
class GuardedHttpClientTest {
  private static final HttpClientSettings SETTINGS =
      new HttpClientSettings(
          "Test", Duration.ofSeconds(20), true, AddressResolver.system(), 4, 2, null);

  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket server;
  private volatile Socket newest = new Socket();
  private GuardedHttpClient client = new GuardedHttpClient(SETTINGS);
  private volatile String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /// Whether the server closes the connection after its answer.
  private volatile boolean closing;

  /// The answer to the next request alone; null without.
  private volatile @Nullable String once;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::acceptConnections);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private void acceptConnections() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        newest = socket;
        Thread.startVirtualThread(() -> serve(socket));
      }
    } catch (IOException e) {
      // The test has ended.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      byte[] head = new byte[1 << 12];
      for (int read = socket.getInputStream().read(head); read >= 0; ) {
        requests.add(new String(head, 0, read, StandardCharsets.UTF_8));
        String next = once == null ? answer : once;
        once = null;
        if (next.isEmpty()) {
          return;
        }
        OutputStream out = socket.getOutputStream();
        out.write(next.getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (closing) {
          return;
        }
        read = socket.getInputStream().read(head);
      }
    } catch (IOException e) {
      // The client has closed the connection, as some tests expect.
    }
  }

  /// The names that the resolver is asked for and the server is told.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "xn--ct-mer-cva0g.example",
        "xn--strae-oqa.example",
        "xn--i-7iq.example",
        "fil_info.phare.example",
        "_fil.example",
        "quai.xn--ct-mer-cva0g.example",
        "127.1"
      })
  void namesAHostAsTheAddressDoes(String host) throws Exception {
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    use(
        resolvingTo(
            (name, port) -> {
              asked.add(name + ":" + port);
              return List.of(new InetSocketAddress("127.0.0.1", port));
            }));
    String authority = host + ":" + server.getLocalPort();

    HttpGet get = new HttpGet(URI.create("http://" + authority + "/fil"));
    client.execute(get, response -> GuardedHttpClient.readBeginning(response, 10));

    assertThat(asked.take()).isEqualTo(authority);
    assertThat(requests.take()).contains("GET /fil HTTP/1.1", "Host: " + authority + "\r\n");
  }

  /// The server needs the name to choose its certificate; the JDK's does not take one with an
  /// underscore, so that no connection comes about here.
  @Test
  void namesAHostWithAnUnderscoreInTls() throws Exception {
    answer = "";
    use(resolvingTo((name, port) -> List.of(new InetSocketAddress("127.0.0.1", port))));
    HttpGet get =
        new HttpGet(URI.create("https://fil_info.phare.example:" + server.getLocalPort() + "/"));

    assertThatThrownBy(() -> client.execute(get, response -> response))
        .isInstanceOf(HttpCallException.class);

    assertThat(requests.take()).contains("fil_info.phare.example");
  }

  private static HttpClientSettings resolvingTo(AddressResolver resolver) {
    return new HttpClientSettings("Test", Duration.ofSeconds(20), true, resolver, 4, 2, null);
  }

  private void use(HttpClientSettings settings) {
    client.close();
    client = new GuardedHttpClient(settings);
  }

  private static HttpClientSettings settings(Duration deadline, AddressResolver resolver) {
    return new HttpClientSettings("Test", deadline, true, resolver, 4, 2, null);
  }

  private HttpGet get() {
    return new HttpGet("http://127.0.0.1:" + server.getLocalPort() + "/hook/hush");
  }

  private String fetch(int maxBytes) throws Exception {
    return client.execute(
        get(),
        response -> response.getCode() + " " + GuardedHttpClient.readBeginning(response, maxBytes));
  }

  private String problem() {
    CompletableFuture<String> problem = new CompletableFuture<>();
    assertThatThrownBy(() -> fetch(100))
        .isInstanceOfSatisfying(
            HttpCallException.class, failure -> problem.complete(failure.problem()));
    return problem.join();
  }

  @Test
  void readsAResponse() throws Exception {
    assertThat(fetch(100)).isEqualTo("200 ok");
    assertThat(requests.take()).startsWith("GET /hook/hush HTTP/1.1").contains("User-Agent: Test");
  }

  @Test
  void followsNoRedirect() throws Exception {
    answer = "HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n";

    assertThat(fetch(100)).isEqualTo("302 ");
  }

  @Test
  void readsNoMoreThanTheBeginning() throws Exception {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\nendless";

    assertThat(fetch(4)).isEqualTo("200 endl");
  }

  @Test
  void keepsTheStatusOfABodyThatBreaksOff() throws Exception {
    use(settings(Duration.ofMillis(300), AddressResolver.system()));
    answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 900000\r\n\r\nendless";

    assertThat(fetch(100)).isEqualTo("404 ");
  }

  @Test
  void refusesAPrivateAddress() {
    use(
        new HttpClientSettings(
            "Test", Duration.ofSeconds(20), false, AddressResolver.system(), 4, 2, null));

    assertThat(problem()).isEqualTo("the address is loopback, which is not allowed");
    assertThat(requests).isEmpty();
  }

  @Test
  void abortsARequestAtItsDeadline() {
    use(settings(Duration.ofMillis(300), AddressResolver.system()));
    answer = "HTTP/1.1 200";

    assertThat(problem()).isEqualTo("no complete answer within 0.3 s");
  }

  @Test
  void describesFailuresInWords() throws IOException {
    answer = "";
    assertThat(problem()).isEqualTo("the server hung up without a valid answer");
    use(
        settings(
            Duration.ofSeconds(20),
            (host, port) -> {
              throw new UnknownHostException(host);
            }));
    assertThat(problem()).isEqualTo("no such host: 127.0.0.1");
    // A port that is bound but not listened on refuses every connection.
    try (Socket mute = new Socket()) {
      mute.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress address = (InetSocketAddress) mute.getLocalSocketAddress();
      use(settings(Duration.ofSeconds(20), (host, port) -> List.of(address)));
      assertThat(problem()).isEqualTo("connection refused");
    }
  }

  @Test
  void passesOnWhatTheParserFindsWrong() {
    assertThatThrownBy(
            () ->
                client.execute(
                    get(),
                    response -> {
                      throw new HttpCallException("no\r\nuse\u202e", null);
                    }))
        .isInstanceOf(HttpCallException.class)
        .hasMessage("no use");
  }

  @Test
  void endsAnInterruptedRequest() throws Exception {
    answer = "HTTP/1.1 200";
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread caller =
        Thread.startVirtualThread(
            () -> {
              try {
                fetch(100);
              } catch (Exception e) {
                end.complete(e);
              }
            });
    requests.take();
    caller.interrupt();

    assertThat(end.join()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void abortsRunningRequestsOnClose() throws Exception {
    answer = "HTTP/1.1 200";
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            fetch(100);
          } catch (Exception e) {
            end.complete(e);
          }
        });
    requests.take();
    client.close();

    assertThat(end.join()).isInstanceOf(HttpCallException.class);
  }

  private String fetchTwice(String first) throws Exception {
    String usual = answer;
    answer = first;
    String result = fetch(100);
    answer = usual;
    return result + ", " + fetch(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 OK\r\nContent-Length: 2\r\n\r\nok</rss>",
        "200 OK\r\nContent-Length: 2\r\n\r\nok\r\n",
        "200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n",
        "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nmore",
        "304 Not Modified\r\nETag: \"1\"\r\n\r\n<html>304</html>",
        "304 Not Modified\r\nContent-Length: 16\r\n\r\n<html>304</html>",
        "204 No Content\r\n\r\n<html>204</html>",
      })
  void whatFollowsAnAnswerIsNeverTheNextAnswer(String first) throws Exception {
    assertThat(fetchTwice("HTTP/1.1 " + first)).endsWith(", 200 ok");
    assertThat(connections.get()).isEqualTo(2);
  }

  @Test
  void whatComesLateIsNeverTheNextAnswer() throws Exception {
    assertThat(fetch(100)).isEqualTo("200 ok");
    for (String surplus : List.of("</rss>", "\r\n", answer.replace("ok", "no"))) {
      newest.getOutputStream().write(surplus.getBytes(StandardCharsets.UTF_8));
      assertThat(fetch(100)).isEqualTo("200 ok");
    }
    assertThat(connections.get()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"</rss>HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno", "</rss>\r\n", ""})
  void aGetIsSentAgainIfAUsedConnectionGivesNoAnswer(String surplus) throws Exception {
    assertThat(fetch(100)).isEqualTo("200 ok");
    once = surplus;

    assertThat(fetch(100)).isEqualTo("200 ok");
    assertThat(requests).hasSize(3);
  }

  @Test
  void aPostIsNotSentAgain() throws Exception {
    assertThat(fetch(100)).isEqualTo("200 ok");
    once = "";
    HttpPost post = new HttpPost(get().getUri());

    assertThatThrownBy(() -> client.execute(post, HttpResponse::getCode))
        .hasMessage("the server hung up without a valid answer");
    assertThat(requests).hasSize(2);
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(fetch(100)).isEqualTo("200 ok");
    }

    assertThat(connections.get()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rubbish\r\nContent-Length: 2",
        ": x\r\nContent-Length: 2",
        "<b>\r\n folded\r\nContent-Length: 2",
        "Content-Length: 2\r\nContent-Length: 2",
        "Content-Length: 2, 2",
        "Content-Length: 2\r\ncontent-length: 2",
        "Transfer-Encoding: identity\r\nContent-Length: 2",
        "Transfer-Encoding:\r\nContent-Length: 2",
      })
  void headersAreReadAsBrowsersDo(String headers) throws Exception {
    answer = "HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\nok";

    assertThat(fetch(100)).isEqualTo("200 ok");
    assertThat(fetch(100)).isEqualTo("200 ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length:", "Content-Length: -1", "Content-Length: abc", "X-Length: 2"})
  void aBodyWithoutALengthEndsWithItsConnection(String header) throws Exception {
    answer = "HTTP/1.1 200 OK\r\nConnection: close\r\n" + header + "\r\n\r\nok";
    closing = true;

    assertThat(fetch(100)).isEqualTo("200 ok");
  }

  @Test
  void codingsOfTheTransferAreLeftToTheReaderOfTheBody() throws Exception {
    answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";

    assertThat(fetch(100)).isEqualTo("200 ok");
  }

  @Test
  void lengthsThatContradictEachOtherAreRefused() {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok";
    assertThat(problem()).isEqualTo("no valid HTTP: several values of Content-Length: 2, 3");
    answer = "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nok";
    assertThat(problem()).isEqualTo("no valid HTTP: invalid Content-Length: -5");
  }

  @Test
  void manyAndLongHeadersAreReadUpToALimit() throws Exception {
    String end = "Content-Length: 2\r\n\r\nok";
    answer = "HTTP/1.1 200 OK\r\n" + "X-Part: a\r\n".repeat(500) + end;
    assertThat(fetch(100)).isEqualTo("200 ok");
    answer = "HTTP/1.1 200 OK\r\nX-Policy: " + "a".repeat(60_000) + "\r\n" + end;
    assertThat(fetch(100)).isEqualTo("200 ok");
    for (String headers :
        List.of(
            ("X-Part: " + "a".repeat(50_000) + "\r\n").repeat(6),
            "X-Policy: " + "a".repeat(70_000) + "\r\n",
            "a: a\r\n".repeat(1_100))) {
      answer = "HTTP/1.1 200 OK\r\n" + headers + end;
      assertThat(problem()).isEqualTo("the headers are too many or too long");
    }
  }

  @Test
  void aServerThatBeginsWithNoStatusIsToldAtOnce() {
    answer = "<rss></rss>\r\n";

    assertThat(problem()).startsWith("no valid HTTP: ");
  }

  @Test
  void bytesOfHeadersAreKept() throws Exception {
    answer = "HTTP/1.1 200 OK\r\nETag: \"été\"\r\nContent-Length: 0\r\n\r\n";
    HttpGet again = get();
    again.setHeader(
        "If-None-Match",
        client.execute(get(), response -> response.getFirstHeader("ETag").getValue()));
    client.execute(again, HttpResponse::getCode);

    requests.take();
    assertThat(requests.take()).contains("If-None-Match: \"été\"\r\n");
  }

  /// Fills the queue of a socket that accepts nothing until the system answers no more.
  private static void silence(ServerSocket socket, List<Socket> waiting) throws IOException {
    while (true) {
      Socket next = new Socket();
      waiting.add(next);
      try {
        next.connect(socket.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
  }

  @Test
  void addressesThatAreSilentDoNotTakeTheTimeOfTheOthers() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      silence(mute, waiting);
      InetSocketAddress silent = (InetSocketAddress) mute.getLocalSocketAddress();
      InetSocketAddress live = (InetSocketAddress) server.getLocalSocketAddress();
      use(settings(Duration.ofSeconds(20), (host, port) -> List.of(silent, silent, live)));
      assertThat(fetch(100)).isEqualTo("200 ok");

      use(settings(Duration.ofMillis(600), (host, port) -> Collections.nCopies(1_000, silent)));
      assertThat(problem()).isEqualTo("no connection within 0.6 s");
      use(settings(Duration.ofMillis(600), (host, port) -> List.of(silent)));
      assertThat(problem()).isEqualTo("no connection within 0.6 s");
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  /// Uses two addresses, of which the first accepts every connection, as the system does for a
  /// socket that listens, and never answers.
  private List<InetSocketAddress> useSilentAndLive(ServerSocket mute, Duration deadline) {
    List<InetSocketAddress> addresses = new CopyOnWriteArrayList<>();
    addresses.add((InetSocketAddress) mute.getLocalSocketAddress());
    addresses.add((InetSocketAddress) server.getLocalSocketAddress());
    use(settings(deadline, (host, port) -> addresses));
    return addresses;
  }

  private static ServerSocket openMute() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @Test
  void anAddressThatAcceptsAndSaysNothingDoesNotTakeTheTimeOfTheOthers() throws Exception {
    try (ServerSocket mute = openMute()) {
      List<InetSocketAddress> addresses = useSilentAndLive(mute, Duration.ofMillis(1_500));

      assertThat(fetch(100)).isEqualTo("200 ok");
      addresses.removeLast();
      use(settings(Duration.ofMillis(300), (host, port) -> addresses));
      assertThat(problem()).isEqualTo("no complete answer within 0.3 s");
    }
  }

  /// The second server speaks no TLS: what counts is that it is asked.
  @Test
  void anAddressThatIsSilentInTheHandshakeOfTlsIsFollowedByTheNext() throws Exception {
    answer = "HTTP/1.1 400 Bad Request\r\n\r\n";
    try (ServerSocket mute = openMute()) {
      useSilentAndLive(mute, Duration.ofMillis(1_500));

      assertThatThrownBy(
              () -> client.execute(new HttpGet("https://phare.example/"), response -> response))
          .hasMessageStartingWith("TLS: ");
      assertThat(requests).isNotEmpty();
    }
  }

  @Test
  void aPostToASilentAddressIsNotSentAgainAndTheNextBeginsWithAnother() throws Exception {
    try (ServerSocket mute = openMute()) {
      useSilentAndLive(mute, Duration.ofMillis(900));
      HttpPost post = new HttpPost(get().getUri());

      assertThatThrownBy(() -> client.execute(post, HttpResponse::getCode))
          .hasMessage("no complete answer within 0.9 s");
      assertThat(requests).isEmpty();
      HttpPost next = new HttpPost(get().getUri());
      assertThat(client.<Integer>execute(next, HttpResponse::getCode)).isEqualTo(200);
    }
  }

  @Test
  void anAddressThatRefusesIsFollowedByTheNext() throws Exception {
    try (Socket mute = new Socket()) {
      mute.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress refusing = (InetSocketAddress) mute.getLocalSocketAddress();
      InetSocketAddress live = (InetSocketAddress) server.getLocalSocketAddress();
      use(settings(Duration.ofSeconds(20), (host, port) -> List.of(refusing, live)));
      assertThat(fetch(100)).isEqualTo("200 ok");

      use(settings(Duration.ofSeconds(20), (host, port) -> List.of(refusing, refusing)));
      assertThat(problem()).isEqualTo("connection refused");
    }
  }
}
