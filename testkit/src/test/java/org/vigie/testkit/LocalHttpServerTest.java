package org.vigie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalHttpServerTest {
  private final LocalHttpServer server = LocalHttpServer.onEveryLoopbackAddress();

  @AfterEach
  void close() {
    server.close();
  }

  private static HttpResponse<String> post(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("X-Name", "one")
              .POST(HttpRequest.BodyPublishers.ofString("été"))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void answersByPathAndRecordsRequests() throws Exception {
    server.serve("/rss?a=1", "çà", "ETag: 1").status("/old", "410 Gone");

    HttpResponse<String> found = post(server.at("/rss?a=1"));
    assertThat(found.body()).isEqualTo("çà");
    assertThat(found.headers().firstValue("etag")).contains("1");
    URI other = URI.create("http://127.0.0.2:" + server.port() + "/old");
    assertThat(post(other).statusCode()).isEqualTo(410);
    assertThat(post(server.at("/absent")).statusCode()).isEqualTo(404);

    LocalHttpServer.Request first = server.requests().getFirst();
    assertThat(first.line()).isEqualTo("POST /rss?a=1 HTTP/1.1");
    assertThat(first.path()).isEqualTo("/rss?a=1");
    assertThat(first.header("x-name")).isEqualTo("one");
    assertThat(first.text()).isEqualTo("été");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void abortsAConnection() {
    server.answerOthersWith(
        (request, out) -> {
          throw new LocalHttpServer.Reset();
        });

    assertThatThrownBy(() -> post(server.at("/"))).isInstanceOf(IOException.class);
  }

  @Test
  void acceptsNoConnectionOnceClosed() {
    server.close();

    assertThatThrownBy(() -> new Socket("127.0.0.1", server.port()).close())
        .isInstanceOf(ConnectException.class);
  }
}
