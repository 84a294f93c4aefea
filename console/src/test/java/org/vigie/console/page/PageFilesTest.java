package org.vigie.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.runtime.http.BindAddress;
import org.vigie.runtime.http.HttpLimits;
import org.vigie.runtime.http.HttpServer;

class PageFilesTest {
  private static final String SCRIPT = "export const words = 1;\n".repeat(100);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(folder.resolve("js/views"));
    Files.writeString(folder.resolve("index.html"), "<!doctype html><title>Vigie</title>");
    Files.writeString(folder.resolve("js/views/now.js"), SCRIPT);
    Files.writeString(folder.resolve("base.css"), "a{}");
    Files.writeString(folder.resolve("icon.svg"), "<svg/>");
    Files.writeString(folder.resolve("LICENSE"), "MIT");
    server =
        new HttpServer(
            new BindAddress("127.0.0.1", 0),
            HttpLimits.SMALL,
            PageFiles.toRoutes(PageFiles.readFiles(folder)));
    server.start();
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + server.address() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/stories/a-1",
        "/subscriptions",
        "/subscriptions/new",
        "/subscriptions/desk",
        "/archive?text=sommet",
        "/runs",
        "/operations",
      })
  void everyViewIsThePage(String path) throws Exception {
    HttpResponse<byte[]> page = get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(new String(page.body(), UTF_8)).startsWith("<!doctype html>");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
  }

  @ParameterizedTest
  @CsvSource({
    "js/views/now.js, text/javascript; charset=utf-8",
    "base.css, text/css; charset=utf-8",
    "icon.svg, image/svg+xml",
    "LICENSE, text/plain; charset=utf-8",
  })
  void filesHaveTheirTypes(String file, String type) throws Exception {
    HttpResponse<byte[]> reply = get("/assets/" + file);
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type")).contains(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/",
        "/assets/index.html",
        "/assets/js",
        "/assets/js/views/",
        "/index.html",
        "/assets/js/views/now.js/",
        "/assets/JS/views/now.js",
      })
  void nothingElseIsServed(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void aFileThatIsKnownIsNotSentAgain() throws Exception {
    String tag = get("/assets/base.css").headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> again = get("/assets/base.css", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get("/assets/base.css", "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
  }

  @Test
  void textsAreCompressedForThoseWhoAcceptIt() throws Exception {
    HttpResponse<byte[]> reply = get("/assets/js/views/now.js", "Accept-Encoding", "gzip");
    assertThat(reply.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(reply.body()))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(SCRIPT);
    }
    HttpResponse<byte[]> plain = get("/assets/js/views/now.js", "Accept-Encoding", "gzip;q=0");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(plain.body()).isEqualTo(SCRIPT.getBytes(UTF_8));
  }

  @Test
  void thereIsNoConsoleWithoutItsPage() {
    assertThatIllegalStateException().isThrownBy(() -> PageFiles.toRoutes(Map.of()));
  }
}
