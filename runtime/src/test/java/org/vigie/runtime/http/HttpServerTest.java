package org.vigie.runtime.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final BindAddress ANY_PORT = new BindAddress("127.0.0.1", 0);
  private static final int BODY_BYTES = 1_000;

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpServer server =
      new HttpServer(
          ANY_PORT,
          HttpLimits.SMALL
              .withBodyBytes(BODY_BYTES)
              .withConnections(4)
              .withIdle(Duration.ofMillis(500))
              .withStop(Duration.ofMillis(100)),
          List.of(
              Route.get("/hello/{name}", HttpServerTest::greet),
              new Route("POST", "/echo", HttpServerTest::echo),
              Route.get("/bug", HttpServerTest::fail),
              Route.get("/endless", this::waitForEver),
              Route.get(
                  "/events",
                  request ->
                      HttpReply.stream(
                          "text/event-stream",
                          out -> {
                            out.write("data: a\n\n".getBytes(UTF_8));
                            out.flush();
                            out.write("data: b\n\n".getBytes(UTF_8));
                          }))));

  private static HttpReply greet(HttpRequest request) {
    String greeting = request.queryParameter("greeting").orElse("salut");
    return HttpReply.text(
        200, "text/plain; charset=utf-8", greeting + " " + request.pathParameter("name"));
  }

  private static HttpReply echo(HttpRequest request) throws IOException {
    return HttpReply.text(
        200,
        request.header("Content-Type").orElse("text/plain"),
        new String(request.readBody(), UTF_8));
  }

  private HttpReply waitForEver(HttpRequest request) {
    arrived.countDown();
    LockSupport.park(request);
    return HttpReply.problem(503, "The server stops.");
  }

  private static HttpReply fail(HttpRequest request) {
    throw new IllegalStateException("an inner secret of " + request.method());
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void answersByItsRoutes() throws Exception {
    HttpResponse<String> reply = send(request("/hello/Zo%C3%A9?greeting=bon%20jour"));
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("bon jour Zoé");
    assertThat(reply.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(reply.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    HttpResponse<String> reply =
        send(request("/hello/Zoe").method("HEAD", BodyPublishers.noBody()));
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.headers().firstValue("Content-Length")).contains("9");
  }

  @Test
  void streamsABodyOfUnknownLength() throws Exception {
    assertThat(send(request("/events")).body()).isEqualTo("data: a\n\ndata: b\n\n");
  }

  @Test
  void refusesOtherMethodsAndPathsAsProblems() throws Exception {
    HttpResponse<String> method = send(request("/hello/Zoe").DELETE());
    assertProblem(method, 405, "This path is asked with GET, HEAD.");
    assertThat(method.headers().firstValue("Allow")).contains("GET, HEAD");
    assertProblem(send(request("/nothing")), 404, "There is nothing at this path.");
  }

  @Test
  void tellsNobodyWhatWentWrongInside() throws Exception {
    HttpResponse<String> reply = send(request("/bug"));
    assertProblem(reply, 500, "The request failed here; the log says more.");
  }

  @Test
  void boundsBodies() throws Exception {
    String most = "x".repeat(BODY_BYTES);
    assertThat(send(request("/echo").POST(BodyPublishers.ofString(most))).body()).isEqualTo(most);
    assertProblem(
        send(request("/echo").POST(BodyPublishers.ofString(most + "x"))),
        413,
        "The body is larger than 1000 bytes.");
  }

  @Test
  void waitsForNoBodyThatComesByteByByte() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
      socket.setSoTimeout(20);
      String head = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      assertThat(trickle(socket)).startsWith("HTTP/1.1 408 ");
    }
  }

  /// Sends bytes one by one until there is a reply.
  private static String trickle(Socket socket) throws IOException {
    byte[] reply = new byte[100];
    for (int i = 0; i < BODY_BYTES; i++) {
      try {
        socket.getOutputStream().write('x');
        return new String(reply, 0, socket.getInputStream().read(reply), UTF_8);
      } catch (SocketTimeoutException e) {
        // Not yet.
      }
    }
    return "no reply";
  }

  @Test
  void refusesOtherHostNames() throws Exception {
    assertThat(raw("GET /hello/a HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421 ")
        .contains("application/problem+json");
    for (String host : List.of("localhost", "127.0.0.1:1", "[::1]:9610")) {
      assertThat(raw("GET /hello/a HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void answersForTheHostsOfItsOptionsOnly() throws Exception {
    HttpOptions options =
        HttpOptions.of(HttpLimits.SMALL)
            .withHosts(List.of("Vigie.example"))
            .withHeaders(Map.of("X-Frame-Options", "DENY", "Cache-Control", "private"));
    try (HttpServer named =
        new HttpServer(
            new BindAddress("0.0.0.0", 0),
            options,
            List.of(Route.get("/hello/{name}", HttpServerTest::greet)))) {
      named.start();
      int port = named.address().port();
      for (String host : List.of("vigie.example:443", "localhost", "0.0.0.0")) {
        assertThat(raw(port, "GET /hello/a HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
            .startsWith("HTTP/1.1 200 ")
            .contains("X-Frame-Options: DENY", "Cache-Control: private");
      }
      assertThat(raw(port, "GET /hello/a HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
          .startsWith("HTTP/1.1 421 ")
          .contains("X-Frame-Options: DENY");
      assertThat(raw(port, "GET\r\n\r\n"))
          .startsWith("HTTP/1.1 400 ")
          .contains("X-Frame-Options: DENY", "Connection: close");
    }
  }

  @Test
  void closesAConnectionWhoseBodyNobodyReads() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
      String head = "POST /bug HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 405 ")
          .contains("Connection: close");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\1\2\3\r\n\r\n",
        "GET\r\n\r\n",
        "GET /hello/a HTTP/9.9\r\n\r\n",
        "GET /hello/a HTTP/1.1\r\n\r\n",
        "GET /hello/a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /hello/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /hello/%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /hello/%2e%2e/x HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /hello/a?greeting=%ff%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      })
  void answersGarbageShortlyAndWithoutHtml(String garbage) throws Exception {
    String reply = raw(garbage);
    assertThat(reply).matches("(?s)HTTP/1.1 (400|404|505) .*").doesNotContainIgnoringCase("<html");
    assertThat(send(request("/hello/Zoe")).statusCode()).isEqualTo(200);
  }

  @Test
  void boundsHeaders() throws Exception {
    assertThat(raw("GET /hello/a HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ")
        .contains("application/problem+json");
  }

  @Test
  void closesConnectionsThatSendNothingSoThatOthersAreServed() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), server.address().port()));
      }
      assertThat(send(request("/hello/Zoe")).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void takesTheNextPortIfItsOwnIsTaken() {
    BindAddress taken = server.address();
    try (HttpServer second =
        new HttpServer(taken, HttpLimits.SMALL, List.of(Route.get("/", HttpServerTest::fail)))) {
      second.start();
      assertThat(second.address().host()).isEqualTo("127.0.0.1");
      assertThat(second.address().port())
          .isBetween(taken.port() + 1, taken.port() + HttpServer.PORTS - 1);
    }
  }

  @Test
  void saysWhichAddressCannotBeBound() {
    BindAddress elsewhere = new BindAddress("192.0.2.1", 9610);
    try (HttpServer none = new HttpServer(elsewhere, HttpLimits.SMALL, List.of())) {
      assertThatThrownBy(none::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith("cannot listen on 192.0.2.1:96");
      assertThatIllegalStateException().isThrownBy(none::address);
    }
  }

  @Test
  void freesItsPort() throws IOException {
    int port = server.address().port();
    server.close();
    try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.getLocalPort()).isEqualTo(port);
    }
  }

  @Test
  void cutsOffARequestThatDoesNotEnd() throws Exception {
    BindAddress address = server.address();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.port())) {
      String head = "GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      arrived.await();
      server.close();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }

  private java.net.http.HttpRequest.Builder request(String path) {
    return java.net.http.HttpRequest.newBuilder(URI.create("http://" + server.address() + path));
  }

  private HttpResponse<String> send(java.net.http.HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// Sends bytes as they are and reads the reply to its end.
  private String raw(String text) throws IOException {
    return raw(server.address().port(), text);
  }

  private static String raw(int port, String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static void assertProblem(HttpResponse<String> reply, int status, String detail) {
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(reply.body()).contains("\"status\":" + status, "\"detail\":\"" + detail + "\"");
  }
}
